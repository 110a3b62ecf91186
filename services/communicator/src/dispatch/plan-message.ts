import type { BlockingReason, Contact } from '@fairdue/contracts';
import type { Creditor } from '../creditors/creditor.ts';
import type { Customer, Debt } from '../customers/customer.ts';
import type { Interaction } from '../interactions/interaction.ts';
import type { Form } from '../templates/built-in/layout.ts';
import { validationSubject } from '../templates/built-in/wording.ts';
import { chooseContact } from './choose-contact.ts';

export type Facts = { creditor: Creditor; customer: Customer; debt: Debt; noticeSent: boolean };
export type Plan = { channel: Form; contact: Contact; subject: string };

const isForm = (channel: string): channel is Form => ['email', 'text', 'mail', 'voice'].includes(channel);

const ended = ['RetractedByCreditor', 'PaidInFull', 'SettledInFull', 'Fraud', 'ClosedByAgency'];
const isOwed = ({ balanceCents, status }: Debt): boolean => balanceCents > 0 && !ended.includes(status);

/** The first thing a third-party collector says about a debt is the validation notice. */
const owesNotice = ({ creditor, noticeSent }: Facts): boolean =>
  creditor.settings.collectorRole === 'thirdParty' && !noticeSent;

/**
 * Which message goes where. A validation notice goes in writing that can be kept, by email when that is the touch's
 * channel, else by letter, else by email; where there is neither, in the touch's own form.
 */
export function planMessage(interaction: Interaction, facts: Facts): Plan | BlockingReason {
  const { channel, subject } = interaction;
  if (!isForm(channel) || subject === null) return reason('channelNotSendable', `Nothing can be sent by ${channel}.`);
  if (!isOwed(facts.debt)) return reason('nothingOwed', 'Nothing is owed on this debt any more.');
  const { contacts } = facts.customer;
  const notice = subject === validationSubject || owesNotice(facts);
  const channels: readonly Form[] = !notice
    ? [channel]
    : channel === 'email'
      ? ['email', 'mail']
      : ['mail', 'email', channel];
  for (const each of channels) {
    const contact = chooseContact(contacts, each);
    if (contact) return { channel: each, contact, subject: notice ? validationSubject : subject };
  }
  return reason('contactNotFound', `There is no usable contact for ${channel}.`);
}

export const isPlan = (planned: Plan | BlockingReason): planned is Plan => 'contact' in planned;

/** A check before the rules said no: there is no rule to name and no time at which it would pass. */
const reason = (reasonCode: string, message: string): BlockingReason => ({
  ruleId: null,
  reasonCode,
  category: 'preCheck',
  message,
  nextAllowedAt: null,
});
