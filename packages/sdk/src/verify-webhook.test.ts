import { createHmac } from 'node:crypto';
import { verifyWebhook, WebhookRefused } from './verify-webhook.ts';

const now = new Date('2026-12-01T15:00:00.000Z');
const secret = `whsec_${Buffer.from('a secret of thirty-two bytes ...').toString('base64')}`;
const body = JSON.stringify({ type: 'rcm.opt_out', timestamp: now.toISOString(), data: { id: 'AT-1' } });

function signed(over: { secret?: string; at?: Date; body?: string } = {}) {
  const timestamp = String((over.at ?? now).getTime() / 1_000);
  const mac = createHmac('sha256', Buffer.from((over.secret ?? secret).slice(6), 'base64'))
    .update(`AT-1.${timestamp}.${over.body ?? body}`)
    .digest('base64');
  return { 'webhook-id': 'AT-1', 'webhook-timestamp': timestamp, 'webhook-signature': `v1a,zzz v1,${mac}` };
}

test('what was signed with one of the secrets is handed on with its id', async () => {
  const other = `whsec_${Buffer.from('another').toString('base64')}`;

  const delivery = await verifyWebhook([other, secret], signed(), new TextEncoder().encode(body), now);

  expect(delivery).toMatchObject({ id: 'AT-1', type: 'rcm.opt_out', data: { id: 'AT-1' } });
  expect(await verifyWebhook(secret, new Headers(signed()), body, now)).toEqual(delivery);
});

test.each([
  ['other bytes', signed({ body: `${body} ` })],
  ['another secret', signed({ secret: `whsec_${btoa('another')}` })],
  ['an old signature', signed({ at: new Date(now.getTime() - 6 * 60_000) })],
  ['another id', { ...signed(), 'webhook-id': 'AT-2' }],
  ['no base64', { ...signed(), 'webhook-signature': 'v1,%%' }],
  ['no signature', { 'webhook-id': 'AT-1', 'webhook-timestamp': '1' }],
])('%s is refused', async (_what, headers) => {
  await expect(verifyWebhook(secret, headers, body, now)).rejects.toBeInstanceOf(WebhookRefused);
});
