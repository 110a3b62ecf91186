import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Bus, OutgoingRecord } from './bus.ts';
import { openBus, uniqueName, type Place } from './conformance/adapters.ts';
import { eventually, Gate, Received } from './conformance/received.ts';
import { startStore, type TestStore } from './conformance/test-store.ts';

const { ENGINES, KAFKA_BROKERS = '' } = process.env;
const adapters = ENGINES === 'real' ? ['in-process', 'kafka'] : ['in-process'];

const numbered = (count: number, key: (i: number) => string): OutgoingRecord[] =>
  Array.from({ length: count }, (_, i) => ({ key: key(i), value: String(i), headers: { ce_id: `id-${i}` } }));

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Of this thread; the embedded store has its own. */
function memoryInUse(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

let store: TestStore;
beforeAll(async () => {
  store = await startStore();
});
afterAll(() => store.stop());

describe.each(adapters)('%s', (adapter) => {
  let place: Place;
  let bus: Bus;

  beforeAll(async () => {
    place =
      adapter === 'kafka'
        ? { brokers: KAFKA_BROKERS.split(','), prefix: `${uniqueName()}.` }
        : { mongoUrl: store.url, database: uniqueName() };
    bus = await openBus(place);
  });
  afterAll(() => bus.close());

  const givenTopic = async (partitions: number): Promise<string> => {
    const name = uniqueName();
    await bus.createTopics([{ name, partitions }]);
    return name;
  };

  test('records of a key arrive in the order they were published, all of them', async () => {
    const topic = await givenTopic(4);
    const received = new Received();
    await bus.subscribe(`${topic}-readers`, [topic], received.take);

    for (let i = 0; i < 1_000; i += 100)
      await bus.publish(topic, numbered(1_000, (n) => `key-${n % 50}`).slice(i, i + 100));
    await received.untilDistinct(1_000);

    for (let key = 0; key < 50; key++)
      expect(received.firstSeen(`key-${key}`)).toEqual(Array.from({ length: 20 }, (_, i) => String(key + i * 50)));
  });

  test('a batch is of one partition, in order, and no longer than asked for', async () => {
    const topic = await givenTopic(3);
    await bus.publish(
      topic,
      numbered(100, (i) => `key-${i}`),
    );
    const received = new Received();

    await bus.subscribe(`${topic}-readers`, [topic], received.take, { batchMax: 7 });
    await received.untilDistinct(100);

    for (const { records, partition } of received.batches) {
      expect(records.length).toBeLessThanOrEqual(7);
      expect(new Set(records.map((record) => record.partition))).toEqual(new Set([partition]));
      const offsets = records.map(({ offset }) => Number(offset));
      expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
    }
  });

  test('a record arrives as it was sent, in the partition of its key or in the one it names', async () => {
    const topic = await givenTopic(4);
    const received = new Received();
    await bus.subscribe(`${topic}-readers`, [topic], received.take);
    const headers = { 'content-type': 'application/cloudevents+json', ce_type: 'recover.customer-placed.v1' };

    await bus.publish(topic, [
      { key: 'BO-1', value: '{"name":"Zoë"}', headers },
      { key: null, value: 'tick', headers: {}, partition: 3 },
    ]);
    await received.untilDistinct(2);

    const [keyed] = received.records.filter(({ key }) => key === 'BO-1');
    expect(keyed).toMatchObject({ topic, partition: await bus.partitionOf(topic, 'BO-1'), headers });
    expect(keyed?.value.toString()).toBe('{"name":"Zoë"}');
    expect(received.records.find(({ key }) => key === null)).toMatchObject({ partition: 3 });
  });

  test('nothing is committed before the handler has returned', async () => {
    const topic = await givenTopic(1);
    const gate = new Gate();
    await bus.publish(
      topic,
      numbered(10, () => 'k'),
    );
    await bus.subscribe(`${topic}-readers`, [topic], gate.pass);

    await gate.reached;
    expect(await bus.lag(`${topic}-readers`, [topic])).toBe(10);

    gate.open();
    await eventually(async () => (await bus.lag(`${topic}-readers`, [topic])) === 0);
  });

  test('a batch whose handler threw comes again, before anything behind it', async () => {
    const topic = await givenTopic(1);
    const received = new Received();
    let attempts = 0;
    const handle: Received['take'] = async (batch) => {
      if (batch.records[0]?.value.toString() === '5' && ++attempts < 4) throw new Error('not now');
      await received.take(batch);
    };

    await bus.publish(
      topic,
      numbered(20, () => 'k'),
    );
    await bus.subscribe(`${topic}-readers`, [topic], handle, { batchMax: 5 });
    await received.untilDistinct(20);

    expect(attempts).toBe(4);
    expect(received.values).toEqual(Array.from({ length: 20 }, (_, i) => String(i)));
  });

  test('a partition whose handler throws does not hold up the others', async () => {
    const topic = await givenTopic(2);
    const received = new Received();
    const handle: Received['take'] = async (batch) => {
      if (batch.partition === 0) throw new Error('never');
      await received.take(batch);
    };
    const records = (partition: number, count: number) =>
      Array.from({ length: count }, (_, i) => ({ key: null, value: `${partition}-${i}`, headers: {}, partition }));

    const subscription = await bus.subscribe(`${topic}-readers`, [topic], handle, { partitionsAtOnce: 1, batchMax: 1 });
    await bus.publish(topic, [...records(0, 3), ...records(1, 30)]);
    await received.untilDistinct(30);

    expect(received.values).toEqual(records(1, 30).map(({ value }) => value));
    expect(await bus.lag(`${topic}-readers`, [topic])).toBeGreaterThanOrEqual(3);
    await subscription.stop();
  });

  test('members of a group share its partitions, each held by one', async () => {
    const topic = await givenTopic(4);
    const [one, other] = [new Received(), new Received()];
    const first = await bus.subscribe(`${topic}-readers`, [topic], one.take);
    const second = await bus.subscribe(`${topic}-readers`, [topic], other.take);
    const held = () => [...(first.assignment()[topic] ?? []), ...(second.assignment()[topic] ?? [])];

    await eventually(() => new Set(held()).size === 4 && first.assignment()[topic]?.length === 2);
    await bus.publish(
      topic,
      numbered(200, (i) => `key-${i}`),
    );
    await Promise.all([one, other].map((each) => each.until(({ records }) => records.length > 0)));
    await eventually(() => new Set([...one.values, ...other.values]).size === 200);

    const partitions = (received: Received) => new Set(received.records.map(({ partition }) => partition));
    expect(partitions(one).size + partitions(other).size).toBe(4);
  });

  test('a partition taken away while it is worked on: the handler is told, may finish, and nothing is lost', async () => {
    const topic = await givenTopic(2);
    const one = new Received();
    const both = new Gate();
    const told: boolean[] = [];
    let inHand = 0;
    const untilTold: Received['take'] = async (batch) => {
      if (++inHand === 2) both.open();
      if (inHand <= 2 && !batch.signal.aborted) {
        const moved = once(batch.signal, 'abort').then(() => told.push(true));
        await Promise.race([moved, other.until(({ records }) => records.length > 0)]);
      }
      await one.take(batch);
    };
    const other = new Received();
    const records = [0, 1].flatMap((partition) =>
      Array.from({ length: 10 }, (_, i) => ({ key: null, value: `${partition}-${i}`, headers: {}, partition })),
    );

    await bus.publish(topic, records);
    const first = await bus.subscribe(`${topic}-readers`, [topic], untilTold, { batchMax: 5 });
    await both.opened;
    const second = await bus.subscribe(`${topic}-readers`, [topic], other.take, { batchMax: 5 });
    await eventually(() => [first, second].every((each) => each.assignment()[topic]?.length === 1));
    await bus.publish(
      topic,
      records.map((record) => ({ ...record, value: `late ${record.value}` })),
    );
    await eventually(() => new Set([...one.values, ...other.values]).size === 40);

    expect(told.length).toBeGreaterThan(0);
    await eventually(async () => (await bus.lag(`${topic}-readers`, [topic])) === 0);
  });

  test('what was in hand when a process was killed is handed over again, in order', async () => {
    const topic = uniqueName();
    const own = adapter === 'kafka' ? place : { mongoUrl: store.url, database: uniqueName() };
    const before = await openBus(own);
    await before.createTopics([{ name: topic, partitions: 1 }]);
    await before.publish(
      topic,
      numbered(10, () => 'k'),
    );
    await before.close();
    const script = new URL('./conformance/unfinished-consumer.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(own), topic]);
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];

    child.kill('SIGKILL');
    await once(child, 'exit');
    const after = await openBus(own);
    const received = new Received();
    await after.subscribe(`${topic}-survivors`, [topic], received.take);
    await eventually(() => received.values.includes('9'));
    await after.close();

    expect(line).toBe('in hand: 5,6,7,8,9');
    const again = adapter === 'kafka' ? ['5,6,7,8,9'] : ['5,6,7,8,9', '0,1,2,3,4,5,6,7,8,9']; // there, offsets are stored a moment later
    expect(again).toContain(received.values.join());
  }, 60_000);

  test('a paused subscription gets nothing until it is resumed', async () => {
    const topic = await givenTopic(1);
    const [paused, witness] = [new Received(), new Received()];
    const subscription = await bus.subscribe(`${topic}-paused`, [topic], paused.take);
    await eventually(() => subscription.assignment()[topic]?.length === 1);
    subscription.pause();

    await bus.subscribe(`${topic}-witness`, [topic], witness.take);
    await bus.publish(
      topic,
      numbered(10, () => 'k'),
    );
    await witness.untilDistinct(10);
    expect(paused.values).toEqual([]);

    subscription.resume();
    await paused.untilDistinct(10);
  });

  test('a slow handler is given no more than a batch of each of the partitions it works on', async () => {
    const topic = await givenTopic(6);
    const gate = new Gate();
    let inHand = 0;
    let most = 0;
    const received = new Received();
    const slow: Received['take'] = async (batch) => {
      inHand += batch.records.length;
      most = Math.max(most, inHand);
      await gate.pass();
      inHand -= batch.records.length;
      await received.take(batch);
    };

    const subscription = await bus.subscribe(`${topic}-readers`, [topic], slow, { batchMax: 10, partitionsAtOnce: 2 });
    await bus.publish(
      topic,
      numbered(600, (i) => `key-${i}`),
    );
    await gate.reached;
    expect(await bus.lag(`${topic}-readers`, [topic])).toBe(600);
    gate.open();
    await received.untilDistinct(600);

    expect(most).toBeLessThanOrEqual(20);
    await subscription.stop();
  });

  test('what waits behind a slow handler waits in the log, not in memory', async () => {
    const topic = await givenTopic(4);
    const gate = new Gate();
    const value = 'x'.repeat(8 * 1024);
    const subscription = await bus.subscribe(`${topic}-readers`, [topic], gate.pass, { batchMax: 10 });
    await bus.publish(topic, numbered(10, String));
    await gate.reached;
    const before = memoryInUse();

    const large = numbered(100, String).map((record) => ({ ...record, value }));
    for (let i = 0; i < 30; i++) await bus.publish(topic, large);

    const halfOfThat = 12 * 1024 * 1024;
    await eventually(() => memoryInUse() - before < halfOfThat); // buffers are given back beside this thread
    const lag = await bus.lag(`${topic}-readers`, [topic]);
    gate.open();
    await subscription.stop();

    expect(lag).toBe(3_010);
  });

  test('stopping waits for the batch in hand, commits it, and begins no other', async () => {
    const topic = await givenTopic(1);
    const gate = new Gate();
    let batches = 0;
    let stopped = false;
    await bus.publish(
      topic,
      numbered(10, () => 'k'),
    );
    const subscription = await bus.subscribe(`${topic}-readers`, [topic], () => (batches++, gate.pass()), {
      batchMax: 5,
    });
    await gate.reached;

    const stopping = subscription.stop().then(() => (stopped = true));
    await bus.lag(`${topic}-readers`, [topic]);
    expect(stopped).toBe(false);
    gate.open();
    await stopping;

    expect(batches).toBe(1);
    expect(await bus.lag(`${topic}-readers`, [topic])).toBe(5);
  });

  test('a group goes on where it was when the bus is opened again', async () => {
    const topic = uniqueName();
    const own = adapter === 'kafka' ? place : { mongoUrl: store.url, database: uniqueName() };
    const before = await openBus(own);
    await before.createTopics([{ name: topic, partitions: 2 }]);
    const earlier = new Received();
    await before.subscribe(`${topic}-readers`, [topic], earlier.take);
    await before.publish(
      topic,
      numbered(20, (i) => `key-${i}`),
    );
    await earlier.untilDistinct(20);
    await before.close();

    const after = await openBus(own);
    const [later, fresh] = [new Received(), new Received()];
    await after.publish(topic, [{ key: 'key-0', value: 'new', headers: {} }]);
    await after.subscribe(`${topic}-readers`, [topic], later.take);
    await after.subscribe(`${topic}-replay`, [topic], fresh.take);
    await Promise.all([later.untilDistinct(1), fresh.untilDistinct(21)]);

    expect(later.values).toEqual(['new']);
    await after.close();
  });

  test('a topic keeps its partitions, and one that is not there is refused', async () => {
    const topic = await givenTopic(3);

    await bus.createTopics([{ name: topic, partitions: 5 }]);

    expect(await bus.partitionsOf(topic)).toBe(3);
    await expect(
      bus.publish(
        'nowhere',
        numbered(1, () => 'k'),
      ),
    ).rejects.toThrow(/no topic nowhere/);
    await expect(bus.subscribe('readers', ['nowhere'], async () => undefined)).rejects.toThrow(/no topic nowhere/);
    await expect(bus.publish(topic, [{ key: null, value: '', headers: {}, partition: 3 }])).rejects.toThrow(
      /no partition 3/,
    );
  });
});
