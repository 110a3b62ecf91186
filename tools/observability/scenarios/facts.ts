import type { Bus, OutgoingRecord } from '@fairdue/bus';
import { DocumentRegisteredV1, tickType } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { consumer, enqueue, outboxCollections, startConsumers, startRelay } from '@fairdue/outbox';
import { Refused } from '@fairdue/refused';
import { allTopics } from '@fairdue/service';
import { ensureIndexes, transaction } from '@fairdue/store';
import { createLog, createMetrics } from '@fairdue/telemetry';
import { anEvent, eventually, startTestEngines } from '@fairdue/testing';
import { minutesAgo, scraped, type Course, type Scenario } from './course.ts';

const { topic } = DocumentRegisteredV1;
const log = createLog('test', 'silent');
const registered = (customerId: string) => ({ creditorId: 'CR-1-1', customerId, documentId: 'DO-1-1', debtId: null });

function aRecord(customerId: string, sequence: number): OutgoingRecord {
  const { topic: _topic, ...event } = anEvent(DocumentRegisteredV1, registered(customerId), { sequence });
  return { key: customerId, value: JSON.stringify(event), headers: { ce_id: event.id, ce_type: event.type } };
}
const aTick = (time: Date): OutgoingRecord => ({
  ...{ key: null, partition: 0, value: JSON.stringify({ time: time.toISOString() }), headers: { ce_type: tickType } },
});

/** A database, a bus and the metrics of one service. */
async function given(service: string) {
  const engines = await startTestEngines();
  const metrics = createMetrics(service);
  const bus = await engines.busFor(service, log, metrics);
  await bus.createTopics(allTopics(1));
  const db = await engines.connect(service);
  await ensureIndexes(db, outboxCollections);
  const end = async (): Promise<void> => {
    await bus.close();
    await engines.stop();
  };
  return { metrics, bus, db, end };
}

/** The guard as a reader of facts, and what it does with each. */
async function aReader(apply: () => Promise<void>) {
  const { metrics, bus, db, end } = await given('compliance-guard');
  const group = 'compliance-guard';
  const reading = [consumer('read', DocumentRegisteredV1, apply)];
  const consumers = await startConsumers({ db, bus, group, consumers: reading, log, metrics });
  return {
    ...{ db, bus, consumers, customerId: newId('customer') },
    scrape: () => scraped(metrics),
    publish: (...records: OutgoingRecord[]) => bus.publish(topic, records),
    end: async () => {
      await consumers.stop();
      await end();
    },
  };
}

const poisoned: Scenario = {
  what: 'a message that a rule refuses, until it is redriven',
  moves: [
    'fairdue_consumer_dead_letters_total',
    'fairdue_consumer_handled_total',
    'fairdue_consumer_parked_keys',
    'fairdue_consumer_parked_keys{service="compliance-guard"}',
    'fairdue_dead_letters_waiting',
  ],
  fires: ['FairdueDeadLetters', 'FairdueCustomersParkedAtTheGuard'],
  async begin(): Promise<Course> {
    let mended = true;
    const reader = await aReader(() => {
      if (mended) return Promise.resolve();
      throw new Refused('rule', 'document-unknown', 'There is no such document.');
    });
    const { customerId, publish, consumers } = reader;
    // One of another customer before: the panels show what a series gained since it was first scraped.
    const buried = async (whose: string): Promise<void> => {
      mended = false;
      await publish(aRecord(whose, 2));
      await eventually(async () => (await consumers.parkedKeys()) === 1);
    };
    const redriven = async (whose: string): Promise<void> => {
      mended = true;
      await consumers.redrive(topic, whose);
    };
    const earlier = newId('customer');
    await publish(aRecord(earlier, 1), aRecord(customerId, 1));
    await eventually(() => consumers.caughtUp());
    await buried(earlier);
    await redriven(earlier);
    return {
      ...reader,
      happen: async () => {
        await publish(aRecord(earlier, 3));
        await eventually(() => consumers.caughtUp());
        await buried(customerId);
      },
      heal: () => redriven(customerId),
    };
  },
};

