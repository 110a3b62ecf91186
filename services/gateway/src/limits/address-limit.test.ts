import type { IncomingMessage } from 'node:http';
import { addressLimit } from './address-limit.ts';

const from = (remoteAddress: string, forwarded?: string): IncomingMessage =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;
const tooMany = { status: 429, code: 'rate-limited' };

test('each address has its own minute', async () => {
  const limit = addressLimit(2, 0);
  await limit(from('192.0.2.1'));
  await limit(from('192.0.2.1'));

  await expect(limit(from('192.0.2.1'))).rejects.toMatchObject(tooMany);
  await expect(limit(from('192.0.2.2'))).resolves.toBeUndefined();
});

test('without a proxy of ours nobody is somebody else by saying so', async () => {
  const limit = addressLimit(1, 0);
  await limit(from('192.0.2.1', '198.51.100.1'));

  await expect(limit(from('192.0.2.1', '198.51.100.2'))).rejects.toMatchObject(tooMany);
});

test('behind proxies of ours people are told apart, and not by what they write themselves', async () => {
  const limit = addressLimit(1, 2);
  const behindTwo = (said: string, client: string) => limit(from('10.0.0.1', `${said}, ${client}, 10.0.0.2`));
  await behindTwo('203.0.113.1', '198.51.100.1');

  await expect(behindTwo('203.0.113.9', '198.51.100.1')).rejects.toMatchObject(tooMany);
  await expect(behindTwo('203.0.113.1', '198.51.100.2')).resolves.toBeUndefined();
});

test('who comes past a proxy counts by what is known of them', async () => {
  const limit = addressLimit(1, 2);
  await limit(from('198.51.100.7'));

  await expect(limit(from('198.51.100.7'))).rejects.toMatchObject(tooMany);
});
