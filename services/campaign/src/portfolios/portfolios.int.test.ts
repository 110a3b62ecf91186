import {
  HoldPlacedV1,
  InteractionSentV1,
  InteractionStatusChangedV1,
  PaymentRecordedV1,
  type DebtStatus,
  type Event,
} from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { anEvent, eventually } from '@fairdue/testing';
import { campaigns } from '../campaigns/campaign.store.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import { documents } from '../documents/document.store.ts';
import { creditorId as lender, place, startCampaignService, type Placed } from '../testing/platform.ts';
import { storeDocuments } from '../testing/many-documents.ts';
import { touches } from '../touches/touch.store.ts';
import { portfolios } from './portfolio.store.ts';

let service: Awaited<ReturnType<typeof startCampaignService>>;
beforeAll(async () => void (service = await startCampaignService({ config: { PORTFOLIO_PAGE_DOCUMENTS: '5' } })));
afterAll(() => service.stop());

const wish = { filter: {}, sms: true, email: true, call: false, tone: 'plain', cadence: 'day 1, day 5, day 40' };
const paidOff = { status: 'PaidInFull' as DebtStatus, balanceCents: 0 };
let creditors = 0;
const aCreditor = (): string => `CR-7-${++creditors}`;
const as = (creditorId: string, permissions = ['*']) => service.as({ creditorIds: [creditorId], permissions });

type Answer = {
  campaign: { id: string; state: string; membersFollowing: boolean; progress: { state: string; started: number } & object };
  results: { arm: string; customers: number; documents: number }[];
}; // prettier-ignore
const path = '/v1/rcm/campaigns';
const start = async (creditorId: string, over: object = {}) =>
  (
    (
      await (
        await as(creditorId)
      )
        .post(path)
        .send({ ...wish, ...over })
        .expect(202)
    ).body as Answer
  ).campaign.id;
const read = async (creditorId: string, id: string) =>
  (await (await as(creditorId)).get(`${path}/${id}`).expect(200)).body as Answer;
const change = async (creditorId: string, id: string, verb: 'pause' | 'resume' | 'cancel') =>
  (await as(creditorId)).post(`${path}/${id}/${verb}`);
const membersOf = (creditorId: string) =>
  campaigns(service.db).find({ creditorId }).sort({ documentId: 1 }).lean<Campaign[]>();

test('one call is answered at once, gives each document that fits one campaign, and counts why others got none', async () => {
  const creditorId = aCreditor();
  const debtOf = (n: number) => (n % 4 === 0 ? paidOff : n % 4 === 1 ? { balanceCents: 100 } : {});
  await storeDocuments(service.db, { creditorId, count: 40, now: service.clock.now(), debtOf });
  const [alone] = await documents(service.db).find({ creditorId, 'loan.remainingCents': 50_000 }).lean();
  await (await as(creditorId)).post(`/v1/documents/${alone?._id}/rcm`).send(wish).expect(201);

  const answer = await (await as(creditorId)).post(path).send({ ...wish, name: ' Winter ', notes: 'for us' }).expect(202);
  expect(answer.body.campaign).toMatchObject({ name: 'Winter', notes: 'for us', state: 'running', progress: { state: 'underway', started: 0 } });
  expect(answer.headers['location']).toBe(`${path}/${answer.body.campaign.id}`);
  await service.settle();

  const { campaign, results } = await read(creditorId, answer.body.campaign.id as string);
  expect(campaign.progress).toEqual({
    state: 'done', share: 1, examined: 40, matched: 40, started: 29, skipped: { not_behind: 10, already_running: 1 },
  });
  expect(results).toMatchObject([{ arm: 'champion', customers: 29, documents: 29 }]);
  const members = (await membersOf(creditorId)).filter(({ portfolioId }) => portfolioId === campaign.id);
  expect(new Set(members.map(({ documentId }) => documentId)).size).toBe(29);
  expect(members[0]).toMatchObject({ state: 'running', arm: 'champion', sms: true, email: true, notes: 'for us', toneVariant: 'neutral' });
  expect(await touches(service.db).countDocuments({ creditorId })).toBe(30 * 3);
  const told = (await service.published('campaign.campaign-started.v1')).filter((event) => event.data['creditorId'] === creditorId);
  expect(told).toHaveLength(30);
  const one = await (await as(creditorId)).get(`/v1/documents/${members[0]?.documentId}/rcm`);
  expect(one.body.campaigns).toMatchObject([{ portfolioId: campaign.id, arm: 'champion' }]);
}); // prettier-ignore

