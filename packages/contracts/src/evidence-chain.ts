import { createHash } from 'node:crypto';

/** What the first entry of a chain follows. */
export const genesisHash = '0'.repeat(64);

export const sha256 = (what: string | Uint8Array): string => createHash('sha256').update(what).digest('hex');

/** JSON with the members of every object in order: equal values have equal bytes, whoever wrote them. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part) && !(part instanceof Date)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part,
  );
}

/** An entry's hash covers the one before it, so that none can be altered, taken out, put in or moved unseen. */
export const linkHash = (entry: object, previousHash: string): string =>
  sha256(`${previousHash}${canonicalJson(entry)}`);
