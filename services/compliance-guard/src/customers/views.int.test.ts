import { CustomerUpdatedV1, DebtUpdatedV1, InteractionStatusChangedV1, MessageReceivedV1, CustomerPlacedV1, tickType } from '@fairdue/contracts'; // prettier-ignore
import { anEvent, eventually } from '@fairdue/testing';
import {
  aCustomer,
  aDebt,
  anAsk,
  anInteraction,
  anUnsubscribe,
  contacts,
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

test('facts delivered twice change nothing the second time', async () => {
  const { customerId } = await guard.givenCustomer();
  const failed = anEvent(InteractionStatusChangedV1, anInteraction(customerId, { status: 'failed', version: 2 }));
  const made = anEvent(InteractionStatusChangedV1, anInteraction(customerId), { sequence: 1 });

  await guard.deliver(made, made, failed);

  const kept = await guard.db.collection<{ _id: string; made: unknown[] }>('customers').findOne({ _id: customerId });
  expect(kept?.made).toHaveLength(1);
  await guard.deliver(anEvent(CustomerPlacedV1, aCustomer({ customerId })));
});
