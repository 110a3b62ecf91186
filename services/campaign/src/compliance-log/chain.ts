import { createHash } from 'node:crypto';
import type { Seal, SealedEntry } from './compliance-log.store.ts';

export const firstHash = '0'.repeat(64);

/** JSON with its keys in order, so that the same entry always has the same bytes. */
function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    const sorted = fields.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${sorted.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

const hashOf = (seq: number, prevHash: string, entry: SealedEntry): string =>
  createHash('sha256')
    .update(prevHash)
    .update(canonical({ ...entry, seal: undefined, seq }))
    .digest('hex');

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
  let prevHash = firstHash;
  for (const [i, entry] of entries.entries()) {
    const { seal } = entry;
    const whole = seal?.seq === i + 1 && seal.prevHash === prevHash && seal.hash === hashOf(i + 1, prevHash, entry);
    if (!whole) return entry._id;
    prevHash = seal.hash;
  }
  return null;
}
