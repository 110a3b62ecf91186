import {
  CustomerUpdatedV1, DebtUpdatedV1, defaultCreditorSettings, InteractionSentV1, InteractionStatusChangedV1,
  MessageReceivedV1, PlanStartedV1, type Contact, type Event,
} from '@fairdue/contracts'; // prettier-ignore
import { anEvent } from '@fairdue/testing';
import { aCustomer, aDebt, anInteraction, contacts, creditorId, debtId, emailId, phoneId } from '../examples.ts';
import { known } from '../rules/condition.ts';
import { factNames, factRegistry, type FactName } from '../rules/fact-registry.ts';
import { lookAt } from '../rules/look.ts';
import { startGuard, type Guard } from '../start-guard.ts';
import { loadCustomer } from './customer.store.ts';
import { factsOf } from './facts-of.ts';

let guard: Guard;
beforeAll(async () => {
  guard = await startGuard();
});
beforeEach(async () => {
  guard.creditor = await guard.as({ creditorIds: [creditorId] }); // its token lives for a minute
});
afterAll(() => guard.stop());

type Given = ReturnType<typeof aCustomer>;
type Told = { events: (customer: Given) => Event[]; value: unknown; contactId?: string };

const at = '2026-11-30T15:00:00.000Z';
const phone = (over: Partial<Contact>): Told['events'] => {
  const changed = contacts.map((each) => (each.contactId === phoneId ? { ...each, ...over } : each));
  return (customer) => [anEvent(CustomerUpdatedV1, { ...customer, contacts: changed, version: 2 })];
};
const debt =
  (over: Parameters<typeof aDebt>[1]): Told['events'] =>
  ({ customerId }) => [anEvent(DebtUpdatedV1, aDebt(customerId, { ...over, version: 2 }))];
const contact =
  (over: Parameters<typeof anInteraction>[1]): Told['events'] =>
  ({ customerId }) => [anEvent(InteractionStatusChangedV1, anInteraction(customerId, over))];
const letter = (over: Parameters<typeof anInteraction>[1]) => contact({ channel: 'mail', ...over });
const inbound = (understoodAs: 'stop' | null): Told['events'] => ({ customerId }) => [
  anEvent(MessageReceivedV1, { ...anInteraction(customerId, { direction: 'inbound', channel: 'text' }), understoodAs }),
]; // prettier-ignore
const plan: Told['events'] = ({ customerId }) => [
  anEvent(PlanStartedV1, {
    creditorId, customerId, debtId, planId: 'PP-1-A', currency: 'USD', amountToPayCents: 100, discountCents: 0,
    installments: [], startedAt: at, version: 1, recordedBy: { kind: 'account', id: 'AC-1-A' },
  }),
]; // prettier-ignore

const dispute = { openedAt: '2026-11-20T12:00:00.000Z', answer: 'verified' as const, answeredAt: at };