test('only what fits is planned, also where little does, and a person who wants nothing is passed over', async () => {
  const creditorId = aCreditor();
  await storeDocuments(service.db, { creditorId, count: 60, now: service.clock.now(), debtOf: (n) => ({ balanceCents: n === 37 ? 4_200 : 90_000 }) });
  const unwilling = await place(service, { creditorId, balanceCents: 4_100 });
  const hold = {
    holdId: 'HO-1-1', reason: 'opted-out' as const, themes: 'collection' as const, contactIds: [], debtIds: [], endsAt: null,
    channels: ['email' as const, 'text' as const], source: { service: 'campaign', key: 'k', version: 1 },
  };
  const { customerId } = unwilling;
  await service.deliver(anEvent(HoldPlacedV1, { creditorId, customerId, hold, epoch: 1, recordedBy: { kind: 'service', id: 'x' } }));

  const id = await start(creditorId, { filter: { status: 'BEHIND', remainingAmount: { min: 41, max: 42 } } });
  await service.settle();

  expect((await read(creditorId, id)).campaign.progress).toMatchObject({
    state: 'done', examined: 61, matched: 2, started: 1, skipped: { all_channels_opted_out: 1 },
  });
  expect((await membersOf(creditorId)).map(({ documentId }) => documentId)).toEqual([expect.stringMatching(/X37$/)]);
}); // prettier-ignore

test('of documents made by hand those with a person and a loan behind get a campaign; what is deleted is not looked at', async () => {
  const creditorId = aCreditor();
  const { customerId: personId } = await place(service, { creditorId, ...paidOff });
  const agent = await as(creditorId);
  const loan = { providerName: 'Valley Credit', originalAmount: 100, remainingAmount: 50, status: 'BEHIND' };
  const make = async (over: object): Promise<string> =>
    ((await agent.post('/v1/documents').send({ title: 'Boat', chattelType: 'boat', loan, ...over }).expect(201)).body as { document: { id: string } }).document.id;
  const documentId = await make({ personId });
  await make({});
  await make({ personId, loan: undefined });
  await agent.delete(`/v1/documents/${await make({ personId })}`).expect(204);

  const id = await start(creditorId, { bestTime: false });
  await service.settle();

  expect((await read(creditorId, id)).campaign.progress).toMatchObject({
    state: 'done', examined: 4, matched: 3, started: 1, skipped: { no_person: 1, not_behind: 1 },
  });
  expect(await membersOf(creditorId)).toMatchObject([
    { documentId, customerId: personId, debtId: null, state: 'running', pausedByHand: false, bestTime: false },
  ]);
}); // prettier-ignore

test('a filter takes a provider by the name that documents show, also where a debt names none and it is the creditor', async () => {
  const { documentId } = await place(service, { creditorId: lender });
  const agent = await as(lender);
  const { body } = await agent.get(`/v1/documents/${documentId}`).expect(200);
  const { providerName } = (body as { document: { loan: { providerName: string } } }).document.loan;
  const matchedBy = async (names: string[]): Promise<unknown> =>
    (await agent.post(`${path}/preview`).send({ ...wish, filter: { providerName: names } }).expect(200)).body.matched;

  expect(providerName).toBe('Lender');
  expect(await matchedBy([providerName])).toEqual({ value: 1, low: 1, high: 1 });
  expect(await matchedBy(['Somebody else'])).toEqual({ value: 0, low: 0, high: 0 });
  const id = await start(lender, { filter: { providerName: [providerName] } });
  await service.settle();
  expect((await read(lender, id)).campaign.progress).toMatchObject({ state: 'done', matched: 1, started: 1 });
}); // prettier-ignore

