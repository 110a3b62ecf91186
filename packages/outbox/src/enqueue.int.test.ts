import fc from 'fast-check';
import { CampaignEndedV1, DocumentRegisteredV1, Envelope } from '@fairdue/contracts';
import { transaction, type Connection } from '@fairdue/store';
import { inTrace, newTrace, traceparentOf } from '@fairdue/telemetry';
import { enqueue, enqueueAll, fact } from './index.ts';
import { append, packets, shardCount, storedRows, type OutboxRow } from './outbox.store.ts';
import { newKey, registered, startOutboxTest, type OutboxTest } from './test-outbox.ts';

let t: OutboxTest;
let db: Connection;
beforeAll(async () => {
  t = await startOutboxTest();
  db = await t.newDatabase();
});
afterAll(() => t.stop());
beforeEach(async () => {
  await packets(db).deleteMany({});
});

const now = new Date('2026-03-02T10:00:00.000Z');
const allShards = Array.from({ length: shardCount }, (_, i) => i);
async function inOrder(): Promise<OutboxRow[]> {
  const rows: OutboxRow[] = [];
  for await (const batch of storedRows(db, allShards, 1_000)) rows.push(...batch);
  return rows;
}
const envelopeOf = ({ value }: OutboxRow): Envelope => Envelope.parse(JSON.parse(value));

test('a fact becomes a CloudEvent, with headers for those who read no bodies', async () => {
  const key = newKey();
  const trace = newTrace();

  await inTrace(trace, () =>
    transaction(db, (tx) => enqueue(tx, DocumentRegisteredV1, now, registered(key), { causationId: 'EV-1-A' })),
  );

  const [row] = await inOrder();
  const envelope = envelopeOf(row as OutboxRow);
  expect(envelope).toMatchObject({
    type: 'campaign.document-registered.v1',
    source: '/campaign',
    subject: key,
    time: now.toISOString(),
    creditorid: 'CR-1-A',
    causationid: 'EV-1-A',
    sequence: 1,
    data: registered(key),
  });
  expect(row).toMatchObject({
    topic: 'campaign.campaigns',
    key,
    headers: {
      'content-type': 'application/cloudevents+json',
      ce_id: envelope.id,
      ce_type: envelope.type,
      traceparent: traceparentOf(trace),
    },
  });
});

test('data that does not fit its definition is our bug, and fails where it was written', async () => {
  const wrong = { ...registered(newKey()), documentId: 4 } as never;

  await expect(transaction(db, async (tx) => enqueue(tx, DocumentRegisteredV1, now, wrong))).rejects.toThrow(
    /documentId/,
  );
});

test('a transaction that fails leaves no fact and no hole in the numbers', async () => {
  const key = newKey();
  const failing = transaction(db, async (tx) => {
    await enqueue(tx, DocumentRegisteredV1, now, registered(key));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');

  await transaction(db, (tx) => enqueue(tx, DocumentRegisteredV1, now, registered(key)));

  expect((await inOrder()).map(envelopeOf)).toMatchObject([{ subject: key, sequence: 1 }]);
});

test('facts of a batch are numbered per key, without gaps, in the order given, whatever the batches', async () => {
  const batches = fc.array(
    fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.boolean()), { minLength: 1, maxLength: 12 }),
    { minLength: 1, maxLength: 4 },
  );

  await fc.assert(
    fc.asyncProperty(batches, async (all) => {
      const keys = Array.from({ length: 4 }, newKey);
      const facts = all.map((batch) =>
        batch.map(([k, ended], i) => {
          const data = registered(keys[k] as string, `DO-${i}-A`);
          if (ended) return fact(CampaignEndedV1, now, { ...data, campaignId: 'RC-1-A', endReason: 'paid' });
          return fact(DocumentRegisteredV1, now, data);
        }),
      );

      for (const batch of facts) await transaction(db, (tx) => enqueueAll(tx, batch));

      const rows = await inOrder();
      for (const key of keys) {
        const given = facts.flat().filter(({ data }) => data['customerId'] === key);
        const stored = rows.filter((row) => row.key === key).map(envelopeOf);
        expect(stored.map(({ type, data, sequence }) => [type, data['documentId'], sequence])).toEqual(
          given.map(({ definition, data }, i) => [definition.type, data['documentId'], i + 1]),
        );
      }
      await packets(db).deleteMany({});
    }),
    { numRuns: 15 },
  );
});

