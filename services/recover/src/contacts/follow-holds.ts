import { HoldPlacedV1, type EventOf } from '@fairdue/contracts';
import { consumer } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { changeContacts } from './change-contacts.ts';
import type { Contact } from './contact.ts';

type HoldPlaced = EventOf<typeof HoldPlacedV1>;

/** What a customer asked for, as opposed to what the law or a creditor wants for a while. */
const withdrawals: ReadonlySet<string> = new Set(['opted-out', 'unsubscribed']);

/** A hold that begins later takes nothing back yet: from its day on the guard alone holds it. */
const isWithdrawal = ({ data: { hold }, republished }: HoldPlaced, now: Date): boolean =>
  !republished &&
  (hold.startsAt === undefined || new Date(hold.startsAt) <= now) &&
  withdrawals.has(hold.reason) &&
  hold.source.service !== 'recover' && // our own fact: the flags are as they should be
  hold.endsAt === null;

const channelsOf: Record<Contact['kind'], readonly string[]> = {
  phone: ['text', 'voice'],
  email: ['email'],
  address: ['mail'],
};

/** The opt-out stays with this address. Consent to texts, and to autodialed calls with it, ends with a word about texts. */
function withdrawn({ channels }: HoldPlaced['data']['hold'], contact: Contact): Contact {
  const concerns = (all: readonly string[]) => channels.length === 0 || channels.some((each) => all.includes(each));
  if (!concerns(channelsOf[contact.kind])) return contact;
  const optedOut: Contact = contact.optedOut ? contact : { ...contact, optedOut: true };
  const { receiveTextMessages, consentAutodialedCall } = contact;
  if (contact.kind !== 'phone' || !concerns(['text'])) return optedOut;
  if (receiveTextMessages === false && consentAutodialedCall === false) return optedOut;
  return { ...optedOut, receiveTextMessages: false, consentAutodialedCall: false };
}

/** A STOP or an opt-out that names contacts: their flags follow the hold. No hold is placed back. */
export const followHolds = ({ now }: Deps) =>
  consumer('withdraw-consent-on-hold', HoldPlacedV1, (tx, events) =>
    changeContacts(
      tx,
      events
        .filter((event) => isWithdrawal(event, now()))
        .map(({ id, data }) => ({
          causationId: id,
          creditorId: data.creditorId,
          customerId: data.customerId,
          contactIds: data.hold.contactIds,
          recordedBy: data.recordedBy,
          change: (contact) => withdrawn(data.hold, contact),
        })),
      now(),
    ),
  );
