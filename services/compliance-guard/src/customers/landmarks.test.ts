import { aContact } from '../rules/some-facts.ts';
import { newCustomer, trimmed, type Customer, type MadeContact } from './customer.ts';
import { landmarksOf, merged } from './landmarks.ts';

const letter = (at: string, over: Partial<MadeContact> = {}): MadeContact => ({
  interactionId: `IN-${at}`, permitId: null, touchId: null, decisionId: null, contactId: 'CT-1-A', channel: 'mail',
  theme: 'opsCollDebt', subject: null, debtIds: ['LN-1-A'], at: new Date(at), counts: true, isConversation: false,
  reach: 'sent', isAutodialed: false, isPrerecorded: false, isResponse: false, isAnswerable: false, version: 1,
  handOver: 'elsewhere', ...over,
}); // prettier-ignore
const call = (at: string, over: Partial<MadeContact> = {}) =>
  letter(at, { channel: 'voice', reach: 'answered', ...over });
const contacts = [aContact(), aContact({ contactId: 'CT-2-B', affiliation: 'relative' })];

/** Facts by their debt or contact, `*` being all of them. */
const factsOf = (...made: MadeContact[]): string[] =>
  merged(made.flatMap((each) => landmarksOf(each, contacts))).map(
    ({ fact, of, at }) => `${fact} ${of ?? '*'} ${new Date(at).toISOString().slice(0, 10)}`,
  );
const nov = '2026-11-10T15:00:00Z';

test.each([
  ['a letter', letter(nov), ['firstCommunicationAt LN-1-A', 'firstWrittenCommunicationAt LN-1-A']],
  ['a conversation', call(nov, { isConversation: true }), ['firstCommunicationAt LN-1-A', 'firstOralCommunicationAt LN-1-A']],
  ['a call that somebody answered', call(nov), []],
  ['a letter that came back', letter(nov, { counts: false }), []],
  ['a letter to a relative', letter(nov, { contactId: 'CT-2-B' }), []],
  ['a password', letter(nov, { theme: 'opsAccountCredentials' }), []],
  ['a collection letter about no debt in particular', letter(nov, { debtIds: [] }), ['firstCommunicationAt *', 'firstWrittenCommunicationAt *']],
  ['a privacy notice', letter(nov, { theme: 'opsServicing', debtIds: [] }), []],
  ['a text of the customer', letter(nov, { channel: 'text', counts: false, isAnswerable: true }), ['lastInboundFromItAt CT-1-A']],
  ['a call of the customer that nobody took', call(nov, { counts: false, isAnswerable: true }), []],
  ['a STOP', letter(nov, { channel: 'text', counts: false }), []],
] as const)('%s tells %s', (_what, made, facts) => {
  expect(factsOf(made)).toEqual(facts.map((fact) => `${fact} 2026-11-10`));
}); // prettier-ignore

test('the first communication and the last message count, whatever order they come in', () => {
  const all = [letter('2026-11-12T15:00:00Z'), letter('2026-11-10T15:00:00Z'), letter('2026-11-11T15:00:00Z')];
  const received = all.map((each) => ({ ...each, channel: 'text' as const, counts: false, isAnswerable: true }));

  const facts = [
    'firstCommunicationAt LN-1-A 2026-11-10', 'firstWrittenCommunicationAt LN-1-A 2026-11-10',
    'lastInboundFromItAt CT-1-A 2026-11-12',
  ]; // prettier-ignore
  expect(factsOf(...all, ...received)).toEqual(facts);
  expect(factsOf(...received.toReversed(), ...all.toReversed())).toEqual(facts);
});

test('what a contact told stays when the contact itself is too old to be counted', () => {
  const customer: Customer = { ...newCustomer('CR-1-A', 'BO-1-A'), version: 1, contacts };
  const first = call('2026-01-05T15:00:00Z', { isConversation: true, reach: 'spoke' });
  const notice = letter('2026-01-07T15:00:00Z', { subject: 'debtValidationNotice' });
  const recent = letter('2026-11-10T15:00:00Z');

  const after = trimmed({ ...customer, made: [recent, notice, first] });

  expect(after.made).toEqual([recent, first]);
  expect(after.landmarks?.map(({ fact }) => fact)).toEqual([
    'firstCommunicationAt', 'firstWrittenCommunicationAt', 'validationNoticeSentAt',
  ]); // prettier-ignore
  expect(trimmed(after)).toEqual(after);
});

test('nothing is dropped while nobody said whose the contacts are', () => {
  const unknown = newCustomer('CR-1-A', 'BO-1-A');
  const made = [letter('2026-11-10T15:00:00Z'), letter('2026-01-07T15:00:00Z', { subject: 'debtValidationNotice' })];

  expect(trimmed({ ...unknown, made })).toEqual({ ...unknown, made });
});