test('a writer whose clock is behind does not overtake its predecessor', async () => {
  const key = newKey();
  const draft = { topic: 'campaign.campaigns', key, record: () => ({ value: '{}', headers: {} }) };

  for (const at of ['2026-03-02T10:00:05Z', '2026-03-02T10:00:01Z', '2026-03-02T10:00:09Z', '2026-03-02T09:00:00Z'])
    await transaction(db, (tx) => append(tx, [draft], new Date(at)));

  expect((await inOrder()).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
});

test('thirty-two writers of one key take turns, and no number is taken twice or left out', async () => {
  const key = newKey();
  const write = (): Promise<void> =>
    transaction(db, (tx) => enqueueAll(tx, [fact(DocumentRegisteredV1, now, registered(key))]), { deadlineMs: 25_000 });

  await Promise.all(Array.from({ length: 32 }, write));

  expect((await inOrder()).map(({ sequence }) => sequence)).toEqual(Array.from({ length: 32 }, (_, i) => i + 1));
});

test('a fact takes three round trips with its commit, a thousand take four', async () => {
  let roundTrips = 0;
  db.getClient().on('connectionCheckedOut', () => roundTrips++);
  const roundTripsFor = async (count: number): Promise<number> => {
    const facts = Array.from({ length: count }, () => fact(DocumentRegisteredV1, now, registered(newKey())));
    const before = roundTrips;
    await transaction(db, (tx) => enqueueAll(tx, facts));
    return roundTrips - before;
  };

  expect(await roundTripsFor(1)).toBe(3);
  expect(await roundTripsFor(1_000)).toBe(4);
});

test('what a transaction says under one key is one document, as long as a broker would take it at once', async () => {
  const [one, other] = [newKey(), newKey()];
  const large = fact(DocumentRegisteredV1, now, registered(other, `DO-1-${'A'.repeat(400_000)}`));
  const small = [one, other, one].map((key) => fact(DocumentRegisteredV1, now, registered(key)));

  await transaction(db, (tx) => enqueueAll(tx, [...small, large, large, large]));

  const stored = await packets(db).find({}).sort({ sequence: 1 }).lean();
  const told = (key: string) => stored.filter((each) => each.key === key).map(({ records }) => records.length);
  expect(told(one)).toEqual([2]);
  expect(told(other)).toEqual([3, 1]);
  expect((await inOrder()).filter((row) => row.key === other).map((row) => envelopeOf(row).sequence)).toEqual([
    1, 2, 3, 4,
  ]);
});

test('the first facts of new keys begin their numbers, and what follows goes on behind them', async () => {
  const [fresh, known] = [newKey(), newKey()];
  const of = (key: string, isFirst?: true) => fact(DocumentRegisteredV1, now, registered(key), isFirst && { isFirst });
  await transaction(db, (tx) => enqueueAll(tx, [of(known)]));

  await transaction(db, (tx) => enqueueAll(tx, [of(fresh, true), of(known), of(fresh), of(known)]));
  await transaction(db, (tx) => enqueueAll(tx, [of(fresh)]));

  const numbersOf = async (key: string) =>
    (await inOrder()).filter((row) => row.key === key).map((row) => envelopeOf(row).sequence);
  expect(await numbersOf(fresh)).toEqual([1, 2, 3]);
  expect(await numbersOf(known)).toEqual([1, 2, 3]);
});

test('a fact that is wrongly called the first of its key is not stored', async () => {
  const key = newKey();
  await transaction(db, (tx) => enqueue(tx, DocumentRegisteredV1, now, registered(key)));

  const again = transaction(db, (tx) => enqueue(tx, DocumentRegisteredV1, now, registered(key), { isFirst: true }));

  await expect(again).rejects.toMatchObject({ code: 11_000 });
  expect(await inOrder()).toHaveLength(1);
});
