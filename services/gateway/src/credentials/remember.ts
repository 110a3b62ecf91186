import { hash } from 'node:crypto';

const rememberedMax = 10_000;

/** What was found for a name, and until when (monotonic ms) that is taken for true. `known`: once it was found. */
export type Remembered<T> = { found: Promise<T>; known?: T; until: number };

/**
 * Remembers what was found for a name, for so long from when it was asked; many who ask at once ask once. Names are
 * credentials, so they are kept hashed. A look-up that failed is not remembered.
 */
export function rememberFor<T>(forMs: number): (name: string, find: () => Promise<T>) => Remembered<T> {
  const remembered = new Map<string, Remembered<T>>();

  return (name, find) => {
    const hashed = hash('sha256', name, 'base64');
    const now = performance.now();
    const known = remembered.get(hashed);
    if (known && known.until > now) return known;

    const entry: Remembered<T> = { found: find(), until: now + forMs };
    remembered.delete(hashed);
    if (remembered.size >= rememberedMax) remembered.delete(remembered.keys().next().value as string);
    remembered.set(hashed, entry);
    entry.found.then(
      (found) => (entry.known = found),
      () => {
        entry.until = 0;
        if (remembered.get(hashed) === entry) remembered.delete(hashed);
      },
    );
    return entry;
  };
}
