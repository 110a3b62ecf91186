import {
  DebtPausedV1,
  DebtUpdatedV1,
  HoldLiftedV1,
  HoldPlacedV1,
  InteractionStatusChangedV1,
  PaymentRecordedV1,
  PlanInstallmentLateV1,
  CustomerUpdatedV1,
  type Event,
  type HoldFacts,
} from '@fairdue/contracts';
import { anEvent } from '@fairdue/testing';
import { aCustomer, blocked, creditorId, place, sentOut, startCampaignService } from '../testing/platform.ts';
import { aReason } from '../testing/situations.ts'; // prettier-ignore

const hour = 3_600_000;
let service: Awaited<ReturnType<typeof startCampaignService>>;
beforeAll(async () => void (service = await startCampaignService()));
afterAll(() => service.stop());

const inHours = (hours: number): Date => new Date(service.clock.now().getTime() + hours * hour);

type Touch = { id: string; slot: number; state: string; dueAt: string; outcomeReason: string };
type Answer = { campaign: Record<string, unknown> & { id: string }; touches: Touch[] };

/** The minute drawn for a contact of today may be this very one, and nothing comes before it. */
const fromTomorrow = 'day 2, day 9';

async function givenCampaign(cadence = 'weekly') {
  const placed = await place(service);
  const agent = await service.as({ creditorIds: [creditorId] });
  const path = `/v1/documents/${placed.documentId}`;
  const body = { sms: true, email: true, call: false, tone: 'neutral', cadence };
  const { campaign } = (await agent.post(`${path}/rcm`).send(body).expect(201)).body as Answer;
  const read = async () => (await agent.get(`${path}/rcm/${campaign.id}`)).body as Answer;
  const touch = async (slot = 1) => {
    const found = (await read()).touches.find((each) => each.slot === slot);
    if (!found) throw new Error(`The campaign has no slot ${slot}.`);
    return found;
  };
  const about = async (slot = 1) => ({ customerId: placed.customerId, campaignId: campaign.id, touchId: (await touch(slot)).id });
  const entries = async () =>
    (await agent.get(`${path}/compliance-log?limit=100`)).body.entries as { type: string; data: Record<string, unknown> }[];
  const logged = async () => (await entries()).map(({ type }) => type);
  const fallDue = async (slot = 1) => service.moveTo((await touch(slot)).dueAt);
  return { ...placed, campaignId: campaign.id, read, touch, about, entries, logged, fallDue };
} // prettier-ignore
type Given = Awaited<ReturnType<typeof givenCampaign>>;

const told = async (type: string, { customerId }: Pick<Given, 'customerId'>) =>
  (await service.published(`campaign.${type}.v1`)).filter(({ subject }) => subject === customerId);

const holdEvent = (definition: typeof HoldPlacedV1 | typeof HoldLiftedV1, customerId: string, over: Partial<HoldFacts>) => {
  const hold: HoldFacts = {
    holdId: 'HO-1-1', reason: 'attorney', channels: [], themes: 'collection', contactIds: [], debtIds: [], endsAt: null,
    source: { service: 'recover', key: 'k', version: 1 }, ...over,
  };
  const about = { creditorId, customerId, hold, recordedBy: { kind: 'service', id: 'recover' } as const };
  return definition === HoldPlacedV1 ? anEvent(HoldPlacedV1, { ...about, epoch: 1 }) : anEvent(HoldLiftedV1, about);
}; // prettier-ignore
const paidInFull = ({ debt }: Given, version = 2) =>
  anEvent(PaymentRecordedV1, {
    ...debt, status: 'PaidInFull', balanceCents: 0, version, paymentId: 'PM-1-1', amountCents: 50_000, transactionType: 'PAYMENT',
    paidAt: service.clock.now().toISOString(),
  }); // prettier-ignore
const disputed = ({ debt }: Given) => anEvent(DebtUpdatedV1, { ...debt, status: 'Disputed', version: 2 });
const died = ({ customerId }: Given) => holdEvent(HoldPlacedV1, customerId, { reason: 'deceased' });

const wishes: [string, (given: Given) => Event, Record<string, unknown>, string][] = [
  ['a payment', paidInFull, { state: 'ended', endReason: 'paid' }, 'paid'],
  ['a dispute', disputed, { state: 'paused', pauseReason: 'disputed' }, 'disputed'],
  ['a death', died, { state: 'ended', endReason: 'deceased' }, 'deceased'],
];

