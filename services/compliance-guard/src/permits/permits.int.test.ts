import { ContactChangedV1, InteractionStatusChangedV1 } from '@fairdue/contracts';
import { createIdentity, newSigningKey } from '@fairdue/http';
import { anEvent, eventually } from '@fairdue/testing';
import {
  aCustomer,
  addressId,
  aDebt,
  anAsk,
  anInteraction,
  creditorId,
  debtId,
  emailId,
  otherCreditorId,
  phoneId,
  theUseOf,
} from '../examples.ts';
import { startGuard, type Guard } from '../start-guard.ts';
import type { Ask, AskAnswer } from './ask.ts';

let guard: Guard;
beforeAll(async () => {
  guard = await startGuard();
});
beforeEach(async () => {
  guard.creditor = await guard.as({ creditorIds: [creditorId] }); // its token lives for a minute
});
afterAll(() => guard.stop());

const granted = (answers: readonly AskAnswer[]) =>
  answers.filter((answer): answer is Extract<AskAnswer, { granted: true }> => 'granted' in answer && answer.granted);

/** A permit for a call, and the ask it answers. */
async function givenPermit(customerId: string, over: Partial<Ask> = {}): Promise<{ ask: Ask; permitId: string }> {
  const ask = anAsk(customerId, over);
  const [permit] = granted(await guard.ask(ask));
  if (!permit) throw new Error('The test needs a permit.');
  return { ask, permitId: permit.permitId };
}

const sixCalls = (customerId: string) =>
  Array.from({ length: 6 }, () => anEvent(InteractionStatusChangedV1, anInteraction(customerId)));

test('of 64 asks at once for the last slot of a cap exactly one is granted', async () => {
  const { customerId } = await guard.givenCustomer();
  await guard.deliver(...sixCalls(customerId));

  const answers = await Promise.all(Array.from({ length: 64 }, async () => (await guard.ask(anAsk(customerId)))[0]));

  const refused = answers.filter((answer) => answer && 'granted' in answer && !answer.granted);
  expect(granted(answers as AskAnswer[])).toHaveLength(1);
  expect(refused).toHaveLength(63);
  expect(refused[0]).toMatchObject({
    blocking: [{ ruleId: 'reg-f-calls-7-in-7' }],
    nextAllowedAt: '2026-12-07T13:00:00.000Z',
  });
});

test('the same ask gets the same permit, and takes one slot', async () => {
  const { customerId } = await guard.givenCustomer();
  const ask = anAsk(customerId);

  const [first] = await guard.ask(ask);
  const [again] = await guard.ask(ask);

  expect(again).toEqual(first);
  for (const other of [
    { channel: 'email' as const, contactId: emailId },
    { subject: 'settlementOffer' },
    { isAutodialed: true },
    { says: { threatensLegalAction: true } },
    { debtIds: [debtId, 'LN-9-OTHER'] },
  ])
    expect(await guard.ask({ ...ask, ...other })).toEqual([{ askId: ask.askId, error: 'ask-changed' }]);
});

test('a permit is used once: a repeated use, and a repeated ask, learn that it was', async () => {
  const { customerId } = await guard.givenCustomer();
  const { ask, permitId } = await givenPermit(customerId);
  const use = theUseOf(ask, permitId);

  const uses = await Promise.all([guard.consume(use), guard.consume(use), guard.consume(use)]);

  expect(uses.flat().filter(({ consumed }) => consumed)).toHaveLength(1);
  expect(await guard.consume(use)).toEqual([{ permitId, consumed: false, code: 'already-consumed' }]);
  expect(await guard.ask(ask)).toEqual([{ askId: ask.askId, error: 'already-consumed' }]);
});

test('a permit names the texts that its message must carry, and so does the fact of it', async () => {
  const { customerId } = await guard.givenCustomer();
  const slotsOf = (answers: readonly AskAnswer[]) => granted(answers)[0]?.disclosures.map(({ slot }) => slot);
  const ask = anAsk(customerId, { channel: 'email', contactId: emailId });

  const first = await guard.ask(ask);
  const again = await guard.ask(ask);
  await guard.deliver(
    anEvent(InteractionStatusChangedV1, anInteraction(customerId, { channel: 'email', contactId: emailId })),
  );
  const later = await guard.ask(anAsk(customerId, { channel: 'email', contactId: emailId }));

  expect(slotsOf(first)).toEqual(['electronic_opt_out', 'mini_miranda', 'same_language']);
  expect(again).toEqual(first);
  expect(slotsOf(later)).toEqual(['electronic_opt_out', 'from_collector', 'same_language']);
  const told = (await guard.published('compliance-guard.permit-granted.v1')).filter(
    ({ data }) => (data as { interactionId: string }).interactionId === ask.askId,
  );
  expect(told).toMatchObject([
    {
      data: {
        disclosures: [
          { slot: 'electronic_opt_out', ruleIds: ['reg-f-electronic-opt-out-notice'] },
          { slot: 'mini_miranda', ruleIds: ['reg-f-initial-disclosure'] },
          { slot: 'same_language', ruleIds: ['reg-f-same-language'] },
        ],
      },
    },
  ]);
});

