import { signWebhook, verifyWebhook } from './webhook-signature.ts';

const secret = 'a secret of a provider';
const now = new Date('2026-12-01T15:00:00Z');
const body = Buffer.from('{"type":"message.delivered"}');
const signed = signWebhook(secret, 'msg_1', now, body);
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);

test('a signed callback is believed, also beside signatures of other keys', () => {
  expect(verifyWebhook([secret], signed, later(60), body)).toBe('msg_1');
  const both = { ...signed, 'webhook-signature': `v1,AAAA v2,x ${signed['webhook-signature']}` };
  expect(verifyWebhook([secret], both, now, body)).toBe('msg_1');
});

test.each([
  ['another body', {}, now, Buffer.from('{}')],
  ['another id', { 'webhook-id': 'msg_2' }, now, body],
  ['another time', { 'webhook-timestamp': '1764601201' }, now, body],
  ['another key', signWebhook('another', 'msg_1', now, body), now, body],
  ['an old one', {}, later(301), body],
  ['one of the future', {}, later(-301), body],
  ['no signature', { 'webhook-signature': '' }, now, body],
])('%s is refused', (_name, over, realNow, bytes) => {
  expect(() => verifyWebhook([secret], { ...signed, ...over }, realNow, bytes)).toThrow(
    expect.objectContaining({ code: 'callback-signature-invalid' }),
  );
});

test('while a secret is exchanged both are believed, and one as Standard Webhooks writes it is its decoded bytes', () => {
  const written = `whsec_${Buffer.from(secret).toString('base64')}`;
  expect(signWebhook(written, 'msg_1', now, body)).toEqual(signed);
  expect(verifyWebhook(['the next secret of it', written], signed, now, body)).toBe('msg_1');
});

test('the example of Standard Webhooks itself holds', () => {
  const [id, at] = ['msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1_614_265_330_000)];
  const example = Buffer.from('{"test": 2432232314}');
  const headers = signWebhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', id, at, example);
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('signed by two secrets, it holds for who knows either', () => {
  const both = signWebhook(['the next secret of it', secret], 'msg_1', now, body);

  expect(both['webhook-signature'].split(' ')).toHaveLength(2);
  expect([secret, 'the next secret of it'].map((each) => verifyWebhook([each], both, now, body))).toEqual([
    'msg_1',
    'msg_1',
  ]);
  expect(() => verifyWebhook(['a third'], both, now, body)).toThrow('The signature does not hold.');
});