const repeated: Scenario = {
  what: 'a fact that comes again',
  moves: ['fairdue_consumer_repeats_total'],
  async begin(): Promise<Course> {
    const { customerId, publish, consumers, ...reader } = await aReader(() => Promise.resolve());
    const record = aRecord(customerId, 1);
    await publish(record, record);
    await eventually(() => consumers.caughtUp());
    return { ...reader, happen: () => publish(record) };
  },
};

const gap: Scenario = {
  what: 'a fact that waits for the one before it, until that comes',
  moves: ['fairdue_consumer_not_yet_oldest_seconds'],
  fires: ['FairdueGapInFacts'],
  async begin(): Promise<Course> {
    const { customerId, publish, db, ...reader } = await aReader(() => Promise.resolve());
    return {
      ...reader,
      async happen() {
        await publish(aRecord(customerId, 1), aRecord(customerId, 3));
        const waiting = db.collection('earlyFacts');
        await eventually(async () => (await waiting.updateMany({}, { $set: { since: minutesAgo(3) } })).matchedCount > 0);
      },
      heal: () => publish(aRecord(customerId, 2)),
    };
  }, // prettier-ignore
};

const stale: Scenario = {
  what: 'a publisher that gives no sign of life, until it does',
  moves: ['fairdue_consumer_staleness_seconds'],
  fires: ['FairdueConsumerStale'],
  async begin(): Promise<Course> {
    const { publish, ...reader } = await aReader(() => Promise.resolve());
    return { ...reader, happen: () => publish(aTick(minutesAgo(3))), heal: () => publish(aTick(new Date())) };
  },
};

const behind: Scenario = {
  what: 'a reader that stands still before ten thousand records, until it goes on',
  moves: ['fairdue_bus_lag_records'],
  fires: ['FairdueConsumerLag'],
  async begin(): Promise<Course> {
    let goOn = (): void => undefined;
    const still = new Promise<void>((resolve) => (goOn = resolve));
    const { customerId, publish, ...reader } = await aReader(() => still);
    return {
      ...reader,
      async happen() {
        await publish(aRecord(customerId, 1));
        const ticks = Array.from({ length: 1_001 }, () => aTick(new Date()));
        for (let i = 0; i < 10; i++) await publish(...ticks);
      },
      heal: () => Promise.resolve(goOn()),
      end: () => {
        goOn();
        return reader.end();
      },
    };
  },
};

/** A relay before a bus that takes nothing until it is told to. */
const unsent: Scenario = {
  what: 'facts that nobody takes, until somebody does',
  moves: ['fairdue_outbox_oldest_unsent_seconds'],
  fires: ['FairdueOutboxStuck'],
  async begin(): Promise<Course> {
    const { metrics, bus, db, end } = await given('recover');
    let isAway = true;
    const shut: Bus['publish'] = (name, records) =>
      isAway ? Promise.reject(new Error('The broker is away.')) : bus.publish(name, records);
    const before = Object.assign(Object.create(bus) as Bus, { publish: shut });
    const relay = await startRelay({ db, bus: before, service: 'recover', log, metrics });
    return {
      scrape: () => scraped(metrics),
      async happen() {
        await transaction(db, (tx) => enqueue(tx, DocumentRegisteredV1, new Date(), registered(newId('customer'))));
        await db.collection('outbox').updateMany({}, { $set: { at: minutesAgo(3) } });
      },
      heal: () => Promise.resolve((isAway = false)),
      end: async () => {
        await relay.stop();
        await end();
      },
    };
  },
};

const published: Scenario = {
  what: 'a fact that leaves',
  moves: ['fairdue_outbox_published_total'],
  async begin(): Promise<Course> {
    const { metrics, bus, db, end } = await given('recover');
    const relay = await startRelay({ db, bus, service: 'recover', log, metrics });
    const told = () =>
      transaction(db, (tx) => enqueue(tx, DocumentRegisteredV1, new Date(), registered(newId('customer'))));
    await told();
    await eventually(() => relay.isEmpty());
    return {
      scrape: () => scraped(metrics),
      happen: told,
      end: async () => {
        await relay.stop();
        await end();
      },
    };
  },
};

export const facts: readonly Scenario[] = [poisoned, repeated, gap, stale, behind, unsent, published];
