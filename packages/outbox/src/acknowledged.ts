import type { OutboxRow } from './outbox.store.ts';

type Numbered = Pick<OutboxRow, 'topic' | 'key' | 'sequence'>;

const keyOf = ({ topic, key }: Numbered): string => `${topic}|${key ?? ''}`;

/**
 * The last number of each topic and key that the bus acknowledged to this relay, for the keys used last: between one
 * and two times `keysMax`. What it says stays true for ever, whoever publishes in between; a key that is forgotten
 * costs a read of the outbox.
 */
export class Acknowledged {
  readonly #keysMax: number;
  #young = new Map<string, number>();
  #old = new Map<string, number>();

  constructor(keysMax = 20_000) {
    this.#keysMax = keysMax;
  }

  note(rows: readonly Numbered[]): void {
    for (const row of rows) {
      if (this.#young.size >= this.#keysMax) {
        this.#old = this.#young;
        this.#young = new Map();
      }
      const key = keyOf(row);
      this.#young.set(key, Math.max(row.sequence, this.#last(key)));
    }
  }

  includes(row: Numbered): boolean {
    return row.sequence <= this.#last(keyOf(row));
  }

  /**
   * Those that may be published as they are, in order: each follows the last acknowledged of its key, or one before it
   * here. `gap`: others wait for rows that are not among them. What was acknowledged already is left out.
   */
  inTurn<T extends Numbered>(rows: readonly T[]): { next: T[]; gap: boolean } {
    const reached = new Map<string, number>();
    const next: T[] = [];
    let gap = false;
    for (const row of rows.toSorted((a, b) => a.sequence - b.sequence)) {
      const key = keyOf(row);
      const last = reached.get(key) ?? this.#last(key);
      if (row.sequence > last + 1) gap = true;
      if (row.sequence !== last + 1) continue;
      reached.set(key, row.sequence);
      next.push(row);
    }
    return { next, gap };
  }

  #last(key: string): number {
    return this.#young.get(key) ?? this.#old.get(key) ?? 0;
  }
}
