import { DebtUpdatedV1, HoldPlacedV1, PaymentRecordedV1 } from '@fairdue/contracts';
import { anEvent, eventually } from '@fairdue/testing';
import { firstBroken } from '../compliance-log/chain.ts';
import { complianceLog, type SealedEntry } from '../compliance-log/compliance-log.store.ts';
import { blocked, creditorId, place, placement, refused, sentOut, startCampaignService } from '../testing/platform.ts';
import { aReason } from '../testing/situations.ts';

const hour = 3_600_000;
let service: Awaited<ReturnType<typeof startCampaignService>>;
beforeAll(async () => void (service = await startCampaignService()));
afterAll(() => service.stop());

/** Business time runs on from test to test: each looks from its own day 1. */
const inDays = (days: number): Date => new Date(service.clock.now().getTime() + days * 24 * hour);

type Touch = {
  id: string;
  slot: number;
  state: string;
  dueAt: string;
  attempts: number;
  lastDecision: unknown;
  outcomeReason: string;
};
type Answer = { campaign: Record<string, unknown> & { id: string }; touches: Touch[] }; // prettier-ignore

/** The minute drawn for a contact of today may be this very one, and nothing comes before it. */
const fromTomorrow = 'day 2, day 9';

async function givenCampaign(cadence = 'weekly', over: Parameters<typeof place>[1] = {}) {
  const placed = await place(service, over);
  const agent = await service.as({ creditorIds: [creditorId] });
  const path = `/v1/documents/${placed.documentId}`;
  const body = { sms: true, email: true, call: false, tone: 'neutral', cadence };
  const { campaign, touches: _ } = (await agent.post(`${path}/rcm`).send(body)).body as Answer;
  const read = async () => (await agent.get(`${path}/rcm/${campaign.id}`)).body as Answer;
  const first = async () => {
    const [touch] = (await read()).touches;
    if (!touch) throw new Error('The campaign has no touch.');
    return touch;
  };
  const logged = async () =>
    ((await agent.get(`${path}/compliance-log?limit=100`)).body.entries as { type: string }[]).map(({ type }) => type);
  const about = async () => ({ customerId: placed.customerId, campaignId: campaign.id, touchId: (await first()).id });
  return { ...placed, campaignId: campaign.id, read, first, logged, about };
}

const dueFacts = async (customerId: string) =>
  (await service.published('campaign.touch-due.v1')).filter(({ subject }) => subject === customerId);

test('a touch goes out once at its minute, and is sent when the communicator says so', async () => {
  const { first, read, about, customerId, logged } = await givenCampaign(fromTomorrow);
  const { dueAt } = await first();

  await service.moveTo(new Date(Date.parse(dueAt) - 60_000));
  expect(await dueFacts(customerId)).toEqual([]);
  await service.moveTo(dueAt);
  expect(await dueFacts(customerId)).toMatchObject([
    { data: { attempt: 1, theme: 'opsCollDebt', channel: 'email', subject: 'loanOverdueFirstNotice' } },
  ]);
  await service.deliver(sentOut(await about(), service.clock.now()));

  expect(await first()).toMatchObject({ state: 'sent' });
  expect((await read()).campaign).toMatchObject({ touchesSent: 1, touchesPlanned: 1 });
  expect(await logged()).toEqual(['campaign_started', 'touch_sent']);
});

test('A15: a refusal for three hours is logged, and moves the touch once', async () => {
  const { first, about, logged, customerId } = await givenCampaign();
  await service.moveTo((await first()).dueAt);
  const until = new Date(service.clock.now().getTime() + 3 * hour);

  await service.deliver(refused(await about(), until), blocked(await about(), until));

  const moved = await first();
  expect(moved).toMatchObject({
    state: 'rescheduled',
    attempts: 1,
    lastDecision: { result: false, ruleId: 'reg-f-hours' },
  });
  expect((await logged()).sort()).toEqual(['campaign_started', 'touch_checked', 'touch_rescheduled']);
  await service.moveTo(moved.dueAt);
  expect(await dueFacts(customerId)).toMatchObject([{ data: { attempt: 1 } }, { data: { attempt: 2 } }]);
});

test('A16: a refusal for nine days skips the touch', async () => {
  const { first, about } = await givenCampaign();
  await service.moveTo((await first()).dueAt);

  await service.deliver(blocked(await about(), new Date(service.clock.now().getTime() + 9 * 24 * hour)));

  expect(await first()).toMatchObject({ state: 'skipped', outcomeReason: 'slipped_too_far' });
});

test('A17: a payment in full just before the touch: cancelled, ended, nothing sent, however often it is told', async () => {
  const { first, read, debt, customerId } = await givenCampaign(fromTomorrow);
  const paid = { ...debt, status: 'PaidInFull' as const, balanceCents: 0, version: 2 };
  const payment = {
    ...paid,
    paymentId: 'PM-1-1',
    amountCents: 50_000,
    transactionType: 'PAYMENT' as const,
    paidAt: '2026-12-01T15:00:00Z',
  };
  await service.moveTo(new Date(Date.parse((await first()).dueAt) - 60_000)); // time runs on while facts travel

  await service.deliver(anEvent(PaymentRecordedV1, payment), anEvent(PaymentRecordedV1, payment));
  await service.moveTo((await first()).dueAt);

  expect((await read()).campaign).toMatchObject({ active: false, endReason: 'paid', nextTouchAt: null });
  expect(await dueFacts(customerId)).toEqual([]);
  const ended = await service.published('campaign.campaign-ended.v1');
  expect(ended.filter(({ subject }) => subject === customerId)).toHaveLength(1);
});

