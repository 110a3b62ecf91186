import assert from 'node:assert/strict';
import { Unavailable } from '@fairdue/refused';
import { collection, type Connection } from '@fairdue/store';
import type { IncomingRecord, OutgoingRecord } from '../bus.ts';
import { route } from '../route.ts';
import { GroupedWrites } from './grouped-writes.ts';
import { PartitionLog } from './partition-log.ts';
import { insertRecords } from './record-rows.ts';

type TopicRow = { _id: string; partitions: number };
export const topicRows = collection<TopicRow>('bus_topics', { partitions: Number }, { tenant: false });

type Append = { log: PartitionLog; record: OutgoingRecord };

const numbered = ({ topic, partition }: PartitionLog, offset: number, record: OutgoingRecord): IncomingRecord => ({
  topic,
  partition,
  offset: String(offset),
  key: record.key,
  value: Buffer.from(record.value, 'utf8'),
  headers: record.headers,
});

/** All topics of this process and the one writer that appends to them. What is published meanwhile shares a write. */
export class TopicLogs {
  readonly #db: Connection;
  readonly #stored: (log: PartitionLog) => void;
  readonly #logs = new Map<string, readonly PartitionLog[]>();
  readonly #appends = new GroupedWrites<readonly Append[]>((groups) => this.#append(groups.flat()), 50);

  private constructor(db: Connection, stored: (log: PartitionLog) => void) {
    this.#db = db;
    this.#stored = stored;
  }

  static async open(db: Connection, stored: (log: PartitionLog) => void): Promise<TopicLogs> {
    const topics = new TopicLogs(db, stored);
    const rows = await topicRows(db).find().lean<TopicRow[]>();
    for (const { _id, partitions } of rows) await topics.#open(_id, partitions);
    return topics;
  }

  /** A topic that is there keeps its partitions: another number would take keys elsewhere, out of their order. */
  async create(topic: string, partitions: number): Promise<void> {
    if (this.#logs.has(topic)) return;
    await topicRows(this.#db).updateOne({ _id: topic }, { $setOnInsert: { partitions } }, { upsert: true });
    if (!this.#logs.has(topic)) await this.#open(topic, partitions);
  }

  countOf(topic: string): number | undefined {
    return this.#logs.get(topic)?.length;
  }

  of(topic: string): readonly PartitionLog[] {
    const logs = this.#logs.get(topic);
    if (!logs) throw new Error(`There is no topic ${topic}: npm run topics creates it.`);
    return logs;
  }

  async publish(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    const logs = this.of(topic);
    const appends = records.map((record) => {
      const log = logs[route(topic, record, logs.length)];
      assert(log);
      return { log, record };
    });
    if (appends.length > 0) await this.#appends.add(appends);
  }

  async #open(topic: string, partitions: number): Promise<void> {
    const logs = Array.from({ length: partitions }, (_, partition) => PartitionLog.open(this.#db, topic, partition));
    this.#logs.set(topic, await Promise.all(logs));
  }

  async #append(appends: readonly Append[]): Promise<void> {
    const batches = new Map<PartitionLog, IncomingRecord[]>(appends.map(({ log }) => [log, []]));
    try {
      for (const log of batches.keys()) await log.settle();
      for (const { log, record } of appends) {
        const batch = batches.get(log);
        batch?.push(numbered(log, log.end + batch.length, record));
      }
      await insertRecords(this.#db, [...batches.values()].flat());
    } catch (error) {
      for (const log of batches.keys()) log.doubt();
      throw new Unavailable('bus-unavailable', 'The bus could not store the records.', 2, { cause: error });
    }
    for (const [log, batch] of batches) {
      log.accept(batch);
      this.#stored(log);
    }
  }
}
