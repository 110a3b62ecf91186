import type { OutboxRow } from './outbox.store.ts';

const most = { rows: 5_000, characters: 8_000_000 };

/** Rows that commits of this process handed over. They are in the outbox as well, so any of them may be forgotten. */
export class HandedRows {
  #rows: OutboxRow[] = [];
  #characters = 0;

  get size(): number {
    return this.#rows.length;
  }

  /** False when there is no room: none of them was taken. */
  put(rows: readonly OutboxRow[]): boolean {
    const characters = rows.reduce((sum, { value }) => sum + value.length, this.#characters);
    if (this.#rows.length + rows.length > most.rows || characters > most.characters) return false;
    this.#rows.push(...rows);
    this.#characters = characters;
    return true;
  }

  takeAll(): OutboxRow[] {
    const rows = this.#rows;
    this.#rows = [];
    this.#characters = 0;
    return rows;
  }
}