test('arms get their shares, a person is in one arm with all documents, and each arm has its own ways', async () => {
  const creditorId = aCreditor();
  const debtOf = (n: number) => ({ customerId: `BO-7-ARMS${Math.floor(n / 1.25)}` });
  await storeDocuments(service.db, { creditorId, count: 50, now: service.clock.now(), debtOf });
  const arms = [
    { name: 'champion', share: 75 },
    { name: 'challenger', share: 25, cadence: 'weekly', tone: 'firm', sms: false },
  ];

  const id = await start(creditorId, { arms });
  await service.settle();

  const { results } = await read(creditorId, id);
  expect(results.map(({ documents: count }) => count).reduce((a, b) => a + b)).toBe(50);
  expect(results.map(({ customers }) => customers).reduce((a, b) => a + b)).toBe(40);
  expect(results[1]?.documents).toBeGreaterThan(2);
  expect(results[1]?.documents).toBeLessThan(26);
  const members = await membersOf(creditorId);
  for (const { arm, cadence, toneVariant, sms, customerId } of members) {
    const expected = arm === 'champion' ? [wish.cadence, 'neutral', true] : ['weekly', 'firm', false];
    expect([cadence, toneVariant, sms]).toEqual(expected);
    expect(new Set(members.filter((each) => each.customerId === customerId).map((each) => each.arm)).size).toBe(1);
  }
});

test('a preview says what then happens, and stores nothing', async () => {
  const creditorId = aCreditor();
  const debtOf = (n: number) => (n < 10 ? paidOff : n < 14 ? { status: 'Disputed' as DebtStatus } : {});
  await storeDocuments(service.db, { creditorId, count: 50, now: service.clock.now(), debtOf });

  const { body } = await (await as(creditorId)).post(`${path}/preview`).send(wish).expect(200);

  expect(await membersOf(creditorId)).toEqual([]);
  const exactly = (value: number) => ({ value, low: value, high: value });
  expect(body).toMatchObject({
    isEstimate: false, examined: 50, share: 1, matched: exactly(50), starting: exactly(40), paused: exactly(4),
    skipped: { not_behind: exactly(10) }, arms: [{ name: 'champion', documents: exactly(40), warnings: [] }],
  });
  expect(body.calendar).toHaveLength(30);
  expect(body.calendar.filter((day: { touches: { value: number } }) => day.touches.value > 0)).toEqual([
    { date: '2026-12-01', touches: exactly(36), sms: 0, email: 36, call: 0 },
    { date: '2026-12-05', touches: exactly(36), sms: 36, email: 0, call: 0 },
  ]);
  const id = await start(creditorId);
  await service.settle();
  expect((await read(creditorId, id)).campaign.progress).toMatchObject({ started: 40, skipped: { not_behind: 10 } });
}); // prettier-ignore

test('of many documents a preview looks at a fair sample, says so, and its intervals hold', async () => {
  const creditorId = 'CR-8-1'; // of twenty samples one misses by right: this is one of the others, and stays the same
  const count = 3_000;
  const debtOf = (n: number) => (n < count / 5 ? paidOff : {});
  await storeDocuments(service.db, { creditorId, count, now: service.clock.now(), debtOf });

  const { body } = await (await as(creditorId)).post(`${path}/preview`).send(wish).expect(200);

  expect(body.isEstimate).toBe(true);
  expect(body.examined).toBeLessThan(count);
  const truth: [{ low: number; high: number }, number][] = [
    [body.matched, count],
    [body.starting, (count * 4) / 5],
    [body.skipped.not_behind, count / 5],
    [body.calendar[0].touches, (count * 4) / 5],
  ];
  for (const [{ low, high }, actual] of truth) {
    expect(low).toBeLessThanOrEqual(actual);
    expect(high).toBeGreaterThanOrEqual(actual);
    expect(high - low).toBeGreaterThan(0);
    expect(high / low).toBeLessThan(1.25);
  }
});

