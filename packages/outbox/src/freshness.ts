import { collection, type Connection } from '@fairdue/store';
import type { Log } from '@fairdue/telemetry';

type FreshnessRow = { _id: string; group: string; topic: string; partition: number; time: Date };

export const freshnessRows = collection<FreshnessRow>(
  'freshness',
  { group: String, topic: String, partition: Number, time: Date },
  { tenant: false },
);

const freshnessId = (group: string, topic: string, partition: number): string => `${group}|${topic}|${partition}`;

/** Until when this group knows everything that was published on a partition; undefined before its first tick. */
export async function freshness(
  db: Connection,
  group: string,
  topic: string,
  partition: number,
): Promise<Date | undefined> {
  const row = await freshnessRows(db)
    .findOne({ _id: freshnessId(group, topic, partition) })
    .lean<FreshnessRow>();
  return row?.time;
}

/** What a group reads: topics, each with the count of its partitions. */
export type Reads = ReadonlyMap<string, number>;

/**
 * Until when this group knows everything, by topic that it reads: of the partition that it knows least of. Of one that it
 * has never heard of it knows nothing since it listens; a topic that it once read is nobody's concern.
 */
export async function freshnessByTopic(
  db: Connection,
  group: string,
  reads: Reads,
  listensSince: Date,
): Promise<Map<string, Date>> {
  const rows = await freshnessRows(db)
    .find({ _id: { $gte: `${group}|`, $lt: `${group}}` } }, { topic: 1, time: 1 })
    .lean<FreshnessRow[]>();
  return new Map(
    [...reads].map(([topic, partitions]) => {
      const heard = rows.filter((row) => row.topic === topic).map(({ time }) => time.getTime());
      const unheard = heard.length < partitions ? [listensSince.getTime()] : [];
      return [topic, new Date(Math.min(...heard, ...unheard))];
    }),
  );
}

const writeEveryMs = 2_000;

/** Gathers ticks and writes them together. What a crash loses makes a partition look staler than it is, never fresher. */
export class FreshnessNotes {
  readonly #db: Connection;
  readonly #log: Log;
  readonly #pending = new Map<string, FreshnessRow>();
  #timer: NodeJS.Timeout | undefined;

  constructor(db: Connection, log: Log) {
    this.#db = db;
    this.#log = log;
  }

  /** To be called when everything before the tick has been applied. */
  note(group: string, topic: string, partition: number, time: Date): void {
    const _id = freshnessId(group, topic, partition);
    this.#pending.set(_id, { _id, group, topic, partition, time });
    this.#timer ??= setTimeout(() => void this.flush(), writeEveryMs);
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const rows = [...this.#pending.values()];
    this.#pending.clear();
    if (rows.length === 0) return;
    const writes = rows.map(({ _id, time, ...fields }) => ({
      updateOne: { filter: { _id }, update: { $set: fields, $max: { time } }, upsert: true },
    }));
    try {
      await freshnessRows(this.#db).bulkWrite(writes, { ordered: false });
    } catch (error) {
      this.#log.warn({ err: error }, 'Ticks could not be noted; the next ones come.');
    }
  }
}
