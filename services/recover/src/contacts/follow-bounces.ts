import { InteractionStatusChangedV1, type EventOf } from '@fairdue/contracts';
import { consumer } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { changeContacts } from './change-contacts.ts';
import type { Contact } from './contact.ts';

/** The receiving server said that there is no such mailbox, the number is dead, or the post brought the letter back. */
const isUndeliverable = ({ data, republished }: EventOf<typeof InteractionStatusChangedV1>): boolean =>
  !republished &&
  ((data.channel === 'email' && data.statusDetails === 'emailBounced' && data.bounce !== 'soft') ||
    (data.channel === 'voice' && data.statusDetails === 'voiceNumberDisconnected') ||
    (data.channel === 'mail' && data.statusDetails === 'mailReturnedToSender'));

const invalid = (contact: Contact): Contact => (contact.valid ? { ...contact, valid: false } : contact);

export const followBounces = ({ now }: Deps) =>
  consumer('mark-bounced-contact', InteractionStatusChangedV1, (tx, events) =>
    changeContacts(
      tx,
      events.filter(isUndeliverable).map(({ id, data }) => ({
        causationId: id,
        creditorId: data.creditorId,
        customerId: data.customerId,
        contactIds: data.contactId === null ? [] : [data.contactId],
        recordedBy: { kind: 'service', id: 'communicator' },
        change: invalid,
      })),
      now(),
    ),
  );
