import { DocumentRegisteredV1 } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { Connection } from '@fairdue/store';
import { eventually } from '@fairdue/testing';
import { consumer, giveUpDeadLetter, isParked, listDeadLetters, parkedAmong, readDeadLetter, type Consumer, type Consumers } from './index.ts'; // prettier-ignore
import { aRecord, documentIds, documents, effectsOn, newKey, noting, registered, startOutboxTest, topic, type OutboxTest } from './test-outbox.ts'; // prettier-ignore

let t: OutboxTest;
let db: Connection;
let group: string;
let mended: boolean;
beforeAll(async () => {
  t = await startOutboxTest();
});
afterEach(() => t.rest());
afterAll(() => t.stop());
beforeEach(async () => {
  db = await t.newDatabase();
  group = newKey();
  mended = false;
});

/** Refuses that document until it is mended: the bug, and its repair. */
const refusing = (documentId: string): readonly Consumer[] => [
  ...noting,
  consumer('refuse', DocumentRegisteredV1, async (_tx, events) => {
    if (!mended && events.some(({ data }) => data.documentId === documentId))
      throw new Refused('rule', 'document-unknown', 'There is no such document.');
  }),
];

const deadOf = async (key: string) =>
  (await listDeadLetters(db, { topic, limit: 1_000 })).items.filter((each) => each.key === key);

/** A key parked at its second document, with the third and fourth behind it. */
async function givenParkedKey(key: string): Promise<Consumers> {
  const bad = `DO-2-${key.slice(-6)}`;
  const consumers = await t.consume(db, { group, consumers: refusing(bad) });
  await t.bus.publish(topic, [
    ...documents(key, 1, 1),
    aRecord(DocumentRegisteredV1, 2, registered(key, bad)),
    ...documents(key, 3, 2),
  ]);
  await eventually(async () => (await deadOf(key)).length === 3);
  return consumers;
}

test('why a message failed is told without the values that a driver names', async () => {
  const key = newKey();
  const failing = consumer('fail', DocumentRegisteredV1, async () => {
    throw new Error('E11000 duplicate key: dup key: { name: "Dana Okafor" }');
  });

  await t.consume(db, { group, consumers: [failing] });
  await t.bus.publish(topic, documents(key, 1, 1));

  await eventually(async () => (await deadOf(key)).length === 1);
  expect((await deadOf(key))[0]?.cause).toEqual({ code: 'event-failed', detail: 'Error: E11000 duplicate key: dup key: […]' });
}); // prettier-ignore

test('a redrive applies the dead letters of a key in order, and unparks it', async () => {
  const key = newKey();
  const consumers = await givenParkedKey(key);
  mended = true;

  expect(await consumers.redrive(topic, key)).toEqual({ settled: 3 });

  expect(await effectsOn(db, key)).toEqual(['DO-1-A', `DO-2-${key.slice(-6)}`, 'DO-3-A', 'DO-4-A']);
  expect(await isParked(db, group, topic, key)).toBe(false);
  expect(await deadOf(key)).toEqual([]);
  await t.bus.publish(topic, documents(key, 5, 1));
  await eventually(async () => (await effectsOn(db, key)).length === 5);
});

test('while the cause is still there a redrive changes nothing but the count of its tries', async () => {
  const key = newKey();
  const consumers = await givenParkedKey(key);
  const [first] = await deadOf(key);

  const redriven = await consumers.redrive(topic, key);

  expect(redriven).toMatchObject({ settled: 0, stoppedBy: { deadLetterId: first?._id, cause: { code: 'document-unknown' } } }); // prettier-ignore
  expect(await deadOf(key)).toMatchObject([{ attempts: 2 }, { attempts: 0 }, { attempts: 0 }]);
  expect(await effectsOn(db, key)).toEqual(['DO-1-A']);
  expect(await isParked(db, group, topic, key)).toBe(true);
});

