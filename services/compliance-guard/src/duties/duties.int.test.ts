import { DebtUpdatedV1, InteractionStatusChangedV1, PlanStartedV1 } from '@fairdue/contracts';
import { anEvent } from '@fairdue/testing';
import {
  addressId,
  aCustomer,
  aDebt,
  anAsk,
  anInteraction,
  contacts,
  creditorId,
  debtId,
  theUseOf,
} from '../examples.ts';
import { activates, proposed } from '../rules/versions/changes-of-rules.ts';
import { shippedRule } from '../rules/versions/the-rule.ts';
import { startGuard, type Guard } from '../start-guard.ts';

let guard: Guard;
beforeAll(async () => {
  guard = await startGuard();
});
beforeEach(async () => {
  guard.creditor = await guard.as({ creditorIds: [creditorId] });
});
afterAll(() => guard.stop());

type Listed = { items: { customerId: string; task: string; dueOn: string; state: string }[]; next: string | null };

const listed = async (query: object): Promise<Listed> =>
  (await guard.creditor.get('/agency/v1/duties').query(query).expect(200)).body as Listed;
const dutiesOf = async (customerId: string, query: object = {}) =>
  (await listed({ limit: 1_000, ...query })).items
    .filter((each) => each.customerId === customerId)
    .map(({ task, dueOn, state }) => `${task} ${dueOn} ${state}`);
const alarmsOf = async (customerId: string) =>
  (await guard.published('compliance-guard.duty-due-soon.v1')).filter((event) => event.subject === customerId);

const letter = (customerId: string, over: Parameters<typeof anInteraction>[1] = {}) =>
  anInteraction(customerId, { channel: 'mail', contactId: addressId, ...over });
const owed = 'send-validation-notice 2026-12-05';

test('the first communication about a debt owes the notice within five days, and the notice fulfils it', async () => {
  const { customerId } = await guard.givenCustomer();
  const first = anEvent(InteractionStatusChangedV1, letter(customerId));

  await guard.deliver(first, first);
  const open = await dutiesOf(customerId);
  await guard.deliver(
    anEvent(InteractionStatusChangedV1, letter(customerId, { subject: 'debtValidationNotice', startedAt: '2026-12-01T14:00:00.000Z' })),
  );

  expect(open).toEqual([`${owed} open`]);
  expect(await dutiesOf(customerId)).toEqual([]);
  expect(await dutiesOf(customerId, { state: 'fulfilled' })).toEqual([`${owed} fulfilled`]);
}); // prettier-ignore

test('a contact made with a permit owes it, too, and none where it never began', async () => {
  const { customerId } = await guard.givenCustomer();
  const { customerId: neighbour } = await guard.givenCustomer();
  for (const each of [customerId, neighbour]) {
    const ask = anAsk(each, { channel: 'mail', contactId: addressId });
    const [answer] = await guard.ask(ask);
    const permitId = answer && 'permitId' in answer ? answer.permitId : 'none';
    await guard.consume(theUseOf(ask, permitId));
    await guard.settle();
    await guard.report({ permitId, customerId: each, outcome: each === customerId ? 'answered' : 'not-started' });
  }
  await guard.settle();

  expect(await dutiesOf(customerId)).toEqual(['send-validation-notice 2026-12-06 open']);
  expect(await dutiesOf(neighbour)).toEqual([]);
  expect(await dutiesOf(neighbour, { state: 'withdrawn' })).toEqual(['send-validation-notice 2026-12-06 withdrawn']);
});

test('a letter that came back owes nothing, and a closed debt owes nothing any more', async () => {
  const { customerId } = await guard.givenCustomer();
  const { customerId: paid } = await guard.givenCustomer();
  const first = letter(customerId);
  await guard.deliver(
    anEvent(InteractionStatusChangedV1, first),
    anEvent(InteractionStatusChangedV1, letter(paid)),
    anEvent(InteractionStatusChangedV1, { ...first, status: 'failed', version: 2 }),
    anEvent(DebtUpdatedV1, aDebt(paid, { status: 'PaidInFull', version: 2 })),
  );

  expect(await dutiesOf(customerId)).toEqual([]);
  expect(await dutiesOf(paid)).toEqual([]);
});

test('a date on record owes an answer, and the answer written down fulfils it', async () => {
  const inBrooklyn = { city: 'Brooklyn', state: 'NY', zipcode: '11201', countryCode: 'US', streetLine1: '1 Main Street' };
  const { customerId, contacts } = await guard.givenCustomer();
  const moved = contacts.map((each) => (each.address ? { ...each, address: inBrooklyn } : each));
  const { customerId: disputes } = await guard.givenCustomer({ contacts: moved });
  const dispute = { openedAt: '2026-11-20T15:00:00.000Z' };

  await guard.deliver(anEvent(DebtUpdatedV1, aDebt(disputes, { status: 'Disputed', dispute, version: 2 })));
  const open = await dutiesOf(disputes);
  await guard.creditor
    .put(`/agency/v1/people/${disputes}/facts/disputeVerifiedAt`)
    .send({ value: '2026-11-30', debtId })
    .expect(200);
  await guard.settle();

  expect(await dutiesOf(customerId)).toEqual([]);
  expect(open).toContain('verify-or-say-unverified 2027-01-19 open');
  expect(await dutiesOf(disputes, { state: 'fulfilled' })).toContain('verify-or-say-unverified 2027-01-19 fulfilled');
}); // prettier-ignore

