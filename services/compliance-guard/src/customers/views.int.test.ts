import { CustomerUpdatedV1, DebtUpdatedV1, InteractionStatusChangedV1, MessageReceivedV1, CustomerPlacedV1, tickType } from '@fairdue/contracts'; // prettier-ignore
import { anEvent, eventually } from '@fairdue/testing';
import {
  aCustomer,
  aDebt,
  addressId,
  anAsk,
  anInteraction,
  anUnsubscribe,
  contacts,
  creditorId,
  debtId,
  emailId,
  phoneId,
  theUseOf,
} from '../examples.ts';
import type { AskAnswer } from '../permits/ask.ts';
import { startGuard, type Guard } from '../start-guard.ts';

let guard: Guard;
beforeAll(async () => {
  guard = await startGuard();
});
afterAll(() => guard.stop());

const blockingOf = async (customerId: string, over = {}) => {
  const [answer] = await guard.ask(anAsk(customerId, over));
  if (!answer || 'error' in answer) return answer;
  return answer.granted ? [] : answer.blocking.map(({ ruleId, reasonCode }) => ruleId ?? reasonCode);
};

test('the newer view of a customer wins, whatever order views come in', async () => {
  const customer = await guard.givenCustomer();
  const invalid = {
    ...customer,
    version: 3,
    contacts: contacts.map((each) => ({ ...each, valid: each.contactId !== phoneId })),
  };
  await guard.deliver(anEvent(CustomerUpdatedV1, invalid));
  await guard.deliver(anEvent(CustomerUpdatedV1, { ...customer, version: 2 }));

  expect(await blockingOf(customer.customerId)).toEqual(['contactNotUsable', 'platform-invalid-contact']);
});

test.each([
  [{ status: 'Disputed' }, ['reg-f-dispute-hold']],
  [{ status: 'Bankruptcy' }, ['bankruptcy-stay']],
  [{ status: 'Deceased' }, ['reg-f-deceased']],
  [{ status: 'Fraud' }, ['identity-theft-claim']],
  [{ status: 'PaidInFull' }, ['lender-loan-state']],
  [{ status: 'RetractedByCreditor' }, ['lender-loan-state']],
  [{ hasAttorney: true }, ['reg-f-attorney-represented']],
  [
    { status: 'Paused', paused: { reason: 'hardship' }, pausedUntil: '2026-12-24T05:00:00.000Z' },
    ['lender-loan-state'],
  ],
] as const)('a debt that is %j stands against collection', async (state, rules) => {
  const { customerId } = await guard.givenCustomer();
  await guard.deliver(anEvent(DebtUpdatedV1, aDebt(customerId, { ...state, version: 2 })));

  expect(await blockingOf(customerId)).toEqual(rules);
});

test('without a named debt collection is about every open one, and about none there is nothing to collect', async () => {
  const { customerId } = await guard.givenCustomer({}, { status: 'PaidInFull' });

  expect(await blockingOf(customerId, { debtIds: [] })).toEqual(['lender-nothing-to-collect']);
});

test('a contact switched off, and a STOP, stand against contact there; told again, they trigger nothing', async () => {
  const customer = await guard.givenCustomer();
  const { customerId } = customer;
  const stop = anInteraction(customerId, { direction: 'inbound', channel: 'text' });
  await guard.deliver(anEvent(MessageReceivedV1, { ...stop, understoodAs: 'stop' }, { republished: true }));
  const told = await blockingOf(customerId, { channel: 'text' });

  await guard.deliver(anEvent(MessageReceivedV1, { ...stop, understoodAs: 'stop' }));
  await guard.deliver(anEvent(CustomerUpdatedV1, anUnsubscribe(customer, [emailId])));

  expect(told).toEqual([]);
  expect(await blockingOf(customerId, { channel: 'text' })).toEqual(['reg-f-medium-opt-out']);
  expect(await blockingOf(customerId, { channel: 'email', contactId: emailId })).toEqual(['reg-f-medium-opt-out']);
  expect(await blockingOf(customerId)).toEqual([]);
});

