import type { Bus } from '@fairdue/bus';
import { DocumentRegisteredV1 } from '@fairdue/contracts';
import { leases, transaction, type Connection } from '@fairdue/store';
import { eventually } from '@fairdue/testing';
import { enqueueAll, fact, type Relay, type RelayOptions } from './index.ts';
import { packets } from './outbox.store.ts';
import { busWith, newKey, registered, topic } from './test-outbox.ts';
import { type RelayTest, oneTo, startRelayTest } from './test-relay.ts';

let t: RelayTest;
let db: Connection;
beforeAll(async () => {
  t = await startRelayTest();
});
afterAll(() => t.stop());
beforeEach(async () => {
  db = await t.newDatabase();
});
afterEach(() => t.stopRelays());

const aRelay = (over: Partial<RelayOptions> = {}): Promise<Relay> => t.relay(db, over);

const write = (...keys: string[]): Promise<void> => {
  const facts = keys.map((key) => fact(DocumentRegisteredV1, new Date(), registered(key)));
  return transaction(db, (tx) => enqueueAll(tx, facts), { deadlineMs: 25_000 });
};

const busThat = (publish: Bus['publish']): Bus => busWith(t.bus, { publish });

test('what was committed is published at once, in order per key, and leaves the outbox', async () => {
  const relay = await aRelay();
  const [a, b] = [newKey(), newKey()];

  await write(a, b, a);
  await write(a);

  await eventually(() => t.sequencesOf(a).length === 3 && t.sequencesOf(b).length === 1);
  expect(t.sequencesOf(a)).toEqual([1, 2, 3]);
  await eventually(() => relay.isEmpty());
  await eventually(async () => (await relay.oldestUnsentMs()) === 0);
});

test('what a crash left behind is published by the next relay', async () => {
  const key = newKey();
  await write(key, key);

  await aRelay();

  await eventually(() => t.sequencesOf(key).length === 2);
});

test('two relays on one database publish as one', async () => {
  const keys = Array.from({ length: 40 }, newKey);
  await aRelay({ owner: 'first', leaseMs: 6_000 });
  const second = await aRelay({ owner: 'second', leaseMs: 6_000 });
  const shardsOf = async (owner: string) => leases(db).countDocuments({ _id: /^outbox-shard-/, owner });
  await eventually(async () => (await shardsOf('first')) > 0 && (await shardsOf('second')) > 0);

  for (let i = 0; i < 5; i++) await write(...keys);

  await eventually(() => keys.every((key) => t.sequencesOf(key).length >= 5));
  await eventually(() => second.isEmpty());
  for (const key of keys) expect(t.sequencesOf(key)).toEqual(oneTo(5));
});

test('when one of two relays stops, the other takes over its keys', async () => {
  const first = await aRelay();
  await aRelay({ leaseMs: 3_000 });
  const keys = Array.from({ length: 20 }, newKey);
  await first.stop();

  await write(...keys);

  await eventually(() => keys.every((key) => t.sequencesOf(key).length === 1));
});

test('a relay killed between publishing and deleting causes repeats, never a loss or another order', async () => {
  const key = newKey();
  await write(key, key, key);
  const [packet] = await packets(db).find({ key }).lean();
  await t.bus.publish(topic, packet?.records.map((record) => ({ key, ...record })) ?? []);
  await write(key);

  const relay = await aRelay();

  await eventually(() => relay.isEmpty());
  await eventually(() => t.sequencesOf(key).length === 7);
  expect(t.sequencesOf(key)).toEqual([1, 2, 3, 1, 2, 3, 4]);
});

test('a packet of which only the first record went out stays until the last one did', async () => {
  const key = newKey();
  const ofSize = (bytes: number) =>
    fact(DocumentRegisteredV1, new Date(), registered(key, `DO-1-${'A'.repeat(bytes)}`));
  await transaction(db, (tx) => enqueueAll(tx, [ofSize(700_000)]));
  await transaction(db, (tx) => enqueueAll(tx, [ofSize(200_000), ofSize(200_000)]));
  let refusals = 0;
  const bus = busThat(async (name, records) => {
    if (records.length === 1 && records[0]?.key === key && ++refusals <= 3) throw new Error('no leader');
    await t.bus.publish(name, records);
  });

  const relay = await aRelay({ bus });

  await eventually(() => relay.isEmpty());
  await eventually(() => t.sequencesOf(key).length === 3);
  expect(t.sequencesOf(key)).toEqual([1, 2, 3]);
  expect(refusals).toBe(4);
  await eventually(async () => (await packets(db).countDocuments({ key })) === 0);
});

