import {
  ContactChangedV1,
  CustomerUpdatedV1,
  InteractionStatusChangedV1,
  MessageReceivedV1,
  PlanStartedV1,
} from '@fairdue/contracts';
import { anEvent, eventually } from '@fairdue/testing';
import { aCustomer, aDebt, anAsk, anInteraction, contacts, creditorId, debtId, emailId, otherCreditorId, phoneId, theUseOf } from '../examples.ts'; // prettier-ignore
import type { AskAnswer } from '../permits/ask.ts';
import { startGuard, type Guard } from '../start-guard.ts';
import type { Customer } from './customer.ts';

let guard: Guard;
beforeAll(async () => {
  guard = await startGuard();
});
beforeEach(async () => {
  guard.creditor = await guard.as({ creditorIds: [creditorId] }); // its token lives for a minute
});
afterAll(() => guard.stop());

const view = () => guard.db.collection<Customer>('customers');
const lose = (customerId: string) => view().deleteOne({ _id: customerId });

/** A customer whom recover knows as the events told of them. */
async function givenOwned() {
  const customer = aCustomer();
  const debt = aDebt(customer.customerId);
  guard.recover.known.push({ customer, debts: [debt] });
  await guard.givenCustomer(customer);
  return customer;
}

const liftEarly = async (customerId: string, key: string, version: number) => {
  const source = { service: 'recover', key, version };
  const body = { creditorId, customerId, source, recordedBy: { kind: 'service', id: 'recover' } };
  await (await guard.asService('recover')).post('/internal/holds/lift').send(body).expect(200);
};

const permitOf = (answer: AskAnswer | undefined): string => {
  if (answer && 'granted' in answer && answer.granted) return answer.permitId;
  throw new Error(`The test needs a permit: ${JSON.stringify(answer)}`);
};

/** The breaker before recover rests for a second once recover was away: until then the guard does not know, and says so. */
const untilAnswered = (ask: () => Promise<AskAnswer[]>): Promise<AskAnswer[]> =>
  eventually(async () => {
    const answers = await ask();
    expect(answers).not.toMatchObject([{ error: 'facts-incomplete' }]);
    return answers;
  });

async function givenUse(customerId: string, over: Parameters<typeof anAsk>[1] = {}) {
  const ask = anAsk(customerId, over);
  const permitId = permitOf((await guard.ask(ask))[0]);
  expect(await guard.consume(theUseOf(ask, permitId))).toMatchObject([{ consumed: true }]);
  return { ask, permitId };
}

/** The document without what is no fact: in what order it was written, and what is left out because nothing is there. */
function comparable(customer: Customer | null): unknown {
  if (!customer) return null;
  const byText = (all: readonly unknown[]) => all.map((each) => JSON.stringify(sorted(each))).toSorted();
  const {
    made,
    holds,
    facts,
    permits,
    inFlight,
    ended,
    contacts: known,
    debts,
    ...rest
  } = JSON.parse(JSON.stringify(customer)) as Customer;
  const lists = { made, holds, facts, permits, inFlight, ended, contacts: known, debts };
  return { ...rest, ...Object.fromEntries(Object.entries(lists).map(([name, all]) => [name, byText(all)])) };
}
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined && part !== null);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, sorted(part)]),
  );
};