test('A17: a loan that is in good order again ends its campaign', async () => {
  const { read, debt } = await givenCampaign();

  await service.deliver(anEvent(DebtUpdatedV1, { ...debt, defaultDate: '2027-06-01', version: 2 }));

  expect((await read()).campaign).toMatchObject({ state: 'ended', endReason: 'loan_current' });
});

test('A18: a dispute found at the hand-over skips the touch and pauses the campaign', async () => {
  const { first, read, about } = await givenCampaign();
  await service.moveTo((await first()).dueAt);

  await service.deliver(
    blocked(await about(), null, { blocking: [aReason({ ruleId: 'reg-f-dispute-hold', reasonCode: 'disputed' })] }),
  );

  expect(await first()).toMatchObject({ state: 'skipped' });
  expect((await read()).campaign).toMatchObject({ active: true, state: 'paused', pauseReason: 'disputed' });
});

test('A22: two campaigns of one person are both told when due; the guard alone decides between them', async () => {
  const one = await givenCampaign('once');
  await givenCampaign('once', { customerId: one.customerId });

  await service.moveTo(inDays(2));

  expect(await dueFacts(one.customerId)).toHaveLength(2);
});

test('a hold pauses what is planned, and slots whose time passes meanwhile are skipped', async () => {
  const { read, customerId, first } = await givenCampaign();
  const hold = {
    holdId: 'HO-1-1', reason: 'attorney' as const, channels: [], themes: 'collection' as const, contactIds: [], debtIds: [],
    source: { service: 'recover', key: 'representation', version: 1 }, endsAt: null,
  }; // prettier-ignore
  const recordedBy = { kind: 'service' as const, id: 'recover' };
  await service.deliver(anEvent(HoldPlacedV1, { creditorId, customerId, hold, recordedBy, epoch: 1 }));

  await service.moveTo((await first()).dueAt);

  expect((await read()).campaign).toMatchObject({ state: 'paused', pauseReason: 'represented', touchesPlanned: 11 });
  expect(await first()).toMatchObject({ state: 'skipped', outcomeReason: 'represented' });
});

test('a touch nobody answered for ends too, when the campaign is complete a week after its last slot', async () => {
  const { read, about, first } = await givenCampaign('days 1, 5');
  await service.moveTo((await first()).dueAt);
  await service.deliver(sentOut(await about(), service.clock.now()));
  await service.moveTo((await read()).touches[1]?.dueAt ?? '');

  await service.moveTo(inDays(8));

  const { campaign, touches } = await read();
  expect(campaign).toMatchObject({ active: false, endReason: 'completed' });
  expect(touches.map(({ state }) => state)).toEqual(['sent', 'cancelled']);
});

test('a campaign whose cadence nobody set ends after a fortnight', async () => {
  const { read } = await givenCampaign('as needed');

  await service.moveTo(inDays(15));

  expect((await read()).campaign).toMatchObject({ active: false, endReason: 'schedule_never_set' });
});

test('an older fact that arrives late undoes nothing', async () => {
  const { documentId, debt } = await givenCampaign();
  const agent = await service.as({ creditorIds: [creditorId] });

  await service.deliver(anEvent(DebtUpdatedV1, { ...debt, balanceCents: 700, version: 5 }));
  await service.deliver(anEvent(DebtUpdatedV1, { ...debt, balanceCents: 900, version: 4 }));

  expect((await agent.get(`/v1/documents/${documentId}`)).body.document.loan.remainingAmount).toBe(7);
});

test('fifty touches due at once all go out, once each', async () => {
  const placements = Array.from({ length: 50 }, () => placement());
  await service.deliver(...placements.flatMap(({ events }) => events));
  const agent = await service.as({ creditorIds: [creditorId] });
  const body = { sms: false, email: true, call: false, tone: 'neutral', cadence: 'once' };
  const start = (documentId: string) => agent.post(`/v1/documents/${documentId}/rcm`).send(body).expect(201);
  await Promise.all(placements.map(({ placed }) => start(placed.documentId)));

  await service.moveTo(inDays(1));

  const own = new Set(placements.map(({ placed }) => placed.customerId));
  const due = (await service.published('campaign.touch-due.v1')).filter(({ subject }) => own.has(subject));
  expect(due).toHaveLength(50);
  expect(new Set(due.map(({ data }) => data['touchId'])).size).toBe(50);
}, 120_000);

test('the compliance log is chained without a gap', async () => {
  const { first, about } = await givenCampaign();
  await service.moveTo((await first()).dueAt);
  await service.deliver(sentOut(await about(), service.clock.now()));

  const sealed = await eventually(async () => {
    const entries = await complianceLog(service.db).find({ creditorId }).lean<SealedEntry[]>();
    if (entries.some(({ seal }) => seal === null)) throw new Error('Some entries wait for their seal.');
    return entries;
  });

  expect(sealed.length).toBeGreaterThan(1);
  expect(firstBroken(sealed.sort((a, b) => (a.seal?.seq ?? 0) - (b.seal?.seq ?? 0)))).toBeNull();
});
