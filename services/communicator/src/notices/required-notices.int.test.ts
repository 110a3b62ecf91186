import {
  DutyEndedV1,
  DutyOpenedV1,
  HoldLiftedV1,
  HoldPlacedV1,
  PlanStartedV1,
  type HoldFacts,
} from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { transaction } from '@fairdue/store';
import { anEvent, eventually } from '@fairdue/testing';
import type { CommunicatorDeps } from '../config.ts';
import type { Creditor } from '../creditors/creditor.ts';
import { loadCreditor, saveCreditors } from '../creditors/creditor.store.ts';
import { aContact, anAddress, aPlan } from '../customers/customer.builders.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';
import { sendNotices } from './send-notices.ts';

let c: Communicator;
beforeAll(async () => {
  c = await startCommunicator([aContact(), anAddress()]);
}, 60_000);
beforeEach(() => c.guard.reset());
afterAll(() => c.stop());

const dayMs = 86_400_000;
type Placed = { customerId: string; debtId: string };

function aDuty({ customerId, debtId }: Placed, task = 'send-validation-notice') {
  const now = c.service.clock.now();
  return {
    dutyId: newId('hold'), creditorId: c.creditorId, customerId, debtId, ruleId: 'a-rule', task,
    dueOn: new Date(now.getTime() + 5 * dayMs).toISOString().slice(0, 10),
    dueAt: new Date(now.getTime() + 6 * dayMs).toISOString(),
  }; // prettier-ignore
}
type Duty = ReturnType<typeof aDuty>;
const opened = (duty: Duty) => c.service.deliver(anEvent(DutyOpenedV1, duty));
const ended = (duty: Duty, end: 'fulfilled' | 'withdrawn' = 'fulfilled') =>
  c.service.deliver(anEvent(DutyEndedV1, { ...duty, end, doneOn: null }));
const subjectsOf = async ({ customerId }: Placed) =>
  (await c.interactionsOf(customerId)).map(({ subject, channel, status }) => `${String(subject)} ${String(channel)} ${String(status)}`); // prettier-ignore
const passDays = (days: number) => c.service.moveTo(new Date(c.service.clock.now().getTime() + days * dayMs));

test('a duty that opens is fulfilled by a letter on a permit of its own, once, however often it is told', async () => {
  const placed = await c.place({ role: 'thirdParty' });
  const duty = aDuty(placed);
  const event = anEvent(DutyOpenedV1, duty);

  await c.service.deliver(event, event);
  await opened(duty);

  expect(await c.interactionsOf(placed.customerId)).toMatchObject([
    { subject: 'debtValidationNotice', theme: 'opsServicingDebtValidation', channel: 'mail', handOver: 'accepted', dutyId: duty.dutyId },
  ]);
  expect(await c.delivered(placed.customerId)).toEqual([expect.stringContaining('mail/')]);
  expect(c.guard.consumes).toHaveLength(1);
}); // prettier-ignore

test('two replicas that look at one duty at the same instant make one message', async () => {
  const placed = await c.place({ role: 'firstParty' });
  const duty = aDuty(placed);
  await opened(duty);
  const creditor = (await loadCreditor({ db: c.service.db }, c.creditorId)) as Creditor;
  const settings = { ...creditor.settings, sendRequiredNotices: true };
  await transaction(c.service.db, (tx) => saveCreditors(tx, [{ ...creditor, settings }]));
  const [look] = sendNotices(c.service.running.deps as CommunicatorDeps);
  const row = { id: duty.dutyId, key: placed.customerId, dueAt: new Date(), attempts: 0, data: { creditorId: c.creditorId } }; // prettier-ignore
  const inOneTransaction = () => transaction(c.service.db, (tx) => look?.apply?.(tx, [row]) ?? Promise.resolve());

  await Promise.all([inOneTransaction(), inOneTransaction(), inOneTransaction()]);
  await c.service.settle();

  expect(await subjectsOf(placed)).toEqual(['debtValidationNotice mail attempted']);
});

test('whoever switched it off is left to their own list, and is caught up with when they switch it on', async () => {
  const placed = await c.place({ role: 'thirdParty', settings: { sendRequiredNotices: false } });
  await opened(aDuty(placed));
  const whileOff = await subjectsOf(placed);

  await c.place({ role: 'thirdParty', settings: { sendRequiredNotices: true } });

  expect(whileOff).toEqual([]);
  expect(await subjectsOf(placed)).toEqual(['debtValidationNotice mail attempted']);
});