test('a customer’s document that was deleted is rebuilt as it was: holds, facts, consents, permits, contacts made', async () => {
  const customer = await givenOwned();
  const { customerId } = customer;
  const answered = await givenUse(customerId);
  await guard.report({ permitId: answered.permitId, customerId, outcome: 'answered' });
  const failed = await givenUse(customerId);
  await guard.report({ permitId: failed.permitId, customerId, outcome: 'not-started' });
  permitOf((await guard.ask(anAsk(customerId, { channel: 'email', contactId: emailId })))[0]);
  const elsewhere = anInteraction(customerId, { agentOutcome: 'voiceRangNoPickup' });
  const message = anInteraction(customerId, { direction: 'inbound', channel: 'text' });
  await guard.deliver(
    anEvent(InteractionStatusChangedV1, elsewhere),
    anEvent(InteractionStatusChangedV1, { ...elsewhere, agentOutcome: null, version: 2 }),
    anEvent(InteractionStatusChangedV1, anInteraction(customerId, { statusDetails: 'voiceLineBusyNoRing' })),
    anEvent(MessageReceivedV1, { ...message, understoodAs: null }),
    anEvent(MessageReceivedV1, { ...message, interactionId: 'IN-9-STOP', understoodAs: 'stop' }),
  );
  await guard.hold(customerId, { reason: 'cease', endsAt: '2026-12-02T05:00:00.000Z' });
  const { holdId } = await guard.hold(customerId, { reason: 'do-not-interact', channels: ['mail'] });
  const lifting = { customerId, reason: 'asked for in writing' };
  await guard.creditor.post(`/agency/v1/holds/${holdId}/lift`).send(lifting).expect(200);
  await liftEarly(customerId, 'pause:LN-1-A', 4);
  await liftEarly(customerId, 'pause:LN-1-B', 2);
  await guard.hold(customerId, { reason: 'pause', source: { service: 'recover', key: 'pause:LN-1-B', version: 1 } });
  await liftEarly(customerId, 'pause:LN-1-B', 3); // lifted already: a newer word that changes the hold all the same
  await guard.creditor.put(`/agency/v1/people/${customerId}/facts/employerProhibits`).send({ value: true }).expect(200);
  const consent = { personId: customerId, consent: 'textConsent', action: 'grant', contactId: phoneId };
  await guard.creditor.post('/agency/v1/consents').send(consent).expect(201);
  const textless = contacts.map((each) => ({ ...each, receiveTextMessages: each.receiveTextMessages && false }));
  const changed = { ...customer, contacts: textless, version: 2 };
  guard.recover.known.push({ customer: changed, debts: [aDebt(customerId)] });
  guard.recover.known.splice(0, guard.recover.known.length, ...guard.recover.known.filter((each) => each.customer !== customer)); // prettier-ignore
  await guard.deliver(anEvent(ContactChangedV1, changed));
  const flying = await givenUse(customerId, { channel: 'email', contactId: emailId, theme: 'opsAccountCredentials' });
  const before = await view().findOne({ _id: customerId });

  await lose(customerId);
  await guard.creditor.get(`/agency/v1/people/${customerId}/facts`).expect(200);

  const after = await view().findOne({ _id: customerId });
  expect(before?.inFlight.map(({ permitId }) => permitId)).toEqual([flying.permitId]);
  expect(before?.holds).toHaveLength(4);
  expect(before?.earlyLifts).toMatchObject([{ source: { key: 'pause:LN-1-A', version: 4 } }]);
  expect(comparable(after)).toEqual(comparable(before));
});

test('what old contacts told is rebuilt by whose they were, and so is when a plan was agreed', async () => {
  const [relativeId, customer] = ['CT-1-AUNT', await givenOwned()];
  const { customerId } = customer;
  const aunt = { ...contacts[1]!, contactId: relativeId, value: 'aunt@example.com', affiliation: 'relative' as const };
  const told = { ...customer, contacts: [...contacts, aunt], version: 2 };
  guard.recover.known.push({ customer: told, debts: [aDebt(customerId)] });
  guard.recover.known.splice(0, guard.recover.known.length, ...guard.recover.known.filter((each) => each.customer !== customer)); // prettier-ignore
  const sent = (startedAt: string, over: Parameters<typeof anInteraction>[1] = {}) =>
    anEvent(InteractionStatusChangedV1, anInteraction(customerId, { channel: 'text', startedAt, ...over }));
  const email = { channel: 'email', contactId: relativeId } as const;
  await guard.deliver(
    anEvent(CustomerUpdatedV1, told),
    sent('2026-02-02T15:00:00.000Z', { ...email, subject: 'debtValidationNotice' }), // to somebody else: it told nothing
    sent('2026-03-03T15:00:00.000Z'),
    sent('2026-03-04T15:00:00.000Z', { subject: 'debtValidationNotice' }),
    sent('2026-11-30T15:00:00.000Z'),
    anEvent(PlanStartedV1, {
      creditorId, customerId, debtId, planId: 'PP-1-A', currency: 'USD', amountToPayCents: 100, discountCents: 0,
      installments: [], startedAt: '2026-04-04T15:00:00.000Z', version: 1, recordedBy: customer.recordedBy,
    }), // prettier-ignore
  );
  const before = await view().findOne({ _id: customerId });

  await lose(customerId);
  await guard.creditor.get(`/agency/v1/people/${customerId}/facts`).expect(200);

  const after = await view().findOne({ _id: customerId });
  expect(before?.landmarks).toContainEqual({
    fact: 'validationNoticeSentAt',
    of: debtId,
    at: Date.UTC(2026, 2, 4, 15),
  });
  expect(before?.facts).toMatchObject([{ name: 'planAgreedAt', of: debtId }]);
  expect(comparable(after)).toEqual(comparable(before));
});

