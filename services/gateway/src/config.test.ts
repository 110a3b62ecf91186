import { gatewayConfig } from './config.ts';

const issuersOf = (text: string) => gatewayConfig.shape.OIDC_ISSUERS.safeParse(text).success;

test.each([
  '',
  'https://login.example,fairdue,https://login.example/keys',
  'https://a.example,x,https://a.example/keys\n  https://b.example/,y,http://127.0.0.1:9/keys ',
])('%j names issuers', (text) => {
  expect(issuersOf(text)).toBe(true);
});

test.each([
  'https://login.example',
  'https://login.example,fairdue',
  'https://login.example,,https://login.example/keys',
  'https://login.example,fairdue,keys',
  'https://login.example,fairdue,http://login.example/keys',
])('%j does not: it is incomplete, or its keys could be replaced on the way', (text) => {
  expect(issuersOf(text)).toBe(false);
});