test('another creditor sees none of them, the list is paged by day, and reading needs its permission', async () => {
  const { customerId } = await guard.givenCustomer();
  const { customerId: later } = await guard.givenCustomer();
  await guard.deliver(
    anEvent(InteractionStatusChangedV1, letter(later, { startedAt: '2026-11-30T20:00:00.000Z' })),
    anEvent(InteractionStatusChangedV1, letter(customerId, { startedAt: '2026-11-28T15:00:00.000Z' })),
  );
  const without = await guard.as({ creditorIds: [creditorId], permissions: ['agency.facts:read'] });

  const before = await listed({ dueBefore: '2026-12-04' });
  const [firstPage, all] = [await listed({ limit: 1 }), await listed({})];
  const secondPage = await listed({ limit: 1, after: firstPage.next });

  expect(before.items).toMatchObject([{ customerId, dueOn: '2026-12-03', ruleId: 'reg-f-validation-notice', citations: [{}, {}] }]);
  expect([...firstPage.items, ...secondPage.items]).toEqual(all.items.slice(0, 2));
  expect((await guard.other.get('/agency/v1/duties').expect(200)).body).toEqual({ items: [], next: null });
  await without.get('/agency/v1/duties').expect(403);
  await guard.creditor.get('/agency/v1/duties').query({ state: 'unheard' }).expect(400);
}); // prettier-ignore

/** Where documents that were asked for are owed within fifteen days. */
const inWashington = contacts.map((each) =>
  each.address ? { ...each, address: { ...each.address, city: 'Washington', state: 'DC', zipcode: '20001' } } : each,
);
const documents = 'dc-document-request-due';
const asksForDocuments = (agent: Guard['creditor'], customerId: string, from?: string) =>
  agent
    .put(`/agency/v1/people/${customerId}/facts/documentRequestAt`)
    .send({ value: '2026-12-02', debtId, from })
    .expect(200);

test('what is dated into the future is owed from its day on, told of by nothing but the day', async () => {
  const { customerId } = await guard.givenCustomer({ contacts: inWashington });
  await asksForDocuments(guard.creditor, customerId, '2026-12-02T15:00:00.000Z');
  await guard.settle();
  const before = await dutiesOf(customerId);

  await guard.moveTo('2026-12-02T15:00:01.000Z');

  expect(before).toEqual([]);
  expect(await dutiesOf(customerId)).toEqual(['send-documents 2026-12-17 open']);
}); // prettier-ignore

test('duties follow the versions that the creditor activated: after a contact those of then, after a date those of now', async () => {
  const whose = { creditorId: 'CR-9-DUTY' };
  const people = { one: await guard.as({ creditorIds: ['CR-9-DUTY'], accountId: 'AC-1-ONE' }), other: await guard.as({ creditorIds: ['CR-9-DUTY'], accountId: 'AC-1-OTHER' }) };
  const [early, late] = [await guard.givenCustomer(whose), await guard.givenCustomer(whose)];
  const dated = await guard.givenCustomer({ ...whose, contacts: inWashington });
  await guard.deliver(anEvent(InteractionStatusChangedV1, letter(early.customerId, whose)));
  await asksForDocuments(people.one, dated.customerId);
  for (const [ruleId, days] of [['reg-f-validation-notice', 3], [documents, 10]] as const) {
    const version = await proposed(people.one, { ruleId, ...whose, change: { shape: { ...shippedRule(ruleId).shape, days } } });
    await activates(people.other, ruleId, version, '2026-12-02T18:00:00.000Z').expect(200);
  }
  await guard.settle();
  guard.creditor = people.one;
  const before = [await dutiesOf(early.customerId), await dutiesOf(dated.customerId)];

  await guard.moveTo('2026-12-02T18:00:01.000Z');
  await guard.deliver(anEvent(InteractionStatusChangedV1, letter(late.customerId, { ...whose, startedAt: '2026-12-02T18:30:00.000Z' })));

  expect(before).toEqual([[`${owed} open`], ['send-documents 2026-12-17 open']]);
  guard.creditor = await guard.as({ creditorIds: ['CR-9-DUTY'] });
  expect(await dutiesOf(early.customerId)).toEqual([`${owed} open`]);
  expect(await dutiesOf(late.customerId)).toEqual(['send-validation-notice 2026-12-05 open']);
  expect(await dutiesOf(dated.customerId)).toEqual(['send-documents 2026-12-12 open']);
}); // prettier-ignore

