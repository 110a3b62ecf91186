import { ContactUnsubscribedV1, CustomerErasedV1, HoldPlacedV1, OptOutRecordedV1 } from '@fairdue/contracts';
import { anEvent, eventually } from '@fairdue/testing';
import {
  aCustomer,
  addressId,
  anAsk,
  anOptOut,
  anUnsubscribe,
  emailId,
  otherCreditorId,
  phoneId,
  theUseOf,
} from '../examples.ts';
import type { Ask } from '../permits/ask.ts';
import { startGuard, type Guard } from '../start-guard.ts';

const silenceAfterMs = 400;
let guard: Guard;
beforeAll(async () => {
  guard = await startGuard({ config: { SILENCE_AFTER_MS: String(silenceAfterMs) } });
});
afterAll(() => guard.stop());

/** A hand-over that was let through and is under way. */
async function givenHandOver(customerId: string, over: Partial<Ask> = {}): Promise<string> {
  const ask = anAsk(customerId, over);
  const [answer] = await guard.ask(ask);
  if (!answer || !('granted' in answer) || !answer.granted) throw new Error('The test needs a permit.');
  const [use] = await guard.consume(theUseOf(ask, answer.permitId));
  if (!use?.consumed) throw new Error('The test needs a hand-over.');
  return answer.permitId;
}

const elapsed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

test('a hold is silent at once when nothing is in flight', async () => {
  const { customerId } = await guard.givenCustomer();

  expect(await guard.hold(customerId, {}, 'none')).toMatchObject({ silent: true });
});

test('a hand-over nobody reports on is waited for until its deadline is surely over, and a repeat need not wait again', async () => {
  const { customerId } = await guard.givenCustomer();
  await givenHandOver(customerId);
  const source = { service: 'recover', key: 'unsubscribe:CT-1-A', version: 3 };

  const first = await elapsed(() => guard.hold(customerId, { source }));
  const again = await guard.hold(customerId, { source }, 'none');

  expect(first).toBeGreaterThanOrEqual(silenceAfterMs - 1);
  expect(again).toMatchObject({ silent: true });
});

test('a hold is silent as soon as the last hand-over before it is reported', async () => {
  const slow = await startGuard({ config: { SILENCE_AFTER_MS: '20000' }, beside: guard });
  const { customerId } = await slow.givenCustomer();
  const [one, two] = [
    await givenHandOver(customerId),
    await givenHandOver(customerId, { channel: 'email', contactId: emailId }),
  ];
  const source = { service: 'recover', key: 'unsubscribe:CT-1-A', version: 3 };
  const before = await slow.hold(customerId, { source }, 'none');

  const held = slow.hold(customerId, { source });
  await guard.report({ permitId: one, customerId, outcome: 'answered' });
  const between = await slow.hold(customerId, { source }, 'none');
  await guard.report({ permitId: two, customerId, outcome: 'not-started' });

  expect([before.silent, between.silent]).toEqual([false, false]);
  expect(await held).toMatchObject({ silent: true });
  await slow.stop();
});

test('after an opt-out’s answer nothing is handed over, however many were racing it', async () => {
  const { customerId } = await guard.givenCustomer();
  const asks = Array.from({ length: 60 }, (_, i) =>
    anAsk(customerId, i % 2 === 0 ? { channel: 'email', contactId: emailId } : { channel: 'text' }),
  );
  const permits = await guard.ask(...asks);
  const uses = asks.map((ask, i) => theUseOf(ask, (permits[i] as { permitId: string }).permitId));
  let isSilent = false;
  const lateUses: unknown[] = [];

  await Promise.all([
    ...uses.map(async (use, i) => {
      if (i > 20) await guard.report({ permitId: use.permitId, customerId, outcome: 'released' });
      const wasSilent = isSilent;
      const [answer] = await guard.consume(use);
      if (wasSilent && answer?.consumed) lateUses.push(answer);
      if (answer?.consumed) await guard.report({ permitId: use.permitId, customerId, outcome: 'answered' });
    }),
    guard.hold(customerId).then(() => {
      isSilent = true;
    }),
  ]);
  const after = await guard.ask(anAsk(customerId, { channel: 'email', contactId: emailId }));

  expect(lateUses).toEqual([]);
  expect(after).toMatchObject([{ granted: false, blocking: [{ ruleId: 'reg-f-medium-opt-out' }] }]);
});

