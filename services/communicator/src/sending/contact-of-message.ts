import type { Channel, Contact } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { Customer } from '../customers/customer.ts';
import { readingsOf } from '../customers/reference.ts';
import { chooseContact } from '../dispatch/choose-contact.ts';
import type { SendableChannel } from './send-request.ts';

/** The contact a request names. One of another person is one that does not exist. */
export function namedContact({ contacts }: Customer, contactId: string): Contact {
  for (const { kind, value } of readingsOf(contactId)) {
    const found = contacts.find((each) => (kind === 'ours' ? each.contactId : each.externalId) === value);
    if (found) return found;
  }
  throw new Refused('not-found', 'contact-not-found', 'That contact is not of this person', [
    { path: 'contactId', problem: 'is no contact of this person' },
  ]);
}

/** What is written to a contact of that type, unless the request says otherwise. */
const channelByType = { email: 'email', phone: 'text', address: 'mail' } as const;
export const channelOfContact = ({ contactType }: Contact): SendableChannel => channelByType[contactType];

const isNotElsewhere = ({ contactType, label }: Contact): boolean => contactType !== 'address' || label === 'home';

/**
 * The contact for a message that names none (5.1.2). What is only shown has none of its own: whether it may be shown is
 * asked about whichever the person has.
 */
export function ownContact({ contacts }: Customer, channel: SendableChannel): Contact | undefined {
  const ways: readonly Channel[] = channel === 'gui' || channel === 'document' ? ['email', 'mail', 'voice'] : [channel];
  const usable = contacts.filter(isNotElsewhere);
  return ways.map((way) => chooseContact(usable, way)).find((contact) => contact !== undefined);
}
