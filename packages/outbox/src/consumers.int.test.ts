import { CampaignEndedV1, CreditorRegisteredV1, DocumentRegisteredV1, tickType } from '@fairdue/contracts';
import { mongo } from 'mongoose';
import { Refused, Unavailable } from '@fairdue/refused';
import { eventually } from '@fairdue/testing';
import { consumer, freshness, isParked, listDeadLetters, readDeadLetter, startRelay, type Consumer } from './index.ts';
import { aRecord, busWith, documentIds, documents, effectsOn, log, metrics, newKey, noting, registered, startOutboxTest, topic, type OutboxTest } from './test-outbox.ts'; // prettier-ignore

let t: OutboxTest;
beforeAll(async () => {
  t = await startOutboxTest();
});
afterEach(() => t.rest());
afterAll(() => t.stop());

const ended = (key: string, sequence: number, endReason: string) =>
  aRecord(CampaignEndedV1, sequence, { ...registered(key), campaignId: 'RC-1-A', endReason });

/** A consumer that fails as told on the document of that name, beside those that note effects. */
const failingOn = (documentId: string, fail: () => void): readonly Consumer[] => [
  ...noting,
  consumer('fail', DocumentRegisteredV1, async (_tx, events) => {
    if (events.some(({ data }) => data.documentId === documentId)) fail();
  }),
];

const deadOf = async (db: Parameters<typeof listDeadLetters>[0], key: string | null) =>
  (await listDeadLetters(db, { limit: 1_000 })).items.filter((each) => each.key === key);

test('facts of a customer are applied once and in order, over all types', async () => {
  const key = newKey();
  const records = [...documents(key, 1, 2), ended(key, 3, 'paid'), ...documents(key, 4, 1)];
  const db = await t.newDatabase();

  const consumers = await t.consume(db);
  await t.bus.publish(topic, records);

  await eventually(async () => (await effectsOn(db, key)).length === 4);
  expect(await effectsOn(db, key)).toEqual(['DO-1-A', 'DO-2-A', 'paid', 'DO-4-A']);
  await eventually(() => consumers.caughtUp());
  expect(consumers.assigned()).toBe(true);
});

test('nothing is read while the topic that dead letters go to is missing', async () => {
  const partitionsOf = async (name: string): Promise<number> => {
    if (name === `${topic}.dlq`) throw new Error(`There is no topic ${name}.`);
    return t.bus.partitionsOf(name);
  };

  const started = t.consume(await t.newDatabase(), { bus: busWith(t.bus, { partitionsOf }) });

  await expect(started).rejects.toThrow(`There is no topic ${topic}.dlq.`);
});

test('every fact delivered twice, and the whole topic replayed from its start, has no second effect', async () => {
  const keys = Array.from({ length: 20 }, newKey);
  const records = keys.flatMap((key) => documents(key, 1, 5));
  await t.bus.publish(topic, records);
  await t.bus.publish(topic, records);
  const db = await t.newDatabase();
  const group = newKey();
  const first = await t.consume(db, { group });
  await eventually(() => first.caughtUp());
  await first.stop();

  const again = `${group}-again`;
  const bus = busWith(t.bus, {
    subscribe: (_, ...rest) => t.bus.subscribe(again, ...rest),
    lag: (_, topics) => t.bus.lag(again, topics),
  });
  const second = await t.consume(db, { group, bus });
  await eventually(() => second.caughtUp());

  for (const key of keys) expect(await effectsOn(db, key)).toEqual(documentIds(1, 5));
});

test('a fact of a type nobody takes moves its key on', async () => {
  const key = newKey();
  const db = await t.newDatabase();
  await t.bus.publish(topic, [...documents(key, 1, 1), ended(key, 2, 'paid'), ...documents(key, 3, 1)]);

  await t.consume(db, { consumers: noting.filter(({ name }) => name === 'note-document') });

  await eventually(async () => (await effectsOn(db, key)).length === 2);
  expect(await isParked(db, 'any', topic, key)).toBe(false);
});

