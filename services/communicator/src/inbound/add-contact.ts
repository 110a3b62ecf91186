import { z } from 'zod';
import { dashedNumber, Id } from '@fairdue/contracts';
import { causeOf, Refused } from '@fairdue/refused';
import type { Tx } from '@fairdue/store';
import { job, schedule, timerKind, tryAgain } from '@fairdue/timers';
import type { CommunicatorDeps } from '../config.ts';
import { loadInteractions, saveInteractions } from '../interactions/interaction.store.ts';
import { changed, type Interaction } from '../interactions/interaction.ts';
import type { ReceiveRequest } from './receive-request.ts';
import { placeOf, type ContactPlace, type ToldContact } from './told-contact.ts';

type NewContact = Record<string, unknown>;
type Adding = { creditorId: string; customerId: string; contact: NewContact };

/** A contact that a message came with and nobody knew: recover, whose contacts they are, takes it. By interaction. */
export const addContactJob = timerKind<Adding>('add-contact', { time: 'real' });

/** In recover’s words, as far as it keeps contacts: American numbers only. */
function described(
  place: ContactPlace,
  { label, affiliation, externalId, ...flags }: ToldContact,
): NewContact | undefined {
  const said = { ...(label && { label }), ...(affiliation && { affiliation }), ...(externalId && { externalId }) };
  if (place.contactType === 'address') return { ...place, ...said };
  if (place.contactType === 'email') return { contactType: 'email', email: place.value, ...said };
  const phoneNumber = dashedNumber(place.value);
  if (phoneNumber === undefined) return undefined;
  return {
    contactType: 'phone',
    phoneNumber,
    receiveTextMessages: flags.receiveTextMessages ?? false,
    consentAutodialedCall: flags.consentAutodialedCall ?? false,
    ...said,
  };
}

export async function addContactLater(tx: Tx, row: Interaction, { channel, contact }: ReceiveRequest): Promise<void> {
  const place = contact ? placeOf(channel, contact) : undefined;
  const told = contact && place ? described(place, contact) : undefined;
  const { _id: id, creditorId, customerId } = row;
  if (!told || customerId === null) return;
  const data = { creditorId, customerId, contact: told };
  await schedule(tx, addContactJob, [{ id, key: customerId, dueAt: new Date(), data }]);
}

const Added = z.object({ contactId: Id });

/** Afterwards the message is from that contact. */
export const addContacts = ({ upstream, now }: CommunicatorDeps) =>
  job(addContactJob, (rows) =>
    Promise.all(
      rows.map(async (row) => {
        const { id, data } = row;
        const { creditorId, customerId, contact } = data;
        try {
          const { contactId } = await upstream('recover').call({
            method: 'POST',
            path: `/internal/customers/${encodeURIComponent(customerId)}/contacts`,
            creditorId,
            idempotent: true,
            body: { creditorId, contact },
            schema: Added,
          });
          return { id, done: (tx: Tx) => nameContact(tx, creditorId, id, contactId, now()) };
        } catch (error) {
          const isGone = error instanceof Refused && error.kind === 'not-found';
          if (isGone) return { id, done: () => Promise.resolve() }; // erased since: nobody is left to have it
          return tryAgain(row, causeOf(error));
        }
      }),
    ),
  );

async function nameContact(tx: Tx, creditorId: string, interactionId: string, contactId: string, now: Date) {
  const row = (await loadInteractions(tx, creditorId, [interactionId])).get(interactionId);
  if (row && row.contactId === null) await saveInteractions(tx, [changed(row, { contactId }, now)]);
}
