type Keyed = { key: string; event: { type: string } };

export type Wave<T> = { type: string; items: T[] };

/**
 * Cuts a batch into as few runs of one type as the order per key allows: an event goes into the earliest run of its
 * type that is not before the run of its key's previous event.
 */
export function wavesOf<T extends Keyed>(items: readonly T[]): Wave<T>[] {
  const waves: Wave<T>[] = [];
  const reached = new Map<string, number>();
  for (const item of items) {
    const { type } = item.event;
    const from = reached.get(item.key) ?? 0;
    let at = from;
    while (at < waves.length && waves[at]?.type !== type) at++;
    const wave = waves[at];
    if (wave) wave.items.push(item);
    else waves.push({ type, items: [item] });
    reached.set(item.key, at);
  }
  return waves;
}
