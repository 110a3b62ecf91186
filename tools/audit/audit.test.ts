import { violationsIn } from './audit.ts';
import { breakages } from './breakages.ts';
import { lawfulWorld } from './lawful-world.ts';
import { localTime } from './zones.ts';

test('what was done as it must be is no violation', () => {
  expect(violationsIn(lawfulWorld())).toEqual([]);
});

test.each(breakages.map((each) => [each.what, each] as const))('%s is seen', (_what, breakage) => {
  const facts = lawfulWorld();

  breakage.break(facts);

  expect(violationsIn(facts).map(({ invariant }) => invariant)).toContain(breakage.invariant);
});

test('a stop is confirmed once: a second message after it is seen', () => {
  const facts = lawfulWorld();
  const confirmation = facts.consumed.find(({ theme }) => theme === 'opsServicing');
  const file = facts.delivered.find(({ interactionId }) => interactionId === confirmation?.interactionId);
  const interaction = facts.interactions.find(({ _id }) => _id === confirmation?.interactionId);
  if (!confirmation || !file || !interaction) throw new Error('nothing was confirmed');

  facts.consumed.push({ ...confirmation, permitId: 'PE-9-1', interactionId: 'IN-9-1' });
  facts.interactions.push({ ...interaction, _id: 'IN-9-1', permitId: 'PE-9-1' });
  facts.delivered.push({ ...file, interactionId: 'IN-9-1', file: 'again' });

  expect(violationsIn(facts)).toEqual([{ invariant: 'silence', what: expect.stringContaining('IN-9-1') }]);
});

test('a hand-over that was not started, and was done again on another permit, is one call', () => {
  const facts = lawfulWorld();
  const call = facts.consumed.find(({ interactionId }) => interactionId === 'IN-1-3');
  if (!call) throw new Error('nobody was called');

  facts.consumed.push({ ...call, permitId: 'PE-9-1', at: new Date(call.at.getTime() - 60_000) });
  facts.endedPermitIds.push('PE-9-1');

  expect(violationsIn(facts)).toEqual([]);
});

test('a new number is kept, valid or found to be dead since', () => {
  const facts = lawfulWorld();
  const [person] = facts.people;
  if (!person) throw new Error('There is nobody.');
  const phone = { kind: 'phone', isActive: true, valid: false };
  person.contacts.push({ ...phone, contactId: 'CT-9-1', phoneNumber: '312-555-0101' });
  person.contacts.push({ ...phone, contactId: 'CT-9-2', phoneNumber: '312-555-0102' });
  const change = { customerId: person._id, phone: '312-555-0102', contactId: 'CT-9-1', confirmedAt: facts.now };
  facts.accepted.push({ what: 'number-changed', ...change });

  expect(violationsIn(facts)).toMatchObject([{ invariant: 'accepted is stored' }]);

  const [call] = facts.interactions.filter(({ channel }) => channel === 'voice');
  if (!call) throw new Error('Nobody was called.');
  facts.interactions.push({
    ...call, _id: 'IN-9-9', direction: 'inbound', handOver: null, permitId: null, touchId: null, contactId: 'CT-9-2',
    status: 'failed', statusDetails: 'voiceNumberDisconnected',
  }); // prettier-ignore
  expect(violationsIn(facts)).toEqual([]);
});

test('who was erased left their debts and payments, and no other promise is forgotten with them', () => {
  const facts = lawfulWorld();
  const [payment] = facts.payments;
  const debt = facts.debts.find(({ _id }) => _id === payment?.debtId);
  if (!payment || !debt) throw new Error('Nobody paid.');
  const { customerId, _id: debtId } = debt;
  facts.people = facts.people.filter(({ _id }) => _id !== customerId);
  delete payment.transactionReference;
  expect(violationsIn(facts).map(({ invariant }) => invariant)).toContain('accepted is stored');

  facts.erasedCustomerIds.push(customerId);
  expect(violationsIn(facts).filter(({ invariant }) => invariant === 'accepted is stored')).toEqual([]);

  facts.debts = facts.debts.filter(({ _id }) => _id !== debtId);
  expect(violationsIn(facts).map(({ invariant }) => invariant)).toContain('accepted is stored');
});

test('a call is judged by the clock on the wall of whom it reaches, also on the night the clocks change', () => {
  expect(localTime(new Date('2026-11-01T12:30:00Z'), 'America/New_York').hour).toBe(7);
  expect(localTime(new Date('2026-10-31T12:30:00Z'), 'America/New_York').hour).toBe(8);
  expect(localTime(new Date('2026-12-01T18:30:00Z'), 'Pacific/Honolulu').hour).toBe(8);
});

test.each([
  ['lives', 'HI', '312-555-0100'],
  ['has a number', 'IL', '808-555-0100'],
])('who %s far away is called when it is day at both places', (_how, state, phoneNumber) => {
  const facts = lawfulWorld();
  for (const { contacts } of facts.people)
    for (const contact of contacts)
      if (contact.kind === 'address') contact.state = state;
      else contact.phoneNumber = phoneNumber;

  facts.consumed.forEach((permit) => (permit.at = new Date(permit.at.getTime() - 3 * 3_600_000))); // nine in Chicago

  expect(violationsIn(facts).map(({ invariant }) => invariant)).toContain('hours');
});
