import type { Channel, Contact } from '@fairdue/contracts';

const order = ['primary', 'secondary', 'additional'];

const suits: Partial<Record<Channel, (contact: Contact) => boolean>> = {
  email: ({ contactType }) => contactType === 'email',
  text: ({ contactType, label, receiveTextMessages }) =>
    contactType === 'phone' && label === 'personal' && receiveTextMessages === true,
  voice: ({ contactType, label }) => contactType === 'phone' && label !== 'fax' && label !== 'work',
  mail: ({ contactType, label }) => contactType === 'address' && label !== 'work',
};

/**
 * The person's own, valid contact that fits the channel: primary before secondary before additional; never an archived
 * one, nor one to avoid.
 */
export function chooseContact(
  contacts: readonly Contact[],
  channel: Channel,
  avoid: readonly string[] = [],
): Contact | undefined {
  const usable = contacts.filter(
    (contact) =>
      contact.isActive &&
      contact.valid &&
      !avoid.includes(contact.contactId) &&
      contact.affiliation === 'self' &&
      order.includes(contact.status) &&
      (suits[channel]?.(contact) ?? false),
  );
  const place = ({ status, isPrimary }: Contact): number => order.indexOf(status) * 2 + (isPrimary ? 0 : 1);
  return usable.sort((a, b) => place(a) - place(b))[0];
}
