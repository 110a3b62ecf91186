import type { BlockingReason, Contact } from '@fairdue/contracts';
import type { Creditor } from '../creditors/creditor.ts';
import type { Customer, Debt } from '../customers/customer.ts';
import type { Plan as PaymentPlan } from '../customers/plan.store.ts';
import type { Interaction } from '../interactions/interaction.ts';
import type { Form } from '../templates/built-in/layout.ts';
import { isRequired, isValidationNotice, noticeSubjects, validationSubject } from '../templates/built-in/wording.ts';
import { chooseContact } from './choose-contact.ts';
import { noMessage } from './no-message.ts';

export type Facts = {
  creditor: Creditor;
  customer: Customer;
  debt: Debt;
  noticeSent: boolean;
  /** The plan the debt is on, of a message that says it. */
  plan?: PaymentPlan | undefined;
};
export type Plan = { channel: Form; contact: Contact; subject: string };

const isForm = (channel: string): channel is Form => ['email', 'text', 'mail', 'voice'].includes(channel);

const ended = ['RetractedByCreditor', 'PaidInFull', 'SettledInFull', 'Fraud', 'ClosedByAgency'];
const isOwed = ({ balanceCents, status }: Debt): boolean => balanceCents > 0 && !ended.includes(status);

/** The first thing a third-party collector says about a debt is the validation notice. */
const owesNotice = ({ creditor, noticeSent }: Facts): boolean =>
  creditor.settings.collectorRole === 'thirdParty' && !noticeSent;

/** A campaign that asks for the notice of a debt that has had it does not know yet: its message is the one after it. */
function subjectOfTouch(wanted: string, facts: Facts): string {
  if (owesNotice(facts)) return isValidationNotice(wanted) ? wanted : validationSubject;
  return isValidationNotice(wanted) && facts.noticeSent ? noticeSubjects[0] : wanted;
}

/**
 * Which message goes where. What a rule requires goes in writing that can be kept, by email when that is the touch's
 * channel, else by letter, else by email; where there is neither, in the touch's own form.
 */
export function planMessage(interaction: Interaction, facts: Facts): Plan | BlockingReason {
  const { channel, subject: wanted, dutyId, avoidContactIds } = interaction;
  if (!isForm(channel) || wanted === null) return noMessage('channelNotSendable', `Nothing can be sent by ${channel}.`);
  if (!isOwed(facts.debt)) return noMessage('nothingOwed', 'Nothing is owed on this debt any more.');
  if (dutyId !== null && wanted === validationSubject && facts.noticeSent)
    return noMessage('noticeGiven', 'The validation notice was given already.');
  const { contacts } = facts.customer;
  const subject = dutyId === null ? subjectOfTouch(wanted, facts) : wanted;
  const channels: readonly Form[] = !isRequired(subject)
    ? [channel]
    : channel === 'email'
      ? ['email', 'mail']
      : ['mail', 'email', channel];
  for (const each of channels) {
    const contact = chooseContact(contacts, each, avoidContactIds);
    if (contact) return { channel: each, contact, subject };
  }
  return noMessage('contactNotFound', `There is no usable contact for ${channel}.`);
}

export const isPlan = (planned: Plan | BlockingReason): planned is Plan => 'contact' in planned;