test.each(wishes)('%s just before the touch: nobody is told to contact', async (_, wish, campaign) => {
  const given = await givenCampaign(fromTomorrow);
  const { dueAt } = await given.touch();
  await service.moveTo(new Date(Date.parse(dueAt) - 60_000)); // business time runs on while facts travel

  await service.deliver(wish(given));
  expect((await given.read()).campaign).toMatchObject(campaign);
  await service.moveTo(dueAt);

  expect(await told('touch-due', given)).toEqual([]);
  expect((await given.read()).campaign).toMatchObject(campaign);
});

test.each(wishes)('%s while the touch is handed over: it is called off, and counts if it was out already', async (_, wish, campaign, reason) => {
  const given = await givenCampaign();
  await given.fallDue();
  const sent = sentOut(await given.about(), service.clock.now());

  await service.deliver(wish(given));
  const calledOff = await told('touch-cancelled', given);
  await service.deliver(sent);

  const { id } = await given.touch();
  expect(calledOff.find(({ data }) => data['touchId'] === id)?.data).toMatchObject({ reason });
  expect(await given.touch()).toMatchObject({ state: 'sent' });
  const inFlight = (await given.entries()).filter(({ type }) => type === 'touch_sent').map(({ data }) => data['inFlight']);
  expect(inFlight).toEqual([true]);
  expect((await given.read()).campaign).toMatchObject(campaign);
}); // prettier-ignore

test.each(wishes)('%s after the touch: what was sent stays sent, and no other follows', async (_, wish, campaign) => {
  const given = await givenCampaign();
  await given.fallDue();
  await service.deliver(sentOut(await given.about(), service.clock.now()));

  await service.deliver(wish(given));
  await given.fallDue(2);

  expect(await given.touch()).toMatchObject({ state: 'sent' });
  expect(await told('touch-due', given)).toHaveLength(1);
  expect((await given.read()).campaign).toMatchObject(campaign);
});

test('a pause of the debt ends by itself at its minute; the slot that passed is skipped, and the next one goes', async () => {
  const given = await givenCampaign();
  const pausedUntil = new Date(Date.parse((await given.touch(2)).dueAt) - hour);
  await service.deliver(
    anEvent(DebtPausedV1, {
      ...given.debt, status: 'Paused', paused: { reason: 'VACATION' }, pausedUntil: pausedUntil.toISOString(), version: 2,
    }),
  ); // prettier-ignore

  await given.fallDue(1);
  const meanwhile = (await given.read()).campaign;
  await service.moveTo(pausedUntil);
  const after = (await given.read()).campaign;
  await given.fallDue(2);

  expect([meanwhile, after].map(({ state, pauseReason }) => [state, pauseReason])).toEqual([
    ['paused', 'debt_paused:VACATION'],
    ['running', null],
  ]);
  expect(await given.touch(1)).toMatchObject({ state: 'skipped', outcomeReason: 'debt_paused:VACATION' });
  expect(await told('touch-due', given)).toMatchObject([{ data: { slot: 2 } }]);
});

test('a plan pauses; an instalment that is late lets the next touch go; money that comes in pauses again', async () => {
  const given = await givenCampaign();
  const { debt, customerId } = given;
  const onPlan = { ...debt, status: 'OnPaymentPlan' as const };
  const plan = {
    creditorId, customerId, debtId: debt.debtId, planId: 'PP-1-1', currency: 'USD' as const, amountToPayCents: 50_000, discountCents: 0,
    installments: [], version: 1, recordedBy: { kind: 'service' as const, id: 'recover' }, installment: 0,
  }; // prettier-ignore
  const states: unknown[] = [];
  const look = async () => states.push((await given.read()).campaign['pauseReason']);

  await service.deliver(anEvent(DebtUpdatedV1, { ...onPlan, version: 2 }));
  await look();
  await service.deliver(anEvent(PlanInstallmentLateV1, plan));
  await look();
  await service.deliver(anEvent(DebtUpdatedV1, { ...onPlan, balanceCents: 40_000, version: 3 }));
  await look();

  expect(states).toEqual(['payment_plan', null, 'payment_plan']);
});

