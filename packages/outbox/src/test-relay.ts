import { Envelope } from '@fairdue/contracts';
import type { Connection } from '@fairdue/store';
import { startRelay, type Relay, type RelayOptions } from './index.ts';
import { log, metrics, startOutboxTest, topic, type OutboxTest, type TopicReader } from './test-outbox.ts';

export type RelayTest = OutboxTest & {
  /** What came out at the other end. */
  reader: TopicReader;
  /** Those that run. */
  relays: Relay[];
  relay(db: Connection, over?: Partial<RelayOptions>): Promise<Relay>;
  /** Of every copy that was published under the key, in the order in which they came. */
  sequencesOf(key: string): number[];
  /** A relay works on a database of its own: those of one test end with it. */
  stopRelays(): Promise<void>;
};

/** What suites about relays share. */
export async function startRelayTest(): Promise<RelayTest> {
  const outbox = await startOutboxTest();
  const reader = await outbox.readTopic(topic);
  const relays: Relay[] = [];
  return {
    ...outbox,
    reader,
    relays,
    async relay(db, over = {}) {
      const relay = await startRelay({ db, bus: outbox.bus, service: 'campaign', log, metrics: metrics(), ...over });
      relays.push(relay);
      return relay;
    },
    sequencesOf: (key) =>
      reader.records.filter((each) => each.key === key).map(({ value }) => Envelope.parse(JSON.parse(value)).sequence),
    async stopRelays() {
      for (const relay of relays.splice(0)) await relay.stop();
    },
  };
}

export const oneTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
