const attemptsMax = 5;
const duplicateKey = 11_000;

/** A unique index refused a row; with `field`, one that is over that field. */
export function isDuplicateKey(error: unknown, field?: string): boolean {
  const { code, keyPattern } = (error ?? {}) as { code?: unknown; keyPattern?: Record<string, unknown> };
  return code === duplicateKey && (field === undefined || field in (keyPattern ?? {}));
}

/**
 * Two clients that write the same at once meet at a unique index. `work`, a transaction that reads before it writes,
 * runs again for the later one, which then finds what the other stored.
 */
export async function againWhenRaced<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isDuplicateKey(error) || attempt === attemptsMax) throw error;
    }
  }
}