test('two days before it is late a duty that is still open is told of, once, and one that was done is not', async () => {
  const { customerId } = await guard.givenCustomer();
  const { customerId: noticed } = await guard.givenCustomer();
  const notice = letter(noticed, { subject: 'debtValidationNotice', startedAt: '2026-12-01T14:00:00.000Z' });
  await guard.deliver(
    anEvent(InteractionStatusChangedV1, letter(customerId)),
    anEvent(InteractionStatusChangedV1, letter(noticed)),
    anEvent(InteractionStatusChangedV1, notice),
  );

  await guard.moveTo('2026-12-04T04:59:00.000Z');
  const early = await alarmsOf(customerId);
  await guard.moveTo('2026-12-04T05:01:00.000Z');
  const told = await alarmsOf(customerId);
  await guard.moveTo('2026-12-06T05:01:00.000Z');

  expect(early).toEqual([]);
  expect(told).toMatchObject([
    { data: { debtId, ruleId: 'reg-f-validation-notice', dueOn: '2026-12-05', dueAt: '2026-12-06T05:00:00.000Z' } },
  ]);
  guard.creditor = await guard.as({ creditorIds: [creditorId] });
  expect(await dutiesOf(customerId, { state: 'late' })).toEqual([`${owed} late`]);
  expect(await alarmsOf(customerId)).toHaveLength(1);
  expect(await alarmsOf(noticed)).toEqual([]);
});

const toldOf = async (customerId: string): Promise<string[]> =>
  (await guard.published())
    .filter(({ subject, type }) => subject === customerId && /duty-(opened|ended)/.test(type))
    .map(({ type, data }) => `${type.split('.')[1]} ${String(data['task'])} ${String(data['end'] ?? data['dueOn'])}`);

test('that a duty opens, and how it ends, is told to whoever may fulfil it; again when the letter comes back', async () => {
  const { customerId } = await guard.givenCustomer();
  const notice = letter(customerId, { subject: 'debtValidationNotice', startedAt: '2026-12-01T14:00:00.000Z' });
  const { customerId: noticedAtFirst } = await guard.givenCustomer();

  await guard.deliver(
    anEvent(InteractionStatusChangedV1, letter(noticedAtFirst, { subject: 'debtValidationNotice' })),
    anEvent(InteractionStatusChangedV1, letter(customerId)),
  );
  await guard.deliver(anEvent(InteractionStatusChangedV1, notice));
  await guard.deliver(anEvent(InteractionStatusChangedV1, { ...notice, status: 'failed', version: 2 }));

  const open = 'duty-opened send-validation-notice 2026-12-05';
  expect(await toldOf(customerId)).toEqual([open, 'duty-ended send-validation-notice fulfilled', open]);
  expect(await toldOf(noticedAtFirst)).toEqual([]);
});

test('a plan in Maine holds reminders until its copy was handed over, by us or as somebody writes down', async () => {
  const inMaine = { city: 'Portland', state: 'ME', zipcode: '04101', countryCode: 'US', streetLine1: '1 Main Street' };
  const placed = async () => {
    const moved = aCustomer().contacts.map((each) => (each.address ? { ...each, address: inMaine } : each));
    const { customerId } = await guard.givenCustomer({ contacts: moved });
    const recordedBy = { kind: 'account', id: 'AC-1-A' } as const;
    await guard.deliver(
      anEvent(PlanStartedV1, {
        creditorId, customerId, debtId, planId: 'PP-1-A', currency: 'USD', amountToPayCents: 100, discountCents: 0,
        installments: [], startedAt: guard.clock.now().toISOString(), version: 1, recordedBy,
      }),
    );
    return customerId;
  };
  const heldBy = async (customerId: string): Promise<unknown[]> => {
    const [answer] = await guard.ask(anAsk(customerId, { channel: 'mail', contactId: addressId }));
    return answer && 'blocking' in answer ? answer.blocking.map(({ ruleId }) => ruleId) : [];
  };
  const [byUs, byHand] = [await placed(), await placed()];
  const before = [await heldBy(byUs), await heldBy(byHand)];
  const startedAt = guard.clock.now().toISOString();

  await guard.deliver(
    anEvent(InteractionStatusChangedV1, letter(byUs, { subject: 'planCopy', theme: 'opsServicing', startedAt })),
  );
  await guard.creditor
    .put(`/agency/v1/people/${byHand}/facts/planCopySentAt`)
    .send({ value: startedAt.slice(0, 10), debtId })
    .expect(200);
  await guard.settle();

  expect(before).toEqual([['me-plan-copy-first'], ['me-plan-copy-first']]);
  expect([await heldBy(byUs), await heldBy(byHand)]).toEqual([[], []]);
  for (const each of [byUs, byHand])
    expect((await toldOf(each)).filter((told) => told.includes('plan-copy'))).toEqual([
      expect.stringMatching(/^duty-opened/),
      'duty-ended send-plan-copy fulfilled',
    ]);
}); // prettier-ignore
