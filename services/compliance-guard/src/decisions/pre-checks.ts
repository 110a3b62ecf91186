import type { Channel } from '@fairdue/contracts';
import { isPlaceless } from '../rules/compiled-rule.ts';
import type { ContactFacts, Facts } from '../rules/facts.ts';

export type PreCheckCode = 'contactNotUsable' | 'contactChannelMismatch' | 'textNotEnabled' | 'addressMissing';
export type FailedPreCheck = { code: PreCheckCode; name: string; message: string; evidence: Record<string, unknown> };

const typeOf: Partial<Record<Channel, ContactFacts['contactType']>> = {
  voice: 'phone',
  text: 'phone',
  fax: 'phone',
  email: 'email',
  mail: 'address',
};

const isNotUsable = ({ contact }: Facts): boolean => !contact.valid || contact.status === 'archived';

const isOtherChannel = ({ contact, asked }: Facts): boolean =>
  (typeOf[asked.channel] ?? contact.contactType) !== contact.contactType;

/** Withdrawn after it was given is another thing: a rule's matter. */
const isNeverTexted = ({ contact, asked }: Facts): boolean =>
  asked.channel === 'text' && contact.receiveTextMessages !== true && !contact.wasTextable;

const checks: readonly (FailedPreCheck & { fails: (facts: Facts) => boolean })[] = [
  {
    code: 'contactNotUsable',
    name: 'Contact not usable',
    message: 'The contact is not valid or archived.',
    evidence: {},
    fails: isNotUsable,
  },
  {
    code: 'contactChannelMismatch',
    name: 'Contact does not fit the channel',
    message: 'The contact is of another type than the channel needs.',
    evidence: {},
    fails: isOtherChannel,
  },
  {
    code: 'textNotEnabled',
    name: 'Texts not enabled',
    message: 'The number was never enabled for texts.',
    evidence: {},
    fails: isNeverTexted,
  },
  {
    code: 'addressMissing',
    name: 'Address missing',
    message: 'No address is on file, so the borrower’s state and local time are unknown.',
    evidence: { addresses: 0 },
    fails: isPlaceless,
  },
];

/** What must be so before any rule is asked. A refusal here names no rule. */
export const failedPreChecks = (facts: Facts): FailedPreCheck[] =>
  checks
    .filter(({ fails }) => fails(facts))
    .map(({ code, name, message, evidence }) => ({ code, name, message, evidence }));
