import { defaultCreditorSettings } from '@fairdue/contracts';
import { aContact, aCreditor, aCustomer, aDebt, anAddress, aPhone } from '../customers/customer.builders.ts';
import { blankInteraction, interactionOfTouch, type Interaction } from '../interactions/interaction.ts';
import { chooseContact } from './choose-contact.ts';
import { planMessage } from './plan-message.ts';

const interaction = (channel: Interaction['channel']): Interaction => ({
  ...blankInteraction('IN-1-A', 'CR-1-DEMO', new Date()),
  customerId: 'BO-1-ADA',
  direction: 'outbound',
  channel,
  theme: 'opsCollDebt',
  subject: 'loanOverdueFirstNotice',
  status: 'scheduled',
  handOver: 'waiting',
});
const facts = { creditor: aCreditor(), customer: aCustomer(), debt: aDebt(), noticeSent: true };

test('the best contact of the person’s own is taken, never an invalid, archived, foreign or switched-off one', () => {
  const best = aContact({ contactId: 'CT-1-BEST', status: 'secondary' });
  const unusable = [
    aContact({ valid: false }),
    aContact({ status: 'archived' }),
    aContact({ affiliation: 'employer' }),
    aContact({ isActive: false }),
    aPhone(),
  ];

  expect(chooseContact([...unusable, aContact({ status: 'additional' }), best], 'email')).toBe(best);
  expect(chooseContact(unusable, 'email')).toBeUndefined();
});

test('a text goes only to a personal phone that may be texted', () => {
  expect(chooseContact([aPhone({ receiveTextMessages: null }), aPhone({ label: 'home' })], 'text')).toBeUndefined();
  expect(chooseContact([aPhone()], 'text')).toBeDefined();
});

test.each([
  ['email', 'email'],
  ['text', 'mail'],
  ['voice', 'mail'],
] as const)('a third party’s first touch by %s is the validation notice, by %s', (channel, written) => {
  expect(planMessage(interaction(channel), { ...facts, noticeSent: false })).toMatchObject({
    subject: 'debtValidationNotice',
    channel: written,
  });
});

test('the notice as a place of its own wants it is the notice of a debt, and none is given after it', () => {
  const asked = { ...interaction('mail'), subject: 'debtValidationNoticeArizona' };

  expect(planMessage(asked, { ...facts, noticeSent: false })).toMatchObject({ subject: asked.subject });
  expect(planMessage(asked, facts)).toMatchObject({ subject: 'loanOverdueFirstNotice' });
});

test('where nothing can be written to, the notice is given in the touch’s own form', () => {
  const customer = aCustomer({ contacts: [aPhone()] });

  expect(planMessage(interaction('text'), { ...facts, customer, noticeSent: false })).toMatchObject({
    subject: 'debtValidationNotice',
    channel: 'text',
  });
});

test('a first party, or a debt whose notice was sent, gets the message of the touch', () => {
  const creditor = aCreditor({ settings: { ...defaultCreditorSettings, collectorRole: 'firstParty' } });
  const planned = { subject: 'loanOverdueFirstNotice', channel: 'text' };

  expect(planMessage(interaction('text'), facts)).toMatchObject(planned);
  expect(planMessage(interaction('text'), { ...facts, creditor, noticeSent: false })).toMatchObject(planned);
});

test('without a usable contact there is a reason and no message', () => {
  const customer = aCustomer({ contacts: [anAddress()] });

  expect(planMessage(interaction('email'), { ...facts, customer })).toMatchObject({
    reasonCode: 'contactNotFound',
    ruleId: null,
  });
});

test('nobody is written to about a debt that is paid or given back', () => {
  for (const debt of [aDebt({ balanceCents: 0 }), aDebt({ status: 'RetractedByCreditor' })])
    expect(planMessage(interaction('email'), { ...facts, debt })).toMatchObject({ reasonCode: 'nothingOwed' });
});

test('the notice of a debt is not given twice: a touch that asks for it again says the next thing, a duty nothing', () => {
  const notice = { ...interaction('email'), subject: 'debtValidationNotice' };

  expect(planMessage(notice, facts)).toMatchObject({ subject: 'loanOverdueFirstNotice', channel: 'email' });
  expect(planMessage({ ...notice, dutyId: 'a duty' }, facts)).toMatchObject({ reasonCode: 'noticeGiven' });
  expect(planMessage({ ...notice, dutyId: 'a duty' }, { ...facts, noticeSent: false })).toMatchObject({
    subject: 'debtValidationNotice',
  });
});

test('what a duty wants written is written, by letter, whether the notice was given or not', () => {
  const copy = { ...interaction('mail'), subject: 'planCopy', dutyId: 'a duty' };
  const customer = aCustomer({ contacts: [aContact()] });

  expect(planMessage(copy, { ...facts, noticeSent: false })).toMatchObject({ subject: 'planCopy', channel: 'mail' });
  expect(planMessage(copy, { ...facts, customer })).toMatchObject({ subject: 'planCopy', channel: 'email' });
});

test('a touch that failed on one address goes to another, or nowhere on that channel', () => {
  const first = aContact({ contactId: 'CT-1-FIRST' });
  const second = aContact({ contactId: 'CT-2-SECOND', status: 'secondary' });
  const again = { ...interaction('email'), avoidContactIds: ['CT-1-FIRST'] };

  const both = planMessage(again, { ...facts, customer: aCustomer({ contacts: [first, second] }) });
  const one = planMessage(again, { ...facts, customer: aCustomer({ contacts: [first] }) });

  expect(both).toMatchObject({ contact: { contactId: 'CT-2-SECOND' } });
  expect(one).toMatchObject({ reasonCode: 'contactNotFound' });
});

test('which contacts to avoid, the touch says', () => {
  const touch = {
    creditorId: 'CR-1-1', customerId: 'BO-1-1', documentId: 'DO-1-1', debtId: 'LN-1-1', campaignId: 'RC-1-1', touchId: 'TO-1-1', slot: 1,
    channel: 'email', dueAt: new Date().toISOString(), attempt: 2, theme: 'opsCollDebt', subject: 'loanOverdueFirstNotice',
    toneVariant: 'neutral', avoidContactIds: ['CT-1-FIRST'],
  } as const; // prettier-ignore

  const made = interactionOfTouch('IN-1-A', { ...touch, avoidContactIds: [...touch.avoidContactIds] }, new Date());

  expect(made.avoidContactIds).toEqual(['CT-1-FIRST']);
});
