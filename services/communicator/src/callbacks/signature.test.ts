import { sign, verify } from './signature.ts';

const secret = 'a secret of a provider';
const now = new Date('2026-12-01T15:00:00Z');
const body = Buffer.from('{"type":"message.delivered"}');
const signed = sign(secret, 'msg_1', now, body);
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);

test('a signed callback is believed, also beside signatures of other keys', () => {
  expect(verify(secret, signed, later(60), body)).toBe('msg_1');
  const both = { ...signed, 'webhook-signature': `v1,AAAA v2,x ${signed['webhook-signature']}` };
  expect(verify(secret, both, now, body)).toBe('msg_1');
});

test.each([
  ['another body', {}, now, Buffer.from('{}')],
  ['another id', { 'webhook-id': 'msg_2' }, now, body],
  ['another time', { 'webhook-timestamp': '1764601201' }, now, body],
  ['another key', sign('another', 'msg_1', now, body), now, body],
  ['an old one', {}, later(301), body],
  ['one of the future', {}, later(-301), body],
  ['no signature', { 'webhook-signature': '' }, now, body],
])('%s is refused', (_name, over, realNow, bytes) => {
  expect(() => verify(secret, { ...signed, ...over }, realNow, bytes)).toThrow(
    expect.objectContaining({ code: 'callback-signature-invalid' }),
  );
});