test('a permit for another contact, channel, interaction or customer is refused, and so is one made up', async () => {
  const { customerId } = await guard.givenCustomer();
  const { customerId: neighbour } = await guard.givenCustomer();
  const { ask, permitId } = await givenPermit(customerId);

  const answers = await guard.consume(
    theUseOf(ask, permitId, { contactId: emailId }),
    theUseOf(ask, permitId, { channel: 'text' }),
    theUseOf(ask, permitId, { askId: 'IN-0-OTHER' }),
    theUseOf(ask, permitId, { customerId: neighbour }),
    theUseOf(ask, 'PE-0-FORGED'),
  );

  expect(answers.map((answer) => (answer.consumed ? 'consumed' : answer.code))).toEqual([
    'mismatch', 'mismatch', 'mismatch', 'unknown', 'unknown',
  ]); // prettier-ignore
  expect(await guard.consume(theUseOf(ask, permitId, { creditorId: otherCreditorId }))).toMatchObject([
    { code: 'unknown' },
  ]);
});

test('what another creditor says of a permit changes nothing, and one whose hand-over was reported serves no second', async () => {
  const { customerId } = await guard.givenCustomer();
  await guard.deliver(...sixCalls(customerId));
  const { ask, permitId } = await givenPermit(customerId);
  const foreign = { permitId, customerId, creditorId: otherCreditorId };

  await guard.report({ ...foreign, outcome: 'released' });
  const [use] = await guard.consume(theUseOf(ask, permitId));
  await guard.report({ ...foreign, outcome: 'not-started' });
  await guard.report({ permitId, customerId, outcome: 'answered' });

  expect(use).toMatchObject({ consumed: true });
  expect(await guard.consume(theUseOf(ask, permitId, { handOverId: 'hand-over-2' }))).toEqual([
    { permitId, consumed: false, code: 'already-consumed' },
  ]);
  expect(granted(await guard.ask(anAsk(customerId)))).toEqual([]);
});

test('permits are asked for, used and reported by services alone: an account, and whoever signs for itself, finds nothing', async () => {
  const { customerId } = await guard.givenCustomer();
  const { ask, permitId } = await givenPermit(customerId);
  const forger = createIdentity({ service: 'communicator', signingKey: newSigningKey() });
  const forged = `Bearer ${await forger.serviceToken('compliance-guard')}`;
  const account = await guard.as({ creditorIds: [creditorId] });

  for (const [path, body] of [
    ['/internal/permits', { asks: [anAsk(customerId)] }],
    ['/internal/permits/consume', { permits: [theUseOf(ask, permitId)] }],
    ['/internal/permits/report', { reports: [{ permitId, creditorId, customerId, outcome: 'released' }] }],
  ] as const) {
    await account.post(path).send(body).expect(404);
    await guard.communicator.post(path).set('authorization', forged).send(body).expect(401);
  }

  expect(await guard.consume(theUseOf(ask, permitId))).toMatchObject([{ consumed: true }]);
});

test('a permit serves the address it was granted for: when its contact leads elsewhere since, its use is refused', async () => {
  const customer = await guard.givenCustomer();
  const { ask, permitId } = await givenPermit(customer.customerId);
  const moved = customer.contacts.map((contact) =>
    contact.contactId === phoneId ? { ...contact, value: '+12125550199' } : contact,
  );
  await guard.deliver(anEvent(ContactChangedV1, { ...customer, contacts: moved, version: 2 }));

  expect(await guard.consume(theUseOf(ask, permitId))).toMatchObject([{ consumed: false, code: 'mismatch' }]);
});