/** Of every fact that an event sets, the event and what is read after it. */
const told: Partial<Record<FactName, Told>> = {
  contactType: { events: phone({}), value: 'phone' },
  label: { events: phone({ label: 'work' }), value: 'work' },
  affiliation: { events: phone({ affiliation: 'spouse' }), value: 'spouse' },
  valid: { events: phone({ valid: false }), value: false },
  lineType: { events: phone({ lineType: 'wireless' }), value: 'wireless' },
  numberVerifiedAt: { events: phone({ verifiedAt: at }), value: at },
  consentAutodialedCall: { events: phone({ consentAutodialedCall: true }), value: true },
  receiveTextMessages: { events: phone({ receiveTextMessages: false }), value: false },
  wasTextable: { events: phone({ receiveTextMessages: false }), value: true },
  optedOutAt: { events: inbound('stop'), value: expect.stringMatching(/^2026-12-01T15:/) },
  optedOutSomewhere: { events: inbound('stop'), value: true, contactId: emailId },
  lastInboundFromItAt: { events: inbound(null), value: at },
  language: { events: (customer) => [anEvent(CustomerUpdatedV1, { ...customer, language: 'es', version: 2 })], value: 'es' },
  defaultDate: { events: debt({ defaultDate: '2026-06-01' }), value: '2026-06-01' },
  lastPaymentDate: { events: debt({ lastPaidAt: at }), value: at },
  lastActivityAt: { events: debt({ lastPaidAt: at }), value: at },
  chargeOffDate: { events: debt({ chargeOffDate: '2026-06-30' }), value: '2026-06-30' },
  paidOrSettled: { events: debt({ status: 'PaidInFull' }), value: true },
  disputedAt: { events: debt({ dispute }), value: dispute.openedAt },
  disputeVerifiedAt: { events: debt({ dispute }), value: at },
  timeBarred: { events: debt({ outOfStatute: { flag: true } }), value: 'yes' },
  pastDueOver30Days: { events: debt({ defaultDate: '2026-11-20' }), value: false },
  planAgreedAt: { events: plan, value: at },
  planCopySentAt: { events: letter({ subject: 'planCopy' }), value: at },
  substantiationInstructionsSentAt: { events: letter({ subject: 'substantiationInstructions' }), value: at },
  firstCommunicationAt: { events: letter({}), value: at },
  firstOralCommunicationAt: { events: contact({ agentOutcome: 'voiceSpokeWithFirstParty' }), value: at },
  firstWrittenCommunicationAt: { events: letter({}), value: at },
  validationNoticeSentAt: { events: letter({ subject: 'debtValidationNotice' }), value: at },
  cityNoticeSentAt: { events: letter({ subject: 'debtValidationNoticeNYCYonkers' }), value: at },
  timeBarredNoticeSentAt: { events: letter({ theme: 'opsLoanTimeBarredNotice' }), value: at },
  creditReportNoticeSentAt: { events: letter({ theme: 'opsServicingNegativeCreditReportNotice' }), value: at },
  employerNoticeAt: { events: letter({ theme: 'opsCollContactEmployerNotice' }), value: at },
}; // prettier-ignore

async function readOf(customerId: string, name: FactName, contactId: string): Promise<unknown> {
  const customer = await loadCustomer(guard.db, creditorId, customerId);
  if (!customer) throw new Error('The test needs its customer.');
  const facts = factsOf(customer, defaultCreditorSettings, {
    channel: 'voice', theme: 'opsCollDebt', subject: null, isAutodialed: false, contactId, debtIds: [debtId],
    at: guard.clock.now(), date: null, isPast: false,
  }); // prettier-ignore
  return known(name, lookAt(facts), debtId)?.value;
}

const isByEvent = (name: FactName): boolean => factRegistry[name].sources.some((source) => source.startsWith('event '));

test.each(factNames.filter(isByEvent))('the event that is said to set %s does', async (name) => {
  const { events, value, contactId = phoneId } = told[name] ?? { events: () => [], value: 'told by an event' };
  const customer = await guard.givenCustomer();

  await guard.deliver(...events(customer));

  expect(await readOf(customer.customerId, name, contactId)).toEqual(value);
});

test('a notice that came back was never sent, and what somebody wrote down counts where it is earlier', async () => {
  const { customerId } = await guard.givenCustomer();
  const notice = anInteraction(customerId, { channel: 'email', contactId: emailId, subject: 'debtValidationNotice' });
  const sent = { ...notice, sentAt: at, messageHash: 'a'.repeat(64), templateVersionId: null };
  const read = () => readOf(customerId, 'validationNoticeSentAt', phoneId);

  await guard.deliver(anEvent(InteractionSentV1, sent));
  const before = await read();
  await guard.deliver(anEvent(InteractionStatusChangedV1, { ...notice, status: 'failed', version: 2 }));
  const returned = await read();
  await guard.deliver(anEvent(InteractionSentV1, { ...sent, interactionId: 'IN-1-AGAIN' }));
  await guard.creditor
    .put(`/agency/v1/people/${customerId}/facts/validationNoticeSentAt`)
    .send({ value: '2026-10-01', debtId, from: '2026-10-01T00:00:00.000Z' })
    .expect(200);

  expect([before, returned, await read()]).toEqual([at, undefined, '2026-10-01']);
});