test('a pause holds for all at once, those planned later included; resumed, they go on; ended, they are over', async () => {
  const creditorId = aCreditor();
  await storeDocuments(service.db, { creditorId, count: 45, now: service.clock.now() });
  const id = await start(creditorId);

  const paused = await change(creditorId, id, 'pause');

  expect(paused.body.campaign).toMatchObject({ state: 'paused', progress: { state: 'underway' }, membersFollowing: true });
  expect(paused.body.campaign.progress.started).toBeLessThan(45);
  await service.settle();
  const stands = async () => {
    const states = (await membersOf(creditorId)).map((member) => `${member.state} ${member.pauseReason ?? member.endReason ?? ''}`);
    return [states.length, ...new Set(states)];
  };
  expect(await stands()).toEqual([45, 'paused portfolio_paused']);
  expect((await read(creditorId, id)).campaign).toMatchObject({ membersFollowing: false, progress: { state: 'done' } });
  expect((await change(creditorId, id, 'pause')).status).toBe(200);

  const [one] = await membersOf(creditorId);
  const ofOne = `/v1/documents/${one?.documentId}`;
  const alone = await (await as(creditorId)).post(`${ofOne}/rcm/${one?._id}/resume`);
  expect([alone.status, alone.body.code]).toEqual([409, 'portfolio_paused']);

  await change(creditorId, id, 'resume');
  await service.settle();
  expect(await stands()).toEqual([45, 'running ']);

  const ended = await (await as(creditorId)).post(`${path}/${id}/cancel`).send({ reason: 'The lender sold them.' });
  await service.settle();
  expect(ended.body.campaign).toMatchObject({ state: 'ended', active: false, endedAt: expect.any(String) });
  expect(await stands()).toEqual([45, 'ended cancelled']);
  expect(new Set((await touches(service.db).find({ creditorId }).lean()).map(({ state }) => state))).toEqual(new Set(['cancelled']));
  const log = await (await as(creditorId)).get(`${ofOne}/compliance-log`);
  const told = (log.body.entries as { type: string; actor: { kind: string }; data: object }[]).map(({ type, actor, data }) => ({ type, by: actor.kind, data }));
  expect(told.filter(({ type }) => type !== 'campaign_started')).toMatchObject([
    { type: 'campaign_paused', by: 'user', data: { reason: 'portfolio_paused' } },
    { type: 'campaign_resumed', by: 'user' },
    { type: 'campaign_ended', by: 'user', data: { endReason: 'cancelled', note: 'The lender sold them.' } },
  ]);
  const again = await change(creditorId, id, 'resume');
  expect([again.status, again.body.error]).toEqual([409, 'Campaign has ended.']);
  expect((await change(creditorId, id, 'cancel')).status).toBe(200);
}); // prettier-ignore

test('ended while it is planned, it plans no more, and what was planned is over', async () => {
  const creditorId = aCreditor();
  await storeDocuments(service.db, { creditorId, count: 80, now: service.clock.now() });
  const id = await start(creditorId);
  await eventually(async () => (await read(creditorId, id)).campaign.progress.started > 0);

  await change(creditorId, id, 'cancel');
  await service.settle();

  const { campaign } = await read(creditorId, id);
  const members = await membersOf(creditorId);
  expect(campaign).toMatchObject({ state: 'ended', membersFollowing: false, progress: { state: 'stopped' } });
  expect(members.length).toBe(campaign.progress.started);
  expect(members.length).toBeLessThan(80);
  expect(new Set(members.map(({ state, endReason }) => `${state} ${endReason}`))).toEqual(new Set(['ended cancelled']));
});

test('a touch that falls due while its portfolio campaign is paused is skipped before its member has heard of it', async () => {
  const creditorId = aCreditor();
  await storeDocuments(service.db, { creditorId, count: 1, now: service.clock.now() });
  const id = await start(creditorId);
  await service.settle();
  await portfolios(service.db).updateOne({ _id: id, creditorId }, { state: 'paused' }); // as committed, before any member is visited

  await service.moveTo(new Date(service.clock.now().getTime() + 86_400_000));

  const first = await touches(service.db).findOne({ creditorId, slot: 1 }).lean();
  expect(first).toMatchObject({ state: 'skipped', outcomeReason: 'portfolio_paused', attempt: 0 });
});

const day = 86_400_000;