test('a permit whose time is over is refused, also while nobody has ended it', async () => {
  const hasty = await startGuard({ config: { CALL_PERMIT_LIFETIME_SECONDS: '1' }, beside: guard });
  const { customerId } = await hasty.givenCustomer();
  const ask = anAsk(customerId);
  const [permit] = granted(await hasty.ask(ask));
  await hasty.db.collection('timers').deleteMany({ kind: 'permit-expiry', key: customerId });
  await eventually(() => Date.now() > Date.parse(permit?.expiresAt ?? ''));

  expect(await hasty.consume(theUseOf(ask, permit?.permitId ?? ''))).toMatchObject([{ code: 'expired' }]);
  await hasty.stop();
});

test('the permit of a call waits as long as a dialer may have to, and no other one does', async () => {
  const { customerId } = await guard.givenCustomer();
  const email = anAsk(customerId, { channel: 'email', contactId: emailId });

  const permits = granted(await guard.ask(anAsk(customerId), email));

  const minutes = permits.map(({ expiresAt }) => Math.round((Date.parse(expiresAt) - Date.now()) / 60_000));
  expect(minutes).toEqual([15, 1]);
});

test('rules are asked again at the moment of use, and the slot of a refused one is free', async () => {
  const { customerId } = await guard.givenCustomer();
  const { ask, permitId } = await givenPermit(customerId);
  await guard.hold(customerId);

  const [answer] = await guard.consume(theUseOf(ask, permitId));

  expect(answer).toMatchObject({ consumed: false, code: 'refused', blocking: [{ ruleId: 'reg-f-medium-opt-out' }] });
  expect(await guard.published('compliance-guard.permit-expired.v1')).toContainEqual(
    expect.objectContaining({ data: expect.objectContaining({ permitId, cause: 'refused-at-hand-over' }) as object }),
  );
});

test('a hand-over that did not start gives its slot back, and its interaction may ask anew', async () => {
  const { customerId } = await guard.givenCustomer();
  await guard.deliver(...sixCalls(customerId));
  const { ask, permitId } = await givenPermit(customerId);
  await guard.consume(theUseOf(ask, permitId));

  await guard.report({ permitId, customerId, outcome: 'not-started' });
  await guard.report({ permitId, customerId, outcome: 'answered' });
  const [again] = granted(await guard.ask(ask));

  expect(again?.permitId).not.toBe(permitId);
  expect(await guard.consume(theUseOf(ask, permitId))).toMatchObject([{ code: 'already-consumed' }]);
});

test('an open permit that is released, and one that nobody uses in time, give their slots back', async () => {
  const hasty = await startGuard({ config: { CALL_PERMIT_LIFETIME_SECONDS: '1' } });
  const { customerId } = await hasty.givenCustomer();
  await hasty.deliver(...sixCalls(customerId));
  const late = anAsk(customerId);
  const [permit] = granted(await hasty.ask(late));
  const refused = await hasty.ask(anAsk(customerId));

  const [next] = await eventually(async () => {
    const answers = granted(await hasty.ask(anAsk(customerId)));
    expect(answers).toHaveLength(1);
    return answers;
  });

  expect(granted(refused)).toEqual([]);
  expect(await hasty.consume(theUseOf(late, permit?.permitId ?? ''))).toMatchObject([{ code: 'expired' }]);
  await hasty.report({ permitId: next?.permitId ?? '', customerId, outcome: 'released' });
  expect(granted(await hasty.ask(anAsk(customerId)))).toHaveLength(1);
  await hasty.stop();
});

test('a failed contact is uncounted, a contact made elsewhere is counted, and a conversation starts quiet days', async () => {
  const { customerId } = await guard.givenCustomer();
  await guard.deliver(...sixCalls(customerId));
  const { ask, permitId } = await givenPermit(customerId);
  await guard.consume(theUseOf(ask, permitId));
  const full = granted(await guard.ask(anAsk(customerId)));

  const failed = anInteraction(customerId, { interactionId: ask.askId, permitId, status: 'failed', version: 2 });
  await guard.deliver(anEvent(InteractionStatusChangedV1, failed));
  const free = granted(await guard.ask(anAsk(customerId)));
  const talk = anInteraction(customerId, { direction: 'inbound', agentOutcome: 'voiceSpokeWithFirstParty' });
  await guard.deliver(anEvent(InteractionStatusChangedV1, talk));

  expect([full.length, free.length]).toEqual([0, 1]);
  expect(await guard.ask(anAsk(customerId))).toMatchObject([
    { granted: false, blocking: [{ ruleId: 'reg-f-calls-7-in-7' }, { ruleId: 'reg-f-calls-after-conversation' }] },
  ]);
});