test.each([
  ['event-unreadable', (key: string) => ({ key, value: '{', headers: {} })],
  ['event-version-unknown', (key: string) => aRecord({ ...DocumentRegisteredV1, type: 'campaign.document-registered.v9' }, 2, registered(key))], // prettier-ignore
  ['event-data-invalid', (key: string) => aRecord(DocumentRegisteredV1, 2, { ...registered(key), documentId: 4 })],
  ['event-too-large', (key: string) => aRecord(DocumentRegisteredV1, 2, registered(key, 'x'.repeat(1_000_000)))],
])('%s: the message is a dead letter, its key is parked, and other keys go on', async (code, poison) => {
  const [key, other] = [newKey(), newKey()];
  const group = newKey();
  const db = await t.newDatabase();
  const dead = await t.readTopic(`${topic}.dlq`);
  const relay = await startRelay({ db, bus: t.bus, service: 'none', log, metrics: metrics() });
  await t.bus.publish(topic, [...documents(key, 1, 1), ...documents(other, 1, 1)]);
  await t.bus.publish(topic, [poison(key)]);
  await t.bus.publish(topic, [...documents(key, 3, 2), ...documents(other, 2, 2)]);

  const consumers = await t.consume(db, { group });

  await eventually(async () => (await effectsOn(db, other)).length === 3);
  await eventually(() => consumers.caughtUp());
  expect(await effectsOn(db, key)).toEqual(['DO-1-A']);
  expect((await deadOf(db, key)).map(({ cause }) => cause.code)).toEqual([code, 'key-parked', 'key-parked']);
  expect(await isParked(db, group, topic, key)).toBe(true);
  expect(await isParked(db, group, topic, other)).toBe(false);
  const told = () => dead.records.filter((each) => each.key === key && each.headers['dlq_group'] === group);
  await eventually(() => told().length === 3);
  const [first] = await deadOf(db, key);
  expect(told()[0]?.headers).toMatchObject({
    dlq_cause: code,
    dlq_attempts: '1',
    dlq_origin: `${topic}/${first?.partition}/${first?.offset}`,
  });
  await relay.stop();
});

test('a message without a key that is no tick is a dead letter, alone', async () => {
  const key = newKey();
  const db = await t.newDatabase();
  const marked = newKey();
  const partition = await t.bus.partitionOf(topic, key);
  await t.bus.publish(topic, [...documents(key, 1, 1), { key: null, partition, value: marked, headers: {} }]);
  await t.bus.publish(topic, documents(key, 2, 1));

  await t.consume(db);

  await eventually(async () => (await effectsOn(db, key)).length === 2);
  const letters = await Promise.all((await deadOf(db, null)).map(({ _id }) => readDeadLetter(db, _id)));
  expect(letters.find(({ value }) => value.toString('utf8') === marked)).toMatchObject({
    cause: { code: 'event-without-key' },
  });
});

test('what a rule refuses is a dead letter at once, and the rest of its batch is applied', async () => {
  const keys = Array.from({ length: 30 }, newKey);
  const refused = keys[17] as string;
  const poison = newKey();
  const db = await t.newDatabase();
  let tries = 0;
  const consumers = failingOn(poison, () => {
    tries++;
    throw new Refused('rule', 'debt-unknown', 'There is no such debt.');
  });
  await t.bus.publish(topic, [
    ...keys.flatMap((key) => documents(key, 1, 1)),
    aRecord(DocumentRegisteredV1, 2, registered(refused, poison)),
    ...keys.flatMap((key) => documents(key, key === refused ? 3 : 2, 1)),
  ]);

  await t.consume(db, { consumers });

  const others = keys.filter((key) => key !== refused);
  await eventually(async () =>
    (await Promise.all(others.map((key) => effectsOn(db, key)))).every((each) => each.length === 2),
  );
  await eventually(async () => (await deadOf(db, refused)).length === 2);
  expect(await effectsOn(db, refused)).toEqual(['DO-1-A']);
  expect(await deadOf(db, refused)).toMatchObject([
    { cause: { code: 'debt-unknown', detail: 'There is no such debt.' }, attempts: 1 },
    { cause: { code: 'key-parked' } },
  ]);
  expect(tries).toBeLessThan(20);
});

test('what fails alone five times is a dead letter; what recovers before is applied', async () => {
  const [broken, shaky] = [newKey(), newKey()];
  const [never, third] = [newKey(), newKey()];
  const db = await t.newDatabase();
  let [failures, recoveries] = [0, 0];
  const consumers = [
    ...failingOn(never, () => {
      failures++;
      throw new TypeError('undefined is not a function');
    }),
    ...failingOn(third, () => {
      if (++recoveries < 3) throw new Error('not yet');
    }).slice(-1),
  ];
  await t.consume(db, { consumers });

  await t.bus.publish(topic, [aRecord(DocumentRegisteredV1, 1, registered(broken, never))]);
  await t.bus.publish(topic, [aRecord(DocumentRegisteredV1, 1, registered(shaky, third))]);

  await eventually(async () => (await deadOf(db, broken)).length === 1);
  await eventually(async () => (await effectsOn(db, shaky)).length === 1);
  expect(await deadOf(db, broken)).toMatchObject([{ cause: { code: 'event-failed' }, attempts: 5 }]);
  expect(failures).toBeGreaterThanOrEqual(5);
  expect(await deadOf(db, shaky)).toEqual([]);
});

