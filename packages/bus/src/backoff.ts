export type Backoff = { firstMs: number; mostMs: number };

/** How long to wait after the n-th failure in a row: doubling up to a cap, the upper half by chance. */
export function pauseAfter(failures: number, { firstMs, mostMs }: Backoff, chance = Math.random()): number {
  const longest = Math.min(firstMs * 2 ** Math.min(failures - 1, 30), mostMs);
  return longest * (0.5 + chance / 2);
}