test('a refused one is made anew at the time the guard named, and not when the duty has ended meanwhile', async () => {
  const [placed, done] = [await c.place({ role: 'thirdParty' }), await c.place({ role: 'thirdParty' })];
  const [duty, other] = [aDuty(placed), aDuty(done)];
  c.guard.answersAsks = 'refuse';
  c.guard.nextAllowedAt = new Date(c.service.clock.now().getTime() + dayMs).toISOString();
  await opened(duty);
  await opened(other);
  await ended(other);
  c.guard.reset();

  const early = await subjectsOf(placed);
  await passDays(1.1);

  expect(early).toEqual(['debtValidationNotice mail failed']);
  expect(await subjectsOf(placed)).toEqual(['debtValidationNotice mail attempted', ...early]);
  expect(await subjectsOf(done)).toEqual(early);
});

test('what waits for its permit is called off when the duty ends', async () => {
  const placed = await c.place({ role: 'thirdParty' });
  const duty = aDuty(placed);
  c.guard.answersAsks = 'undecided';
  const due = opened(duty);
  await eventually(async () => (await subjectsOf(placed)).length === 1);
  await ended(duty, 'withdrawn');
  await due;

  expect(await subjectsOf(placed)).toEqual(['debtValidationNotice mail canceled']);
  expect(await c.delivered(placed.customerId)).toEqual([]);
});

test('a touch and a duty that both would be the first notice of a debt send one', async () => {
  const placed = await c.place({ role: 'thirdParty' });

  await Promise.all([c.touch(placed), opened(aDuty(placed))]);

  const sent = (await c.interactionsOf(placed.customerId)).filter(({ handOver }) => handOver === 'accepted');
  expect(sent.filter(({ subject }) => subject === 'debtValidationNotice')).toHaveLength(1);
});

test('the copy of a plan waits until the plan is known, and says it', async () => {
  const placed = await c.place({ role: 'thirdParty' });
  const { _id: planId, agreedAt: _at, isKept: _kept, ...plan } = aPlan({ ...placed, creditorId: c.creditorId });
  const recordedBy = { kind: 'account', id: 'AC-1-A' } as const;
  const due = opened(aDuty(placed, 'send-plan-copy'));
  await eventually(async () => (await subjectsOf(placed)).length === 1);

  await c.service.deliver(anEvent(PlanStartedV1, { ...plan, planId, currency: 'USD', recordedBy }));
  await due;

  const [file = 'none'] = await c.delivered(placed.customerId);
  expect((await c.read(file)).toString('utf8')).toContain('December 15, 2026: $600.00');
  expect((await subjectsOf(placed))[0]).toBe('planCopy mail attempted');
});

test('a duty for which there is no message is left to people', async () => {
  const placed = await c.place({ role: 'thirdParty' });

  await opened(aDuty(placed, 'send-documents'));

  expect(await subjectsOf(placed)).toEqual([]);
});

const aHold = ({ customerId }: Placed, over: Partial<HoldFacts>) => ({
  creditorId: c.creditorId,
  customerId,
  hold: {
    holdId: newId('hold'), reason: 'cease' as const, channels: [], themes: 'collection' as const, contactIds: [], debtIds: [],
    source: { service: 'agency', key: 'EV-1-A', version: 1 }, endsAt: null, ...over,
  },
  recordedBy: { kind: 'account', id: 'AC-1-A' } as const,
}); // prettier-ignore
const placed = (held: ReturnType<typeof aHold>) => anEvent(HoldPlacedV1, { ...held, epoch: 1 });

