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

type Shown = { items: { customerId: string; task: string; state: string }[] };

test('a call made elsewhere owes the validation notice: it is written by itself, once, with the words of the law', async () => {
  const [called] = await placeAndStart(platform, 1, { first: 50 });
  if (!called) throw new Error('one was placed');
  const now = await businessNow(platform);
  const call = {
    channel: 'voice', theme: 'opsCollDebt', direction: 'outbound', status: 'succeeded', agentOutcome: 'voiceSpokeWithFirstParty',
    borrower: { id: called.customerId }, loanIds: [called.debtId], startedAt: now.toISOString(), externalId: 'call-50',
  }; // prettier-ignore
  for (let repeat = 0; repeat < 2; repeat++)
    expect((await platform.call('POST', '/api/communicator/receive', call)).status).toBe(200);

  await moveTo(platform, new Date(now.getTime() + dayMs));
  const { body } = await platform.call('GET', '/agency/v1/duties?state=fulfilled&limit=1000');
  const fulfilled = (body as Shown).items.filter(({ customerId }) => customerId === called.customerId);
  expect(fulfilled.map(({ task }) => task)).toEqual(['send-validation-notice']);

  await moveTo(platform, new Date(now.getTime() + 8 * dayMs));
  const messages = to(delivered(platform.dataDir), 'Person50');
  const letters = messages.filter(({ channel }) => channel === 'mail');
  expect(letters).toHaveLength(1);
  expect(letters[0]?.text).toContain('Total amount of the debt now');
  expect(letters[0]?.text).toContain('We are trying to collect a debt, and any information we obtain will be used');
  const [first] = messages.filter(({ channel }) => channel === 'email');
  expect(first?.text).toContain('This message is from a debt collector.');
}, 240_000);
