import { z } from 'zod';
import { Contact as ContactFacts } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import { contactAmong, changedAt, withPrimaries, type Contact, type Stated } from './contact.ts';

const { valid, label, affiliation, status, lineType } = ContactFacts.shape;

/** What a person at the agency may say of a contact (design 7). */
export const ContactFlags = z.strictObject({
  valid: valid.exactOptional(),
  label: label.exactOptional(),
  affiliation: affiliation.exactOptional(),
  status: status.exactOptional(),
  receiveTextMessages: z.boolean().exactOptional(),
  consentAutodialedCall: z.boolean().exactOptional(),
  lineType: lineType.unwrap().exactOptional(),
  /** Somebody made sure, now, that it is the customer’s; false takes that back. */
  verified: z.boolean().exactOptional(),
  /** null takes it off. */
  externalId: z.string().min(1).max(255).nullable().exactOptional(),
});
export type ContactFlags = z.infer<typeof ContactFlags>;

const phoneFlags = ['receiveTextMessages', 'consentAutodialedCall', 'lineType'] as const;

function requireFitting({ kind, isActive }: Contact, flags: ContactFlags): void {
  if (kind !== 'phone' && phoneFlags.some((flag) => flags[flag] !== undefined))
    throw new Refused('rule', 'contact-not-a-phone', `Only a phone has ${phoneFlags.join(', ')}.`);
  if (flags.status === 'primary' && !isActive)
    throw new Refused('rule', 'contact-switched-off', 'A contact that is switched off cannot be the primary one.');
}

function statedAfter({ stated = {} }: Contact, flags: ContactFlags, now: Date): Stated {
  const { affiliation: who = stated.affiliation, lineType: line = stated.lineType } = flags;
  const externalId = flags.externalId === undefined ? stated.externalId : flags.externalId;
  const rank = flags.status === undefined ? stated.rank : flags.status;
  const verifiedAt = flags.verified === undefined ? stated.verifiedAt : flags.verified ? now.toISOString() : undefined;
  return {
    ...(verifiedAt && { verifiedAt }),
    ...(who && { affiliation: who }),
    ...(line && { lineType: line }),
    ...(externalId && { externalId }),
    ...(rank && rank !== 'primary' && { rank }),
  };
}

function flagged(contact: Contact, flags: ContactFlags, now: Date): Contact {
  const { stated: _before, ...rest } = contact;
  const stated = statedAfter(contact, flags, now);
  return {
    ...rest,
    valid: flags.valid ?? contact.valid,
    label: flags.label ?? contact.label,
    receiveTextMessages: flags.receiveTextMessages ?? contact.receiveTextMessages,
    consentAutodialedCall: flags.consentAutodialedCall ?? contact.consentAutodialedCall,
    isPrimary: flags.status === undefined ? contact.isPrimary : flags.status === 'primary',
    ...(Object.keys(stated).length > 0 && { stated }),
  } as Contact;
}

/** Says something of one contact. A new primary one takes the place of the old; the others stay the very same. */
export function flagContact(
  contacts: readonly Contact[],
  contactId: string,
  flags: ContactFlags,
  now: Date,
): Contact[] {
  const meant = contactAmong(contacts, contactId);
  requireFitting(meant, flags);
  const after = contacts.map((contact) => {
    if (contact === meant) return flagged(contact, flags, now);
    return flags.status === 'primary' && contact.kind === meant.kind ? { ...contact, isPrimary: false } : contact;
  });
  return changedAt(now, contacts, withPrimaries(after));
}