test('a dispute is acknowledged by letter, once for each time it is opened, however often that is told', async () => {
  const who = await c.place({ role: 'thirdParty', debt: { status: 'Disputed' } });
  const held = aHold(who, { reason: 'dispute', debtIds: [who.debtId] });

  await c.service.deliver(placed(held), placed(held));
  await c.service.deliver({ ...placed(held), republished: true } as ReturnType<typeof placed>);
  const first = await subjectsOf(who);
  const source = { ...held.hold.source, version: 3 };
  await c.service.deliver(anEvent(HoldLiftedV1, held), placed({ ...held, hold: { ...held.hold, source } }));

  expect(first).toEqual(['disputeOfDebtAcknowledgement mail attempted']);
  expect(await subjectsOf(who)).toEqual([...first, ...first]);
  expect(await c.interactionsOf(who.customerId)).toMatchObject([
    { theme: 'opsServicingVerificationOfDebt', handOver: 'accepted', loanIds: [who.debtId] },
    { handOver: 'accepted' },
  ]);
  expect(c.guard.consumes).toHaveLength(2);
});

test('a wish to be left alone is acknowledged without a word of what is owed, also where it names no debt', async () => {
  const who = await c.place({ role: 'thirdParty' });

  await c.service.deliver(placed(aHold(who, {})));

  expect(await subjectsOf(who)).toEqual(['ceaseCommunicationAcknowledgement mail attempted']);
  const [file = 'none'] = await c.delivered(who.customerId);
  const letter = (await c.read(file)).toString('utf8');
  expect(letter).toContain('You asked us to stop contacting you.');
  expect(letter).not.toMatch(/1,234\.56/);
});

test('one wish that became several holds is answered once, and again only where nothing was', async () => {
  const who = await c.place({ role: 'thirdParty' });
  const [first, second] = [aHold(who, {}), aHold(who, { debtIds: [who.debtId] })];
  await c.service.deliver(placed(first), placed(second));
  await c.service.deliver(placed(aHold(who, { source: { service: 'recover', key: 'EV-1-B', version: 1 } })));
  expect(await subjectsOf(who)).toEqual(['ceaseCommunicationAcknowledgement mail attempted']);

  const [another, asWell] = [1, 2].map(() => aHold(who, { reason: 'dispute', debtIds: [who.debtId] }));
  c.guard.answersAsks = 'undecided';
  const due = c.service.deliver(placed(another!), placed(asWell!));
  await eventually(async () => (await subjectsOf(who)).length === 2);
  c.guard.reset();
  await c.service.deliver(anEvent(HoldLiftedV1, another!));
  await due;
  expect(await subjectsOf(who)).toContain('disputeOfDebtAcknowledgement mail attempted');
});

test('what was taken back before it was answered is not answered, and no other hold is', async () => {
  const who = await c.place({ role: 'thirdParty' });
  const held = aHold(who, { reason: 'dispute', debtIds: [who.debtId] });
  c.guard.answersAsks = 'undecided';
  const due = c.service.deliver(placed(held), placed(aHold(who, { reason: 'attorney' })));
  await eventually(async () => (await subjectsOf(who)).length === 1);
  await c.service.deliver(anEvent(HoldLiftedV1, held));
  await due;

  expect(await subjectsOf(who)).toEqual(['disputeOfDebtAcknowledgement mail canceled']);
  expect(await c.delivered(who.customerId)).toEqual([]);
});

test('a refused acknowledgement is made anew at the time the guard named', async () => {
  const who = await c.place({ role: 'thirdParty' });
  c.guard.answersAsks = 'refuse';
  c.guard.nextAllowedAt = new Date(c.service.clock.now().getTime() + dayMs).toISOString();
  await c.service.deliver(placed(aHold(who, {})));
  c.guard.reset();
  const early = await subjectsOf(who);
  await passDays(1.1);

  expect(early).toEqual(['ceaseCommunicationAcknowledgement mail failed']);
  expect(await subjectsOf(who)).toEqual(['ceaseCommunicationAcknowledgement mail attempted', ...early]);
});

test('a creditor that does not send such notices acknowledges nothing by itself', async () => {
  const who = await c.place({ role: 'firstParty' });

  await c.service.deliver(placed(aHold(who, {})), placed(aHold(who, { reason: 'dispute', debtIds: [who.debtId] })));

  expect(await subjectsOf(who)).toEqual([]);
});

test('the notice of a city goes out beside the one of federal law', async () => {
  const who = await c.place({ role: 'thirdParty' });

  await opened(aDuty(who));
  await opened(aDuty(who, 'send-nyc-validation-notice'));

  expect(await subjectsOf(who)).toEqual([
    'debtValidationNoticeNYCYonkers mail attempted',
    'debtValidationNotice mail attempted',
  ]);
});
