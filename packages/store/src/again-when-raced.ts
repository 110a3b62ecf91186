const attemptsMax = 5;
const duplicateKey = 11_000;

const isDuplicate = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === duplicateKey;

/**
 * Two clients that write the same at once meet at a unique index. `work`, a transaction that reads before it writes,
 * runs again for the later one, which then finds what the other stored.
 */
export async function againWhenRaced<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isDuplicate(error) || attempt === attemptsMax) throw error;
    }
  }
}
