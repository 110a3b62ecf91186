import type { Connection } from '@fairdue/store';
import type { IncomingRecord } from '../bus.ts';
import { boundsOf, deleteRecords, readRecords } from './record-rows.ts';

const tailBytesMax = 256 * 1024;

/**
 * One partition: where it begins and ends, and its newest records, so that readers who keep up need not ask the store.
 * The tail is cut by size, everything else is read in pages: memory stays bounded however long the log is.
 */
export class PartitionLog {
  readonly topic: string;
  readonly partition: number;
  readonly #db: Connection;
  #first: number;
  #end: number;
  #tail: IncomingRecord[] = [];
  #tailBytes = 0;
  #inDoubt = false;

  private constructor(db: Connection, topic: string, partition: number, bounds: { first: number; end: number }) {
    this.#db = db;
    this.topic = topic;
    this.partition = partition;
    this.#first = bounds.first;
    this.#end = bounds.end;
  }

  static async open(db: Connection, topic: string, partition: number): Promise<PartitionLog> {
    return new PartitionLog(db, topic, partition, await boundsOf(db, topic, partition));
  }

  get first(): number {
    return this.#first;
  }

  get end(): number {
    return this.#end;
  }

  /** Takes in records that are stored. */
  accept(records: readonly IncomingRecord[]): void {
    this.#end += records.length;
    for (const record of records) {
      this.#tail.push(record);
      this.#tailBytes += record.value.length;
    }
    let cut = 0;
    while (this.#tailBytes > tailBytesMax) this.#tailBytes -= this.#tail[cut++]?.value.length ?? 0;
    if (cut > 0) this.#tail.splice(0, cut);
  }

  /** A write failed: any part of it may have been stored, so the end is asked for before the next one. */
  doubt(): void {
    this.#inDoubt = true;
  }

  async settle(): Promise<void> {
    if (!this.#inDoubt) return;
    const { end } = await boundsOf(this.#db, this.topic, this.partition);
    this.#end = Math.max(end, this.#end);
    this.#tail = [];
    this.#tailBytes = 0;
    this.#inDoubt = false;
  }

  async read(from: number, limit: number): Promise<readonly IncomingRecord[]> {
    if (from >= this.#end) return [];
    const tailStart = this.#end - this.#tail.length;
    if (from >= tailStart) return this.#tail.slice(from - tailStart, from - tailStart + limit);
    return readRecords(this.#db, this.topic, this.partition, from, limit);
  }

  async trim(before: number): Promise<void> {
    await deleteRecords(this.#db, this.topic, this.partition, this.#first, before);
    this.#first = Math.max(this.#first, before);
  }
}