test('nobody who may not be contacted is, because a document is lost: also while its owner cannot be asked', async () => {
  const { customerId } = await givenOwned();
  const open = anAsk(customerId);
  const permitId = permitOf((await guard.ask(open))[0]);
  await guard.hold(customerId);
  const email = { channel: 'email', contactId: emailId } as const;

  await lose(customerId);
  guard.recover.isAway = true;
  const used = await guard.consume(theUseOf(open, permitId));
  const asked = await guard.ask(anAsk(customerId, email));
  await lose(customerId);
  guard.recover.isAway = false;
  const askedAgain = await untilAnswered(() => guard.ask(anAsk(customerId, email)));

  expect(used).toMatchObject([{ consumed: false, code: 'facts-incomplete' }]);
  expect(asked).toMatchObject([{ error: 'facts-incomplete' }]);
  expect(askedAgain).toMatchObject([{ granted: false, blocking: [{ ruleId: 'reg-f-medium-opt-out' }] }]);
  expect(await guard.consume(theUseOf(open, permitId))).toMatchObject([{ consumed: false, code: 'refused' }]);
});

test('an owner’s word that finds the document lost brings back the rest, too, and nothing is another creditor’s', async () => {
  const customer = await givenOwned();
  await guard.hold(customer.customerId, { reason: 'cease' });
  await lose(customer.customerId);

  await guard.deliver(anEvent(CustomerUpdatedV1, { ...customer, version: 2 }, { republished: true }));

  const kept = await view().findOne({ _id: customer.customerId });
  expect(kept?.holds).toMatchObject([{ reason: 'cease', liftedAt: null }]);
  const foreign = await untilAnswered(() => guard.ask(anAsk(customer.customerId, { creditorId: otherCreditorId })));
  expect(foreign).toMatchObject([{ error: 'unknown-customer' }]);
});

test('deleted again and again during traffic, a cap still lets exactly as many through as it allows', async () => {
  const customers = await Promise.all(Array.from({ length: 3 }, givenOwned));
  const consumed = new Map<string, number>();
  /** One caller: asks, uses, reports, as often as it takes; what was not decided is asked again. In between all is lost. */
  const work = async (customerId: string): Promise<void> => {
    const ask = anAsk(customerId);
    await lose(customerId);
    const permitId = await eventually(async () => {
      const [answer] = await guard.ask(ask);
      if (!answer || 'error' in answer) throw new Error(`not decided: ${JSON.stringify(answer)}`);
      return answer.granted ? answer.permitId : 'refused';
    }, 60_000);
    await lose(customerId);
    if (permitId === 'refused') return;
    await eventually(async () => {
      const [answer] = await guard.consume(theUseOf(ask, permitId));
      if (answer?.consumed) consumed.set(customerId, (consumed.get(customerId) ?? 0) + 1);
      else if (answer?.code === 'facts-incomplete') throw new Error('not decided');
      else if (answer?.code !== 'already-consumed') throw new Error(`lost: ${JSON.stringify(answer)}`);
    }, 60_000);
    await lose(customerId);
    await guard.report({ permitId, customerId, outcome: 'answered' });
  };

  await Promise.all(customers.flatMap(({ customerId }) => Array.from({ length: 12 }, () => work(customerId))));

  for (const { customerId } of customers) {
    expect(consumed.get(customerId)).toBe(7);
    await lose(customerId);
    expect(await guard.ask(anAsk(customerId))).toMatchObject([
      { granted: false, blocking: [{ ruleId: 'reg-f-calls-7-in-7', evidence: { count: 7 } }] },
    ]);
  }
});
