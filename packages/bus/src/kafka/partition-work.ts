import assert from 'node:assert/strict';
import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import type { IncomingRecord, RecordBatch } from '../bus.ts';

export type PartitionWork = {
  topic: string;
  handle: (batch: RecordBatch) => Promise<void>;
  batchMax: number;
  signal: AbortSignal;
  /** Called by time and by the handler; never throws. */
  heartbeat: () => Promise<void>;
  /** False once the group was joined anew: a commit would then be for a partition that may be another's. */
  mayCommit: () => boolean;
};

const headersOf = ({ headers = {} }: KafkaMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/**
 * Hands what was fetched of one partition over, in batches, and commits each when the handler has returned. Gives the
 * handler's error, if it threw; throws what Kafka says, which kafkajs has to hear.
 */
export async function workThrough(payload: EachBatchPayload, work: PartitionWork): Promise<{ failed?: unknown }> {
  const { topic: clusterTopic, partition, messages } = payload.batch;
  for (let from = 0; from < messages.length && !work.signal.aborted; from += work.batchMax) {
    const records = messages
      .slice(from, from + work.batchMax)
      .map((message) => received(work.topic, partition, message));
    const last = records.at(-1);
    assert(last);
    try {
      await work.handle({ topic: work.topic, partition, records, signal: work.signal, heartbeat: work.heartbeat });
    } catch (error) {
      return { failed: error };
    }
    if (!work.mayCommit()) return {};
    const offset = String(BigInt(last.offset) + 1n);
    await payload.commitOffsetsIfNecessary({ topics: [{ topic: clusterTopic, partitions: [{ partition, offset }] }] });
    payload.resolveOffset(last.offset);
  }
  return {};
}

const received = (topic: string, partition: number, message: KafkaMessage): IncomingRecord => ({
  topic,
  partition,
  offset: message.offset,
  key: message.key === null ? null : message.key.toString('utf8'),
  value: message.value ?? Buffer.alloc(0),
  headers: headersOf(message),
});