test('a fact that is first heard of somebody is kept until the owner’s view comes', async () => {
  const customer = aCustomer();
  const { customerId } = customer;
  await guard.deliver(
    ...Array.from({ length: 7 }, () => anEvent(InteractionStatusChangedV1, anInteraction(customerId))),
  );
  const before = await guard.ask(anAsk(customerId));

  guard.recover.known.push({ customer, debts: [aDebt(customerId)] });

  expect(before).toMatchObject([{ error: 'facts-incomplete' }]);
  expect(await blockingOf(customerId)).toEqual(['reg-f-calls-7-in-7']);
});

test('while one of a customer’s facts is a dead letter, that customer gets no permit and uses none, and others do', async () => {
  const { customerId } = await guard.givenCustomer();
  const { customerId: neighbour } = await guard.givenCustomer();
  const earlier = anAsk(customerId);
  const [permit] = await guard.ask(earlier);
  const { permitId } = permit as Extract<AskAnswer, { granted: true }>;
  const broken = anEvent(DebtUpdatedV1, aDebt(customerId));
  await guard.deliver({ ...broken, data: { ...broken.data, status: 'Unheard' } });

  expect(await guard.ask(anAsk(customerId), anAsk(neighbour))).toMatchObject([
    { error: 'facts-incomplete' },
    { granted: true },
  ]);
  expect(await guard.consume(theUseOf(earlier, permitId))).toMatchObject([{ code: 'facts-incomplete' }]);
  await guard.creditor
    .post(`/api/people/${customerId}/can-interact`)
    .send({ channel: 'voice', theme: 'opsCollDebt', contactId: phoneId, loanId: debtId })
    .expect(503);
});

test('without a sign of life from every publisher nobody is let through', async () => {
  const watchful = await startGuard({ config: { FACTS_STALE_AFTER_SECONDS: '30' } });
  const { customerId } = await watchful.givenCustomer();
  const { bus } = watchful.running.deps;
  const tick = async (topic: string, time: Date) => {
    const partition = await bus.partitionOf(topic, customerId);
    const value = JSON.stringify({ time: time.toISOString() });
    await bus.publish(topic, [{ key: null, partition, value, headers: { ce_type: tickType } }]);
  };
  await tick('recover.customers', new Date());
  await tick('communicator.interactions', new Date());
  await tick('campaign.campaigns', new Date(Date.now() - 31_000));
  await watchful.settle();
  const stale = await watchful.ask(anAsk(customerId));

  await tick('campaign.campaigns', new Date());

  expect(stale).toMatchObject([{ error: 'facts-incomplete' }]);
  await eventually(async () => expect(await watchful.ask(anAsk(customerId))).toMatchObject([{ granted: true }]));
  await watchful.stop();
});

/** What the rules say of a call at that moment, with the zones by which they say it. */
const said = async (customerId: string, startAt: string, over = {}) => {
  const body = { channel: 'voice', theme: 'opsCollDebt', contactId: phoneId, loanId: debtId, startAt, ...over };
  const creditor = await guard.as({ creditorIds: [creditorId] });
  const answer = await creditor.post(`/api/people/${customerId}/can-interact`).send(body).expect(200);
  const { blocking, timeZones } = (answer.body as { data: { blocking: Told[]; timeZones: string[] } }).data;
  return { by: blocking.map(({ ruleId, reasonCode }) => ruleId ?? reasonCode), timeZones };
};
type Told = { ruleId: string | null; reasonCode: string };