test('the same hold by request and by event is one hold, and an older word does not undo a newer', async () => {
  const customer = await guard.givenCustomer();
  const { customerId } = customer;
  const source = { service: 'recover', key: `unsubscribe:${emailId}`, version: 2 };

  const { holdId } = await guard.hold(customerId, { source, contactIds: [emailId], reason: 'unsubscribed' });
  await guard.deliver(anEvent(ContactUnsubscribedV1, anUnsubscribe(customer, [emailId])));
  const newer = await guard.hold(customerId, { source: { ...source, version: 5 }, reason: 'unsubscribed' });
  await guard.communicator
    .post('/internal/holds/lift')
    .send({ creditorId: customer.creditorId, customerId, source, recordedBy: { kind: 'service', id: 'recover' } })
    .expect(200, { holdId, lifted: false });

  const placed = (await guard.published(HoldPlacedV1.type)).filter(({ subject }) => subject === customerId);
  expect(newer.holdId).toBe(holdId);
  expect(placed.map(({ data }) => [(data['hold'] as { holdId: string }).holdId, data['epoch']])).toEqual([
    [holdId, 1],
    [holdId, 2],
  ]);
});

test('who opts out again after the hold was lifted is held again; what was said before the lift is not', async () => {
  const { customerId, creditorId } = await guard.givenCustomer();
  const source = { service: 'campaign', key: 'opt-out:RC-1-A:call', version: 1 };
  const body = { creditorId, customerId, hold: anOptOut({ channels: ['voice'], source }), wait: 'silence' };
  const recordedBy = { kind: 'borrower', id: customerId };
  const optOut = async () => {
    const said = { ...body, recordedBy, isUttered: true };
    return (await guard.communicator.post('/internal/holds').send(said).expect(200)).body as { holdId: string };
  };
  const lift = (holdId: string) =>
    guard.creditor.post(`/agency/v1/holds/${holdId}/lift`).send({ customerId, reason: 'consents' }).expect(200);
  const mayBeCalled = async () => {
    const [answer] = await guard.ask(anAsk(customerId));
    return answer !== undefined && 'granted' in answer && answer.granted;
  };
  const told = (time: Date) => {
    const about = { creditorId, customerId, documentId: 'DO-1-A', debtId: null, campaignId: 'RC-1-A' };
    const event = anEvent(OptOutRecordedV1, { ...about, channel: 'call' as const, duplicate: true });
    return guard.deliver({ ...event, time: time.toISOString() });
  };

  const { holdId } = await optOut();
  const before = guard.clock.now();
  await lift(holdId);
  await told(before);
  expect(await mayBeCalled()).toBe(true);
  expect((await optOut()).holdId).toBe(holdId);
  expect(await mayBeCalled()).toBe(false);

  await lift(holdId);
  expect(await mayBeCalled()).toBe(true);
  await told(new Date(guard.clock.now().getTime() + 1));
  expect(await mayBeCalled()).toBe(false);
  expect((await guard.published(HoldPlacedV1.type)).filter(({ subject }) => subject === customerId)).toHaveLength(3);
});

test('an opt-out of an address holds for it alone, wherever else it stands; one of a channel holds for the channel', async () => {
  const { contacts, customerId } = await guard.givenCustomer();
  const twin = { ...(contacts.find(({ contactId }) => contactId === phoneId) ?? contacts[0]), contactId: 'CT-1-TWIN' };
  const other = await guard.givenCustomer({ contacts: [...contacts, twin as (typeof contacts)[number]] });
  await guard.hold(other.customerId, { contactIds: [phoneId] });
  const optOut = {
    creditorId: other.creditorId, customerId, documentId: 'DO-1-A', debtId: null, campaignId: 'RC-1-A', channel: 'sms' as const, duplicate: false,
  }; // prettier-ignore
  await guard.deliver(anEvent(OptOutRecordedV1, optOut));

  const answers = await guard.ask(
    anAsk(other.customerId, { contactId: 'CT-1-TWIN' }),
    anAsk(other.customerId, { channel: 'email', contactId: emailId }),
    anAsk(customerId, { channel: 'text' }),
    anAsk(customerId),
  );

  expect(answers.map((answer) => 'granted' in answer && answer.granted)).toEqual([false, true, false, true]);
});

