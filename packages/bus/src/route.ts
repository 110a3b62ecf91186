import type { OutgoingRecord } from './bus.ts';
import { partitionOfKey } from './murmur2.ts';

/** The partition of a record. A wrong one is refused here: a broker would only say so after the rest was stored. */
export function route(topic: string, record: OutgoingRecord, partitions: number): number {
  if (record.key !== null) return partitionOfKey(record.key, partitions);
  const partition = record.partition ?? 0;
  if (partition < 0 || partition >= partitions) throw new Error(`${topic} has no partition ${partition}.`);
  return partition;
}