test('what arrives while a redrive runs follows behind it, and everything is applied once', async () => {
  const key = newKey();
  const consumers = await givenParkedKey(key);
  mended = true;

  const arriving = (async () => {
    for (let n = 5; n < 25; n++) await t.bus.publish(topic, documents(key, n, 1));
  })();
  const redriving = (async () => {
    for (;;) {
      await consumers.redrive(topic, key);
      const effects = await effectsOn(db, key);
      if (effects.length === 24) return effects;
    }
  })();

  await arriving;
  expect(await redriving).toEqual(['DO-1-A', `DO-2-${key.slice(-6)}`, ...documentIds(3, 22)]);
  expect(await deadOf(key)).toEqual([]);
});

test('repeats of dead letters, before a redrive and after it, have no effect', async () => {
  const key = newKey();
  const consumers = await givenParkedKey(key);
  const again = [aRecord(DocumentRegisteredV1, 2, registered(key, 'DO-2-B')), ...documents(key, 3, 2)];
  const marker = newKey();

  await t.bus.publish(topic, [...again, ...documents(marker, 1, 1)]);
  await eventually(async () => (await effectsOn(db, marker)).length === 1);
  await eventually(() => consumers.caughtUp());
  expect(await deadOf(key)).toHaveLength(3);

  mended = true;
  await consumers.redrive(topic, key);
  await t.bus.publish(topic, [...again, ...documents(marker, 2, 1)]);
  await eventually(async () => (await effectsOn(db, marker)).length === 2);
  await eventually(() => consumers.caughtUp());
  expect(await effectsOn(db, key)).toHaveLength(4);
  expect(await deadOf(key)).toEqual([]);
});

test('a message that cannot be read can be given up, and the facts behind it are applied', async () => {
  const key = newKey();
  const consumers = await t.consume(db, { group });
  await t.bus.publish(topic, [...documents(key, 1, 1), { key, value: '{', headers: {} }, ...documents(key, 3, 2)]);
  await eventually(async () => (await deadOf(key)).length === 3);
  const [unreadable] = await deadOf(key);
  expect(await consumers.redrive(topic, key)).toMatchObject({ stoppedBy: { cause: { code: 'event-unreadable' } } });

  await giveUpDeadLetter(db, unreadable?._id as string, 'AC-1-A', 'Told by telephone.');

  expect(await consumers.redrive(topic, key)).toEqual({ settled: 3 });
  expect(await effectsOn(db, key)).toEqual(['DO-1-A', 'DO-3-A', 'DO-4-A']);
  expect(await readDeadLetter(db, unreadable?._id as string)).toMatchObject({
    state: 'set-aside',
    givenUp: { by: 'AC-1-A', reason: 'Told by telephone.' },
    value: Buffer.from('{'),
  });
});

test('a dead letter that is settled cannot be given up, and one that is not there cannot be read', async () => {
  const key = newKey();
  const consumers = await givenParkedKey(key);
  const [first] = await deadOf(key);
  mended = true;
  await consumers.redrive(topic, key);

  const giveUp = giveUpDeadLetter(db, first?._id as string, 'AC-1-A', 'Too late.');
  await expect(giveUp).rejects.toMatchObject({ kind: 'conflict', code: 'dead-letter-settled' });
  await expect(readDeadLetter(db, 'no')).rejects.toMatchObject({ kind: 'not-found', code: 'dead-letter-not-found' });
});

test('dead letters are listed in the order they died, page by page, without their content', async () => {
  const keys = [newKey(), newKey()];
  await t.consume(db, { group });
  await t.bus.publish(
    topic,
    keys.flatMap((key) => [{ key, value: '{', headers: {} }, ...documents(key, 2, 2)]),
  );
  await eventually(async () => (await Promise.all(keys.map(deadOf))).flat().length === 6);

  const all = await listDeadLetters(db, { limit: 1_000 });
  const paged = [];
  for (let after: string | null = null, page; ; after = page.next) {
    page = await listDeadLetters(db, { limit: 2, ...(after !== null && { after }) });
    paged.push(...page.items);
    if (page.next === null) break;
  }

  expect(paged).toEqual(all.items);
  expect(all.items[0]).not.toHaveProperty('value');
  expect(await parkedAmong(db, group, [topic], [...keys, newKey()])).toEqual(new Set(keys));
});