test('a hold on another creditor’s customer, or on nobody, is refused; without recover’s word it is not known yet', async () => {
  const { customerId } = await guard.givenCustomer();
  const post = (creditorId: string, id: string) =>
    guard.communicator.post('/internal/holds').send({
      creditorId, customerId: id, hold: { reason: 'cease', channels: [], themes: 'all', contactIds: [], debtIds: [], source: { service: 'recover', key: 'k', version: 1 }, endsAt: null },
      recordedBy: { kind: 'service', id: 'recover' }, wait: 'silence',
    }); // prettier-ignore

  await post(otherCreditorId, customerId).expect(404);
  await post('CR-1-A', 'BO-0-NOBODY').expect(404);
  guard.recover.isAway = true;
  const away = await post('CR-1-A', 'BO-0-UNSURE').expect(503);
  guard.recover.isAway = false;

  expect(away.headers['retry-after']).toBeDefined();
});

/** Somebody whose email is their own, once contacted there, and erased since. */
async function givenErased(before: (customerId: string) => Promise<unknown> = () => Promise.resolve()) {
  const own = aCustomer();
  const value = `${own.customerId.toLowerCase()}@example.com`;
  const address = { streetLine1: `${own.customerId} Road`, city: 'Wilmington', state: 'DE', zipcode: '19801', countryCode: 'US' };
  const places = { [emailId]: { value }, [addressId]: { address } };
  const contacts = own.contacts.map((each) => ({ ...each, ...places[each.contactId as typeof emailId] }));
  const customer = await guard.givenCustomer({ ...own, contacts });
  const { customerId, creditorId } = customer;
  await givenHandOver(customerId, { channel: 'email', contactId: emailId });
  await before(customerId);
  const by = { recordedBy: { kind: 'account' as const, id: 'AC-1-A' }, confirmedBy: { kind: 'account' as const, id: 'AC-1-B' } };
  const told = { creditorId, customerId, reason: 'Asked for.', beforeRetentionEnds: true, version: 2, ...by };
  await guard.deliver(anEvent(CustomerErasedV1, told));
  const placedAgain = () => guard.givenCustomer({ contacts });
  return { customerId, placedAgain };
} // prettier-ignore

const blockingOf = async (customerId: string, channel: Ask['channel'], contactId: string) => {
  const [answer] = await guard.ask(anAsk(customerId, { channel, contactId }));
  if (!answer || !('granted' in answer)) return answer;
  return answer.granted ? [] : answer.blocking.map(({ ruleId }) => ruleId);
};

test('who wants to be left alone after they were erased is held wherever their address was, or is, placed again', async () => {
  const { customerId, placedAgain } = await givenErased();
  const already = await placedAgain();
  expect(await blockingOf(already.customerId, 'email', emailId)).toEqual([]);

  await guard.hold(customerId, { channels: ['email'], contactIds: [emailId] });
  const later = await placedAgain();

  expect(await blockingOf(later.customerId, 'email', emailId)).toEqual(['platform-do-not-interact']);
  expect(await blockingOf(later.customerId, 'voice', phoneId)).toEqual([]);
  await guard.db.collection('timers').updateMany({ kind: 'suppression-second-look' }, { $set: { dueAt: new Date(0) } });
  await eventually(async () =>
    expect(await blockingOf(already.customerId, 'email', emailId)).toEqual(['platform-do-not-interact']),
  );
});

test('who had asked for silence by any channel, was erased and is placed again gets no letter either', async () => {
  const { placedAgain } = await givenErased((id) => guard.hold(id, { reason: 'cease', channels: [], contactIds: [] }));

  const { customerId } = await placedAgain();

  expect(await blockingOf(customerId, 'email', emailId)).toEqual(['platform-do-not-interact']);
  expect(await blockingOf(customerId, 'mail', addressId)).toEqual(['platform-do-not-interact']);
});
