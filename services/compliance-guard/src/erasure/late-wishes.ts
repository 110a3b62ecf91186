import type { Tx } from '@fairdue/store';
import type { Customer } from '../customers/customer.ts';
import { entriesAbout } from '../evidence/evidence.store.ts';
import { lookAgainLater } from '../imports/second-look.ts';
import { suppress } from '../imports/suppressed.store.ts';
import { isErased, isLasting, silentAt } from './erased.ts';

/** Entries that say where a contact led, by its keyed hash. */
const telling = ['permit-granted', 'consent'] as const;
type Place = { contactId: string; addressHash: string };

/**
 * Somebody who was erased wants to be left alone: the link of an old email was clicked, a STOP was still on its way. Nothing is
 * planned for them; but whoever is placed where they were once contacted, or has been already, is held.
 */
export async function heedLateWishes(
  tx: Tx,
  before: ReadonlyMap<string, Customer>,
  changed: readonly Customer[],
): Promise<void> {
  const wishes = changed.filter(isErased).flatMap(({ _id: customerId, creditorId, holds }) => {
    const known = new Set(before.get(customerId)?.holds.map(({ holdId, epoch }) => `${holdId} ${epoch}`));
    const late = holds.filter((hold) => isLasting(hold) && !known.has(`${hold.holdId} ${hold.epoch}`));
    return late.map((hold) => ({ creditorId, customerId, hold }));
  });
  const entries = await entriesAbout(tx, wishes, telling);
  for (const { creditorId, customerId, hold } of wishes) {
    const places = entries
      .filter((entry) => entry.creditorId === creditorId && entry.customerId === customerId)
      .map(({ record }) => JSON.parse(record ?? '{}') as Place)
      .filter(({ contactId }) => hold.contactIds.length === 0 || hold.contactIds.includes(contactId));
    const hashes = [...new Set(places.map(({ addressHash }) => addressHash))];
    await suppress(
      tx,
      hashes.map((hash) => silentAt(creditorId, hash, hold.channels, hold.recordedBy, hold.placedAt)),
    );
    if (hashes.length > 0) await lookAgainLater(tx, `${hold.holdId} ${hold.epoch}`, { creditorId, hashes });
  }
}
