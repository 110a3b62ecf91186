import { linkHash } from '@fairdue/contracts';
import type { EvidenceEntry, Place } from './evidence.store.ts';

/** What an entry's hash is over, besides the hash before it. */
export const provenOf = (entry: EvidenceEntry, position: number) => {
  const { _id, creditorId, customerId, at, kind, subjectId, dataHash } = entry;
  return { _id, at: at.toISOString(), creditorId, customerId, dataHash, kind, position, subjectId };
};

/** The places of entries at the end of a chain. */
export function placesFor(
  entries: readonly EvidenceEntry[],
  head: { position: number; hash: string },
): (Place & { _id: string })[] {
  let { position, hash } = head;
  return entries.map((entry) => {
    const previousHash = hash;
    position += 1;
    hash = linkHash(provenOf(entry, position), previousHash);
    return { _id: entry._id, position, previousHash, hash };
  });
}
