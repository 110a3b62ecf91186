import { eventually } from '@fairdue/testing';
import { delivered, to } from './delivered.ts';
import { Installation } from './installation.ts';
import { businessNow, moveTo, pay, placeAndStart, touchesOf } from './story.ts';

const dayMs = 86_400_000;
const platform = new Installation();
beforeAll(() => platform.start(), 120_000);
afterAll(() => platform.stop(), 60_000);

test('a debt is placed, campaigned, contacted lawfully, and left alone once it is paid or its owner asks', async () => {
  const start = await businessNow(platform);
  const [payer, unsubscriber, optOut, ignorer] = await placeAndStart(platform, 4);
  if (!payer || !unsubscriber || !optOut || !ignorer) throw new Error('four were placed');

  await moveTo(platform, new Date(start.getTime() + 2 * dayMs));
  for (const each of [payer, unsubscriber, optOut, ignorer])
    expect(to(delivered(platform.dataDir), each.email)).toHaveLength(1);

  expect((await pay(platform, payer, 100_000)).status).toBe(200);
  const unsubscribed = await platform.call('POST', `/api/v1/customers/${unsubscriber.customerId}/unsubscribe`, {
    emails: [{ email: unsubscriber.email }],
  });
  expect(unsubscribed).toMatchObject({ status: 200, body: 'ok' });
  const optedOut = await platform.call('POST', `/v1/documents/${optOut.documentId}/rcm/opt-out`, {
    campaignId: optOut.campaignId,
    channel: 'all',
  });
  expect(optedOut).toMatchObject({ status: 200, body: { ok: true } });

  await moveTo(platform, new Date(start.getTime() + 12 * dayMs));
  const messages = delivered(platform.dataDir);
  for (const quiet of [payer, unsubscriber, optOut]) expect(to(messages, quiet.email)).toHaveLength(1);
  expect(to(messages, ignorer.email).length).toBeGreaterThan(2);
  expect((await touchesOf(platform, payer)).campaign).toMatchObject({ state: 'ended', endReason: 'paid' });
  expect((await touchesOf(platform, optOut)).campaign).toMatchObject({ state: 'ended', endReason: 'opt_out_all' });
  await eventually(async () => {
    const { touches } = await touchesOf(platform, payer);
    return touches.every(({ state }) => ['sent', 'cancelled', 'skipped', 'failed'].includes(state));
  });
}, 240_000);