test('A21: what bounced is tried once at another address, which the communicator is told to choose', async () => {
  const given = await givenCampaign('once');
  const customer = aCustomer(given.customerId);
  const [first] = customer.contacts;
  if (!first) throw new Error('The customer has no contact.');
  const second = { ...first, contactId: 'CT-2-2', value: 'b@example.com', isPrimary: false };
  const contacts = [...customer.contacts, second];
  await service.deliver(anEvent(CustomerUpdatedV1, { ...customer, contacts, version: 2 }));
  await given.fallDue();
  const sent = sentOut(await given.about(), service.clock.now());
  await service.deliver(sent);

  const bounce = anEvent(InteractionStatusChangedV1, {
    ...(sent.data as object), contactId: first.contactId, status: 'failed', statusDetails: 'emailBounced', bounce: 'hard', version: 2,
  } as never); // prettier-ignore
  await service.deliver(bounce, { ...bounce, id: 'EV-9-9' });
  await given.fallDue();

  expect(await told('touch-due', given)).toMatchObject([
    { data: { attempt: 1, avoidContactIds: [] } },
    { data: { attempt: 2, avoidContactIds: [first.contactId] } },
  ]);
  expect(await told('touch-rescheduled', given)).toMatchObject([{ data: { because: 'other_contact' } }]);
});

test('a person nobody can reach is left alone after two weeks, although no touch comes up by then', async () => {
  const given = await givenCampaign('monthly');
  const gone = () => [aReason({ ruleId: null, reasonCode: 'contactNotFound', category: 'preCheck' })];
  await given.fallDue();

  await service.deliver(blocked(await given.about(), null, { blocking: gone() }));
  await service.deliver(blocked(await given.about(), null, { blocking: gone() }));
  const before = (await given.read()).campaign;
  await service.moveTo(inHours(14 * 24));

  expect(before).toMatchObject({ state: 'running' });
  expect(await given.touch()).toMatchObject({ state: 'skipped' });
  expect((await given.read()).campaign).toMatchObject({ state: 'ended', endReason: 'no_contact' });
});

test('everything told again from the beginning, and each topic late in turn, changes nothing', async () => {
  const orders = [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 2, 1]]; // prettier-ignore
  for (const order of orders) {
    const given = await givenCampaign('days 1, 5');
    await given.fallDue();
    const { customerId } = given;
    const numbered = (events: Event[]) => events.map((event, i) => ({ ...event, sequence: i + 10 }));
    const ofRecover = numbered([disputed(given), anEvent(DebtUpdatedV1, { ...given.debt, version: 3 })]);
    const ofGuard = numbered([
      holdEvent(HoldPlacedV1, customerId, { reason: 'dispute', source: { service: 'recover', key: 'd', version: 2 } }),
      holdEvent(HoldLiftedV1, customerId, { reason: 'dispute', source: { service: 'recover', key: 'd', version: 3 } }),
    ]);
    const byDispute = [aReason({ ruleId: 'reg-f-dispute-hold', reasonCode: 'disputePending' })];
    const ofCommunicator = numbered([blocked(await given.about(), null, { blocking: byDispute })]);
    const topics = [ofRecover, ofGuard, ofCommunicator];
    const facts = order.flatMap((topic) => topics[topic] ?? []);

    await service.deliver(...facts);
    const once = await given.logged();
    await service.deliver(...facts, ...facts);
    const again = await given.logged();
    await given.fallDue(2);

    expect(again).toEqual(once);
    expect((await given.read()).campaign).toMatchObject({ state: 'running', pauseReason: null });
    expect((await told('touch-due', given)).map(({ data }) => data['slot'])).toEqual([1, 2]);
  }
});

test('who opened an email at some hour is written to shortly before that hour from then on, and the touch says why', async () => {
  const given = await givenCampaign('days 1, 5');
  await given.fallDue();
  const sent = sentOut(await given.about(), service.clock.now());
  const planned = await given.touch(2);
  const opened = anEvent(InteractionStatusChangedV1, {
    ...(sent.data as object), status: 'succeeded', statusDetails: 'emailOpened', version: 2,
  } as never); // prettier-ignore
  const time = new Date(`${planned.dueAt.slice(0, 10)}T20:10:00.000Z`).toISOString();

  await service.deliver(sent, { ...opened, time });
  const aimed = await given.touch(2);
  await service.moveTo(aimed.dueAt);

  expect(aimed).toMatchObject({ timeBecause: { how: 'opened', at: time } });
  const aheadMinutes = (Date.parse(time) - Date.parse(aimed.dueAt)) / 60_000;
  expect(aheadMinutes).toBeGreaterThanOrEqual(15);
  expect(aheadMinutes).toBeLessThanOrEqual(45);
  expect(await told('touch-due', given)).toMatchObject([{ data: { slot: 1 } }, { data: { slot: 2, dueAt: aimed.dueAt } }]);
}); // prettier-ignore