test('two hundred asks of as many customers are each decided for itself, in the order they were asked', async () => {
  const customers = await Promise.all(Array.from({ length: 20 }, () => guard.givenCustomer()));
  const asks = Array.from({ length: 200 }, (_, i) => anAsk(customers[i % 20]?.customerId ?? ''));

  const answers = await guard.ask(...asks);

  expect(answers.map(({ askId }) => askId)).toEqual(asks.map(({ askId }) => askId));
  expect(granted(answers)).toHaveLength(140); // seven of ten for each of twenty
});

test('a customer no event has told of is asked for at recover; without an answer nothing is granted', async () => {
  const late = aCustomer();
  guard.recover.known.push({ customer: late, debts: [aDebt(late.customerId)] });
  const nobody = anAsk('BO-0-NOBODY');

  const answers = await guard.ask(anAsk(late.customerId), nobody);
  guard.recover.isAway = true;
  const away = await guard.ask(anAsk('BO-0-UNSURE'));
  guard.recover.isAway = false;

  expect(answers).toMatchObject([{ granted: true }, { error: 'unknown-customer' }]);
  expect(away).toMatchObject([{ error: 'facts-incomplete' }]);
});

test('an account cannot ask about another creditor’s customers', async () => {
  const { customerId } = await guard.givenCustomer();

  const [answer] = await guard.ask(anAsk(customerId, { creditorId: otherCreditorId }));

  expect(answer).toMatchObject({ error: 'unknown-customer' });
  await guard.creditor
    .post('/internal/permits')
    .send({ asks: [anAsk(customerId)] })
    .expect(404);
});

test('what was granted, refused and used is told, with the rules that were asked', async () => {
  const { customerId } = await guard.givenCustomer();
  const { ask, permitId } = await givenPermit(customerId);
  await guard.consume(theUseOf(ask, permitId));

  const facts = (await guard.published()).filter(({ subject }) => subject === customerId);

  expect(facts.map(({ type }) => type)).toEqual([
    'compliance-guard.permit-granted.v1',
    'compliance-guard.permit-consumed.v1',
  ]);
  expect(facts[0]?.data).toMatchObject({ permitId, interactionId: ask.askId, debtIds: [debtId] });
  expect(facts[0]?.data['evaluatedRuleIds']).toContain('reg-f-hours');
});

test('what the message must say by now and was not told to say refuses the hand-over, and the next permit names it', async () => {
  const inWisconsin = {
    city: 'Madison',
    state: 'WI',
    zipcode: '53703',
    countryCode: 'US',
    streetLine1: '1 Main Street',
  };
  const { contacts, customerId } = aCustomer();
  const moved = contacts.map((each) => (each.address ? { ...each, address: inWisconsin } : each));
  await guard.givenCustomer({ customerId, contacts: moved });
  const { ask, permitId } = await givenPermit(customerId, { channel: 'mail', contactId: addressId });

  await guard.creditor
    .put(`/agency/v1/people/${customerId}/facts/disputedAt`)
    .send({ value: '2026-12-01', debtId, from: '2026-12-01T00:00:00.000Z' })
    .expect(200);
  const [used] = await guard.consume(theUseOf(ask, permitId));
  const [anew] = await guard.ask(ask);

  expect(used).toMatchObject({ consumed: false, code: 'mismatch', blocking: [] });
  expect(granted([anew as AskAnswer])[0]?.disclosures.map(({ slot }) => slot)).toContain('debt_disputed');
  const second = granted([anew as AskAnswer])[0]?.permitId ?? '';
  expect(await guard.consume(theUseOf(ask, second))).toMatchObject([{ consumed: true }]);
});

test('a contact with two reasons for it is refused when either of them is, at the asking and at the use', async () => {
  const { customerId } = await guard.givenCustomer();
  const code = { channel: 'email', contactId: emailId, theme: 'opsAccountCredentials' } as const;
  const both = { ...code, otherTheme: 'opsServicing' };
  const { ask, permitId } = await givenPermit(customerId, both);

  await guard.hold(customerId, { reason: 'do-not-interact', themes: 'all' });

  expect(await guard.consume(theUseOf(ask, permitId))).toMatchObject([{ consumed: false, code: 'refused' }]);
  expect(await guard.ask(anAsk(customerId, both))).toMatchObject([
    { granted: false, blocking: [{ ruleId: 'platform-do-not-interact' }] },
  ]);
  expect(granted(await guard.ask(anAsk(customerId, code)))).toHaveLength(1);
});