test('a thousand facts of one customer at once are published, however much stands around what they say', async () => {
  const key = newKey();
  const relay = await aRelay();
  const facts = Array.from({ length: 1_000 }, (_, i) =>
    fact(DocumentRegisteredV1, new Date(), registered(key, `DO-${i}-${'A'.repeat(600)}`)),
  );

  await transaction(db, (tx) => enqueueAll(tx, facts));

  await eventually(() => t.sequencesOf(key).length === 1_000);
  expect(t.sequencesOf(key)).toEqual(oneTo(1_000));
  await eventually(() => relay.isEmpty());
});

test('while the bus refuses, rows stay in order, and go out when it takes them again', async () => {
  const key = newKey();
  let refusals = 0;
  const bus = busThat(async (name, records) => {
    if (records.some((each) => each.key === key) && ++refusals <= 3) throw new Error('no leader');
    await t.bus.publish(name, records);
  });
  const relay = await aRelay({ bus });

  await write(key, key);
  await write(key);

  await eventually(() => relay.isEmpty());
  await eventually(() => t.sequencesOf(key).length === 3);
  expect(t.sequencesOf(key)).toEqual([1, 2, 3]);
  expect(refusals).toBeGreaterThan(3);
});

test('stopping finishes the batch under way', async () => {
  const key = newKey();
  let release = (): void => undefined;
  let begun = (): void => undefined;
  const beginning = new Promise<void>((resolve) => (begun = resolve));
  const held = new Promise<void>((resolve) => (release = resolve));
  const bus = busThat(async (name, records) => {
    if (records.some((each) => each.key === key)) {
      begun();
      await held;
    }
    await t.bus.publish(name, records);
  });
  const relay = await aRelay({ bus });
  await write(key);
  await beginning;

  const stopped = relay.stop();
  release();
  await stopped;

  expect(await relay.isEmpty()).toBe(true);
  await eventually(() => t.sequencesOf(key).length === 1);
});

test('thirty-two writers of eight keys at once are read back in order', async () => {
  const keys = Array.from({ length: 8 }, newKey);
  const relay = await aRelay();

  await Promise.all(
    Array.from({ length: 32 }, async (_, i) => {
      for (let n = 0; n < 2; n++) await write(keys[i % 8] as string, keys[i % 8] as string);
    }),
  );

  await eventually(() => relay.isEmpty());
  await eventually(() => keys.flatMap(t.sequencesOf).length === 32 * 2 * 2);
  for (const key of keys) expect(t.sequencesOf(key)).toEqual(oneTo(t.sequencesOf(key).length));
});

test('every partition is told how far its publisher has got, and no further than the oldest fact not published', async () => {
  const before = t.reader.ticks.length;
  await aRelay({ tickEveryMs: 50 });
  await eventually(() => t.reader.ticks.length >= before + 4);
  const stuck = newKey();
  const bus = busThat(async (name, records) => {
    if (records.some((each) => each.key === stuck)) throw new Error('no leader');
    await t.bus.publish(name, records);
  });
  const [first] = t.relays.splice(0);
  await first?.stop();

  await write(stuck);
  const writtenAt = await packets(db).findOne({ key: stuck }).lean();
  const known = t.reader.ticks.length;
  const relay = await aRelay({ bus, tickEveryMs: 50 });
  await eventually(() => t.reader.ticks.length >= known + 4);

  const told = t.reader.ticks.slice(known).map(({ value }) => (JSON.parse(value) as { time: string }).time);
  expect(new Set(told)).toEqual(new Set([writtenAt?.at.toISOString()]));
  expect(await relay.oldestUnsentMs()).toBeGreaterThan(0);
});
