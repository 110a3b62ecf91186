import { genesisHash, linkHash } from '@fairdue/contracts';
import type { Seal, SealedEntry } from './compliance-log.store.ts';

const hashOf = (seq: number, prevHash: string, entry: SealedEntry): string =>
  linkHash({ ...entry, seal: undefined, seq }, prevHash);

/** Links entries to the end of a chain. */
export function sealsFor(entries: readonly SealedEntry[], head: Pick<Seal, 'seq' | 'hash'>): Seal[] {
  let { seq, hash } = head;
  return entries.map((entry) => {
    const prevHash = hash;
    seq += 1;
    hash = hashOf(seq, prevHash, entry);
    return { seq, prevHash, hash };
  });
}

/** The first entry that does not follow from the one before it, or null when the chain is whole. */
export function firstBroken(entries: readonly SealedEntry[]): string | null {
  let prevHash = genesisHash;
  for (const [i, entry] of entries.entries()) {
    const { seal } = entry;
    const whole = seal?.seq === i + 1 && seal.prevHash === prevHash && seal.hash === hashOf(i + 1, prevHash, entry);
    if (!whole) return entry._id;
    prevHash = seal.hash;
  }
  return null;
}