test('a question about the past is answered by the debt and the contact as they were then', async () => {
  const customer = await guard.givenCustomer();
  const { customerId } = customer;
  const debt = (time: string, over: Parameters<typeof aDebt>[1]) =>
    anEvent(DebtUpdatedV1, aDebt(customerId, over), { time });
  const view = (time: string, version: number, changed: typeof contacts) =>
    anEvent(CustomerUpdatedV1, { ...customer, version, contacts: changed }, { time });
  const wrong = contacts.map((each) => ({ ...each, valid: each.contactId !== phoneId }));
  const moved = { ...contacts[2]!, contactId: 'CT-1-HOME2', address: { ...contacts[2]!.address!, city: 'Reno', state: 'NV', zipcode: '89501' } };
  const archived = contacts.map((each) => (each.contactId === addressId ? { ...each, status: 'archived' as const } : each));
  await guard.deliver(
    debt('2026-07-01T12:00:00.000Z', { status: 'Disputed', version: 2 }),
    debt('2026-08-01T12:00:00.000Z', { version: 3 }),
    debt('2026-11-01T12:00:00.000Z', { hasAttorney: true, version: 4 }),
    view('2026-09-01T12:00:00.000Z', 2, wrong),
    view('2026-09-10T12:00:00.000Z', 3, [...archived, moved]),
  );

  expect(await said(customerId, '2026-06-15T15:00:00Z')).toEqual({ by: [], timeZones: ['America/New_York'] });
  expect(await said(customerId, '2026-07-15T15:00:00Z')).toMatchObject({ by: ['reg-f-dispute-hold'] });
  expect(await said(customerId, '2026-08-15T15:00:00Z')).toMatchObject({ by: [] });
  expect(await said(customerId, '2026-09-05T15:00:00Z')).toMatchObject({ by: ['contactNotUsable', 'platform-invalid-contact'] });
  expect(await said(customerId, '2026-10-15T16:00:00Z')).toEqual({ by: [], timeZones: ['America/Los_Angeles', 'America/New_York'] });
  expect(await said(customerId, '2026-11-15T16:00:00Z')).toMatchObject({ by: ['reg-f-attorney-represented'] });
}); // prettier-ignore

test('a question about the past counts contacts and holds of then that no question about now needs any more', async () => {
  const { customerId } = await guard.givenCustomer();
  const call = (startedAt: string) => anEvent(InteractionStatusChangedV1, anInteraction(customerId, { startedAt }));
  await guard.deliver(...Array.from({ length: 7 }, (_, i) => call(`2026-06-0${i + 1}T15:00:00.000Z`)));
  await guard.deliver(call('2026-11-30T15:00:00.000Z'));
  const source = { service: 'recover', key: 'attorney:LN-1-A', version: 1 };
  await guard.hold(customerId, { reason: 'attorney', source });
  const heldAt = guard.clock.now().toISOString();
  const body = { creditorId, customerId, source: { ...source, version: 2 }, recordedBy: { kind: 'service', id: 'recover' } };
  await guard.moveTo('2026-12-02T15:00:00.000Z');
  await (await guard.asService('recover')).post('/internal/holds/lift').send(body).expect(200);
  await guard.moveTo('2026-12-03T15:00:00.000Z');
  await guard.hold(customerId, { reason: 'attorney', source: { ...source, version: 3 } });

  const stored = await guard.db.collection<{ _id: string; made: unknown[] }>('customers').findOne({ _id: customerId });
  expect(stored?.made).toHaveLength(1);
  expect((await said(customerId, '2026-06-07T20:00:00Z')).by).toEqual(['reg-f-calls-7-in-7']);
  expect((await said(customerId, '2026-06-20T20:00:00Z')).by).toEqual([]);
  expect((await said(customerId, heldAt)).by).toEqual(['reg-f-attorney-represented']);
  expect((await said(customerId, '2026-12-02T20:00:00Z')).by).toEqual([]);
}); // prettier-ignore

test('facts delivered twice change nothing the second time', async () => {
  const { customerId } = await guard.givenCustomer();
  const failed = anEvent(InteractionStatusChangedV1, anInteraction(customerId, { status: 'failed', version: 2 }));
  const made = anEvent(InteractionStatusChangedV1, anInteraction(customerId), { sequence: 1 });

  await guard.deliver(made, made, failed);

  const kept = await guard.db.collection<{ _id: string; made: unknown[] }>('customers').findOne({ _id: customerId });
  expect(kept?.made).toHaveLength(1);
  await guard.deliver(anEvent(CustomerPlacedV1, aCustomer({ customerId })));
});