test('results are counted once for each fact, however often it comes, and only for what the campaign did', async () => {
  const creditorId = aCreditor();
  const people: Placed[] = [];
  for (let n = 0; n < 4; n++) people.push(await place(service, { creditorId }));
  const id = await start(creditorId);
  await service.settle();
  const members = await membersOf(creditorId);
  const [reached, payer, leaver, other] = people.map(({ customerId }) => {
    const campaign = members.find((each) => each.customerId === customerId);
    return { customerId, campaignId: campaign?._id ?? '', debtId: campaign?.debtId ?? '' };
  });
  if (!reached || !payer || !leaver || !other) throw new Error('There are four.');
  const later = new Date(service.clock.now().getTime() + day);
  const touchOf = async (campaignId: string) =>
    (await touches(service.db).findOne({ creditorId, campaignId, slot: 1 }).lean())?._id ?? '';
  const interactionWith = async ({ customerId, campaignId }: typeof reached) => ({
    creditorId, customerId, campaignId, touchId: await touchOf(campaignId), interactionId: newId('interaction'), direction: 'outbound' as const,
    channel: 'email' as const, theme: 'opsCollDebt', subject: null, contactId: 'CT-1-1', debtIds: [], permitId: null, statusDetails: null,
    agentOutcome: null, startedAt: later.toISOString(), status: 'inProgress' as const, version: 1,
  });
  const sent = (interaction: Awaited<ReturnType<typeof interactionWith>>, over: object = {}) =>
    anEvent(InteractionSentV1, { ...interaction, sentAt: later.toISOString(), messageHash: 'f'.repeat(64), templateVersionId: null, ...over });
  const payment = ({ customerId, debtId }: typeof reached, amountCents: number, transactionType: 'PAYMENT' | 'BALANCE_ADJUSTMENT' = 'PAYMENT') => {
    const debt = people.find((each) => each.customerId === customerId)?.debt;
    if (!debt) throw new Error('They have a debt.');
    return anEvent(PaymentRecordedV1, {
      ...debt, debtId, version: 2, balanceCents: 40_000, paymentId: 'PM-1-1', amountCents, transactionType, paidAt: later.toISOString(),
    }, { time: later.toISOString() });
  };
  const toReached = await interactionWith(reached);
  const events: Event[] = [
    sent(toReached),
    anEvent(InteractionStatusChangedV1, { ...toReached, status: 'succeeded', version: 2 }),
    sent(await interactionWith(payer)),
    payment(payer, 2_500),
    sent(await interactionWith(other), { campaignId: null, touchId: null }),
    payment(other, 900, 'BALANCE_ADJUSTMENT'),
    anEvent(HoldPlacedV1, {
      creditorId, customerId: leaver.customerId, epoch: 1, recordedBy: { kind: 'service', id: 'x' },
      hold: {
        holdId: 'HO-1-1', reason: 'opted-out', themes: 'collection', contactIds: [], debtIds: [], endsAt: null, channels: ['text'],
        source: { service: 'campaign', key: 'k', version: 1 },
      },
    }, { time: later.toISOString() }),
  ];
  const numbered = new Map<string, number>();
  const stored = events.map((event) => {
    const key = `${event.topic}/${event.subject}`;
    numbered.set(key, (numbered.get(key) ?? (event.topic === 'recover.customers' ? 2 : 0)) + 1);
    return { ...event, sequence: numbered.get(key) ?? 0 };
  });

  await service.deliver(...stored, ...stored);

  const { results } = await read(creditorId, id);
  expect(results).toMatchObject([{
    arm: 'champion', customers: 4, contacts: 2, paidCents: 2_500, contacted: { count: 2, share: 0.5 },
    reached: { count: 1, share: 0.25 }, optedOut: { count: 1, share: 0.25 }, paid: { count: 1, share: 0.25 },
    centsPerContact: { value: 1_250, low: null, high: null },
  }]);
  const { paid } = results[0] as unknown as { paid: { low: number; high: number } };
  expect([paid.low, paid.high]).toEqual([expect.closeTo(0.0456, 3), expect.closeTo(0.6994, 3)]);
}); // prettier-ignore

