import { sha256 } from '@fairdue/contracts';

/** Neighbours in pairs under one hash each; one that has no neighbour goes up as it is. */
const above = (hashes: readonly string[]): string[] =>
  hashes.flatMap((left, i) => {
    if (i % 2 === 1) return [];
    const right = hashes[i + 1];
    return [right === undefined ? left : sha256(`${left}${right}`)];
  });

/** One hash for all entries of a batch: whoever has it can tell of any one entry, by a few hashes, that it is in there. */
export function batchRoot(hashes: readonly string[]): string {
  const [first, ...others] = hashes;
  if (first === undefined) throw new Error('A batch has at least one entry.');
  return others.length === 0 ? first : batchRoot(above(hashes));
}

/** What leads from the hash at `index` to the root: its neighbour on every level, where it has one. */
export function pathToRoot(hashes: readonly string[], index: number): string[] {
  if (hashes.length <= 1) return [];
  const neighbour = hashes[index % 2 === 0 ? index + 1 : index - 1];
  return [...(neighbour === undefined ? [] : [neighbour]), ...pathToRoot(above(hashes), Math.floor(index / 2))];
}
