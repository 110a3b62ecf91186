import { setTimeout as wait } from 'node:timers/promises';
import { collection, type Connection } from '@fairdue/store';

type OffsetRow = { _id: string; next: number };
export const offsetRows = collection<OffsetRow>('bus_offsets', { next: Number }, { tenant: false });

type Position = { group: string; topic: string; partition: number };
const idOf = ({ group, topic, partition }: Position): string => `${topic}/${partition}/${group}`;

const writeAfterMs = 50;

/**
 * How far each group has come: in memory at once, in the store a moment later, with what was committed meanwhile. A
 * crash in between means redelivery, which every reader must expect anyhow.
 */
export class GroupOffsets {
  readonly #db: Connection;
  readonly #next: Map<string, number>;
  readonly #failed: (error: unknown) => void;
  #unwritten = new Set<string>();
  #writing: Promise<void> | undefined;
  readonly #closing = new AbortController();

  private constructor(db: Connection, next: Map<string, number>, failed: (error: unknown) => void) {
    this.#db = db;
    this.#next = next;
    this.#failed = failed;
  }

  static async open(db: Connection, failed: (error: unknown) => void): Promise<GroupOffsets> {
    const rows = await offsetRows(db).find().lean<OffsetRow[]>();
    return new GroupOffsets(db, new Map(rows.map(({ _id, next }) => [_id, next])), failed);
  }

  next(position: Position): number | undefined {
    return this.#next.get(idOf(position));
  }

  commit(position: Position, next: number): void {
    this.#next.set(idOf(position), next);
    this.#unwritten.add(idOf(position));
    this.#writing ??= this.#writeSoon();
  }

  /** Makes a group known before it has read anything: from then on nothing it has not read is trimmed. */
  async register(position: Position, first: number): Promise<void> {
    if (this.next(position) !== undefined) return;
    this.#next.set(idOf(position), first);
    await this.#write([idOf(position)]);
  }

  /** What every known group has left behind; undefined while no group reads that partition. */
  lowest(topic: string, partition: number): number | undefined {
    const start = `${topic}/${partition}/`;
    let lowest: number | undefined;
    for (const [id, next] of this.#next)
      if (id.startsWith(start) && (lowest === undefined || next < lowest)) lowest = next;
    return lowest;
  }

  /** Resolves when everything committed is stored, or could not be for a last time. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#writing;
  }

  async #writeSoon(): Promise<void> {
    while (this.#unwritten.size > 0) {
      await wait(writeAfterMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      const ids = [...this.#unwritten];
      this.#unwritten = new Set();
      try {
        await this.#write(ids);
      } catch (error) {
        this.#failed(error);
        if (!this.#closing.signal.aborted) for (const id of ids) this.#unwritten.add(id);
      }
    }
    this.#writing = undefined;
  }

  async #write(ids: readonly string[]): Promise<void> {
    const writes = ids.map((_id) => ({
      updateOne: { filter: { _id }, update: { $set: { next: this.#next.get(_id) ?? 0 } }, upsert: true },
    }));
    await offsetRows(this.#db).bulkWrite(writes, { ordered: false });
  }
}