test('the store being away is no fault of a message: it waits, and is applied when the store is back', async () => {
  const key = newKey();
  const here = newKey();
  const db = await t.newDatabase();
  let away = 4;
  const consumers = failingOn(here, () => {
    if (away-- > 0) throw new Unavailable('store-unavailable', 'The store did not answer in time.');
  });
  await t.consume(db, { consumers, attemptsMax: 2 }); // fewer tries than the outage lasts

  await t.bus.publish(topic, [aRecord(DocumentRegisteredV1, 1, registered(key, here)), ...documents(key, 2, 1)]);

  await eventually(async () => (await effectsOn(db, key)).length === 2, 25_000);
  expect(await effectsOn(db, key)).toEqual([here, 'DO-2-A']);
  expect(await deadOf(db, key)).toEqual([]);
});

test('effect and inbox commit together: after a commit that failed the fact is applied, once', async () => {
  const key = newKey();
  const db = await t.newDatabase();
  let commits = 0;
  const isTransient = (label: string): boolean => label === 'TransientTransactionError';
  const failsOnce = consumer('fail-commit', DocumentRegisteredV1, ({ session }, events) => {
    const isOurs = events.some(({ data }) => data.customerId === key);
    if (isOurs && commits++ === 0)
      session.commitTransaction = async () => {
        Reflect.deleteProperty(session, 'commitTransaction');
        await session.abortTransaction();
        throw Object.assign(new mongo.MongoServerError({ message: 'aborted' }), { hasErrorLabel: isTransient });
      };
    return Promise.resolve();
  });

  const consumers = await t.consume(db, { consumers: [...noting, failsOnce] });
  await t.bus.publish(topic, documents(key, 1, 1));

  await eventually(async () => commits > 0 && (await consumers.caughtUp()));
  expect(await effectsOn(db, key)).toEqual(['DO-1-A']);
});

test('a fact that comes before one it follows is kept until that one has come', async () => {
  const key = newKey();
  const group = newKey();
  const db = await t.newDatabase();
  const consumers = await t.consume(db, { group });

  await t.bus.publish(topic, [...documents(key, 1, 1), ...documents(key, 3, 2)]);
  await eventually(async () => (await effectsOn(db, key)).length === 1 && (await consumers.caughtUp()));
  expect(await isParked(db, group, topic, key)).toBe(true);

  await t.bus.publish(topic, documents(key, 2, 1));
  await eventually(async () => (await effectsOn(db, key)).length === 4);
  expect(await effectsOn(db, key)).toEqual(documentIds(1, 4));
  expect(await isParked(db, group, topic, key)).toBe(false);
});

test('a tick says until when a partition is known, once everything before it is applied', async () => {
  const key = newKey();
  const group = newKey();
  const db = await t.newDatabase();
  const partition = await t.bus.partitionOf(topic, key);
  const consumers = await t.consume(db, { group });
  const time = '2031-03-02T10:00:00.000Z';

  await t.bus.publish(topic, documents(key, 1, 1));
  await t.bus.publish(topic, [
    { key: null, partition, value: JSON.stringify({ time }), headers: { ce_type: tickType } },
  ]);

  await eventually(() => consumers.caughtUp());
  await eventually(async () => (await freshness(db, group, topic, partition))?.toISOString() === time);
  expect(await effectsOn(db, key)).toEqual(['DO-1-A']);
});

test('a partition without any sign of life is stale since it is read, and a topic that is read no longer is not', async () => {
  const group = newKey();
  const db = await t.newDatabase();
  const read = CreditorRegisteredV1.topic;
  const own = metrics();
  const staleness = async (): Promise<[string, number][]> => {
    const { values } = (await own.registry.getSingleMetric('fairdue_consumer_staleness_seconds')?.get()) ?? { values: [] };
    return values.map(({ labels, value }) => [String((labels as { topic: string }).topic), value]);
  };
  const once = { _id: `${group}|${topic}|0`, group, topic, partition: 0, time: new Date(0) };
  await db.collection<{ _id: string }>('freshness').insertOne(once);

  const reading = [consumer('read', CreditorRegisteredV1, () => Promise.resolve())];
  await t.consume(db, { group, consumers: reading, metrics: own });
  const value = JSON.stringify({ time: '2031-03-02T10:00:00.000Z' });
  await t.bus.publish(read, [{ key: null, partition: 0, value, headers: { ce_type: tickType } }]);
  await eventually(async () => (await freshness(db, group, read, 0)) !== undefined);

  const [[name, first] = ['', 0], ...others] = await staleness();
  expect([name, others]).toEqual([read, []]);
  await eventually(async () => ((await staleness())[0]?.[1] ?? 0) > first);
}); // prettier-ignore