test('the first touch leaves while the rest is still being planned', async () => {
  const creditorId = aCreditor();
  await storeDocuments(service.db, { creditorId, count: 300, now: service.clock.now() });
  const id = await start(creditorId, { cadence: 'day 1' });
  await eventually(async () => (await read(creditorId, id)).campaign.progress.started > 0);

  // From nine in the morning to one: what is planned by now is due, and its hours last until six.
  service.clock.moveTo(new Date(service.clock.now().getTime() + day / 6));
  service.running.rest.wake();
  await eventually(
    async () => (await touches(service.db).countDocuments({ creditorId, state: 'checking' })) > 0,
    30_000,
  );
  const { campaign } = await read(creditorId, id);

  await change(creditorId, id, 'cancel');
  await eventually(() => service.settle(), 60_000);
  expect(campaign.progress).toMatchObject({ state: 'underway' });
});

test('a request repeated with its key starts nothing twice, and another body is a conflict', async () => {
  const creditorId = aCreditor();
  const post = async (body: object) => (await as(creditorId)).post(path).set('idempotency-key', `once-${creditorId}`).send(body);

  const first = await post(wish);
  const repeat = await post(wish);
  const other = await post({ ...wish, tone: 'firm' });

  expect([first.status, repeat.text, other.status]).toEqual([202, first.text, 409]);
  const list = await (await as(creditorId)).get(path);
  expect(list.body.campaigns).toHaveLength(1);
}); // prettier-ignore

test('they are listed newest first, a page at a time, and a foreign one is a missing one', async () => {
  const creditorId = aCreditor();
  const ids = [await start(creditorId), await start(creditorId), await start(creditorId)];
  await change(creditorId, ids[0] ?? '', 'cancel');
  const list = async (query: string) =>
    ((await (await as(creditorId)).get(`${path}?${query}`).expect(200)).body.campaigns as { id: string }[]).map(({ id }) => id);

  expect(new Set(await list(''))).toEqual(new Set(ids));
  const [newest, second, third] = await list('');
  expect(await list('limit=1')).toEqual([newest]);
  expect(await list(`startingAfter=${newest}`)).toEqual([second, third]);
  expect(await list('active=false')).toEqual([ids[0]]);
  const foreign = await as('CR-9-9');
  for (const asked of [foreign.get(`${path}/${ids[1]}`), foreign.post(`${path}/${ids[1]}/pause`)]) {
    const { status, body } = await asked;
    expect([status, body.error]).toEqual([404, 'Campaign not found or access denied.']);
  }
  await service.settle();
  expect((await read(creditorId, ids[1] ?? '')).campaign.state).toBe('running');
}); // prettier-ignore

test.each([
  ['no filter', { filter: undefined }, 400, 'Invalid body.'],
  ['a filter with a misspelt limit', { filter: { balance: 5 } }, 400, 'Invalid body.'],
  ['shares of ninety', { arms: [{ name: 'a', share: 90 }] }, 400, 'Invalid body.'],
  ['no channel', { sms: false, email: false }, 400, 'At least one channel must be true.'],
  ['an arm without a channel', { arms: [{ name: 'a', share: 100, sms: false, email: false }] }, 400, 'At least one channel must be true.'],
  ['a cadence that nobody understands', { cadence: 'as needed' }, 422, 'Cadence not understood.'],
])('%s is refused, to start and to preview', async (_, over, status, error) => {
  const creditorId = aCreditor();

  for (const each of [path, `${path}/preview`]) {
    const answer = await (await as(creditorId)).post(each).send({ ...wish, ...over });
    expect([answer.status, answer.body.error]).toEqual([status, error]);
  }
}); // prettier-ignore

test('who may only read may look and preview, and changes nothing', async () => {
  const creditorId = aCreditor();
  const id = await start(creditorId);
  const reader = await as(creditorId, ['campaign.campaigns:read']);

  expect((await reader.get(`${path}/${id}`)).status).toBe(200);
  expect((await reader.post(`${path}/preview`).send(wish)).status).toBe(200);
  for (const asked of [reader.post(path).send(wish), reader.post(`${path}/${id}/cancel`)])
    expect((await asked).status).toBe(403);
  expect((await (await as(creditorId, [])).get(path)).status).toBe(403);
});
