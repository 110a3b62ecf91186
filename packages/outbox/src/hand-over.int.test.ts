import type { Bus } from '@fairdue/bus';
import { DocumentRegisteredV1 } from '@fairdue/contracts';
import { transaction, type Connection } from '@fairdue/store';
import { eventually } from '@fairdue/testing';
import { enqueueAll, fact, type Relay, type RelayOptions } from './index.ts';
import { packets } from './outbox.store.ts';
import { busWith, newKey, registered } from './test-outbox.ts';
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

const factOf = (key: string) => fact(DocumentRegisteredV1, new Date(), registered(key));

const write = (keys: readonly string[], through = db): Promise<void> =>
  transaction(through, (tx) => enqueueAll(tx, keys.map(factOf)), { deadlineMs: 25_000 });

/** Without repeats, in the order in which the first copies came. */
const firstCopiesOf = (key: string): number[] => [...new Set(t.sequencesOf(key))];

const atOnce = (count: number, work: (n: number) => Promise<void>): Promise<void[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));

/** Fails every third time, now before the bus has the records, now after. */
function unreliableBus(): Bus {
  let calls = 0;
  return busWith(t.bus, {
    publish: async (name, records) => {
      calls++;
      if (calls % 6 === 3) throw new Error('no leader');
      await t.bus.publish(name, records);
      if (calls % 6 === 0) throw new Error('no answer');
    },
  });
}

test('what a commit of this process left is published without being read', async () => {
  await aRelay();
  const [warm, key] = [newKey(), newKey()];
  await write([warm]);
  await eventually(() => t.sequencesOf(warm).length === 1);

  await transaction(db, async (tx) => {
    await enqueueAll(tx, [factOf(key), factOf(key)]);
    await packets(db).deleteMany({ key }, { session: tx.session });
  });

  await eventually(() => t.sequencesOf(key).length === 2);
  expect(t.sequencesOf(key)).toEqual([1, 2]);
});

test('what is handed over waits for a predecessor that another process committed', async () => {
  const elsewhere = await t.engines.connect(db.name.slice(t.engines.prefix.length));
  const relay = await aRelay();
  const keys = Array.from({ length: 10 }, newKey);

  for (let n = 0; n < 3; n++) {
    await write(keys, elsewhere);
    await write(keys);
  }

  await eventually(() => relay.isEmpty());
  await eventually(() => keys.every((key) => t.sequencesOf(key).length === 6));
  for (const key of keys) expect(t.sequencesOf(key)).toEqual(oneTo(6));
});

test('many committers of one key are published in order, each once', async () => {
  const key = newKey();
  const relay = await aRelay();

  await atOnce(40, () => write([key, key]));

  await eventually(() => relay.isEmpty());
  await eventually(() => t.sequencesOf(key).length >= 80);
  expect(t.sequencesOf(key)).toEqual(oneTo(80));
});

test('while the bus fails on and off, nothing is lost and nothing overtakes', async () => {
  const keys = Array.from({ length: 4 }, newKey);
  const relay = await aRelay({ bus: unreliableBus() });

  for (let n = 0; n < 10; n++) await atOnce(4, (i) => write([keys[i] as string, keys[i] as string]));

  await eventually(() => relay.isEmpty());
  await eventually(() => keys.every((key) => firstCopiesOf(key).length === 20));
  for (const key of keys) expect(firstCopiesOf(key)).toEqual(oneTo(20));
});

test('two relays whose shards go to and fro on a failing bus add repeats and nothing else', async () => {
  const keys = Array.from({ length: 12 }, newKey);
  const stay = await aRelay({ leaseMs: 300, bus: unreliableBus() });
  let writing = true;
  const comingAndGoing = (async () => {
    while (writing) {
      const other = await aRelay({ leaseMs: 300, bus: unreliableBus() });
      const known = t.reader.records.length;
      await eventually(() => !writing || t.reader.records.length > known + 20);
      await other.stop();
    }
  })();

  for (let n = 0; n < 25; n++) await write(keys);
  writing = false;
  await comingAndGoing;

  await eventually(() => stay.isEmpty());
  await eventually(() => keys.every((key) => firstCopiesOf(key).length === 25));
  for (const key of keys) expect(firstCopiesOf(key)).toEqual(oneTo(25));
});

test('more than memory has room for is found in the outbox', async () => {
  const keys = Array.from({ length: 8 }, newKey);
  const relay = await aRelay();
  const many = Array.from({ length: 5_600 }, (_, n) => keys[n % 8] as string);

  await Promise.all([write(many), ...keys.map((key) => write([newKey(), key]))]);
  await write(keys);

  await eventually(() => relay.isEmpty(), 20_000);
  await eventually(() => keys.every((key) => t.sequencesOf(key).length >= 702));
  for (const key of keys) expect(t.sequencesOf(key)).toEqual(oneTo(702));
});
