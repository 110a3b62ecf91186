import { collection, type Connection } from '@fairdue/store';
import { GroupedWrites } from './grouped-writes.ts';

type OffsetRow = { _id: string; next: number };
export const offsetRows = collection<OffsetRow>('bus_offsets', { next: Number }, { tenant: false });

type Position = { group: string; topic: string; partition: number };
const idOf = ({ group, topic, partition }: Position): string => `${topic}/${partition}/${group}`;

/** How far each group has come, in memory and in the store. Commits made at the same time share a write. */
export class GroupOffsets {
  readonly #db: Connection;
  readonly #next: Map<string, number>;
  readonly #commits: GroupedWrites<OffsetRow>;

  private constructor(db: Connection, next: Map<string, number>) {
    this.#db = db;
    this.#next = next;
    this.#commits = new GroupedWrites((rows) => this.#write(rows), 500);
  }

  static async open(db: Connection): Promise<GroupOffsets> {
    const rows = await offsetRows(db).find().lean<OffsetRow[]>();
    return new GroupOffsets(db, new Map(rows.map(({ _id, next }) => [_id, next])));
  }

  next(position: Position): number | undefined {
    return this.#next.get(idOf(position));
  }

  async commit(position: Position, next: number): Promise<void> {
    await this.#commits.add({ _id: idOf(position), next });
    this.#next.set(idOf(position), next);
  }

  /** Makes a group known before it has read anything: from then on nothing it has not read is trimmed. */
  async register(position: Position, first: number): Promise<void> {
    if (this.next(position) === undefined) await this.commit(position, first);
  }

  /** What every known group has left behind; undefined while no group reads that partition. */
  lowest(topic: string, partition: number): number | undefined {
    const start = `${topic}/${partition}/`;
    let lowest: number | undefined;
    for (const [id, next] of this.#next)
      if (id.startsWith(start) && (lowest === undefined || next < lowest)) lowest = next;
    return lowest;
  }

  async #write(rows: readonly OffsetRow[]): Promise<void> {
    const writes = rows.map(({ _id, next }) => ({
      updateOne: { filter: { _id }, update: { $set: { next } }, upsert: true },
    }));
    await offsetRows(this.#db).bulkWrite(writes, { ordered: true });
  }
}
