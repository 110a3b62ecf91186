import { mongo } from 'mongoose';
import { type EmbeddedMongo, startEmbeddedMongo } from './start-embedded-mongo.ts';

let server: EmbeddedMongo;
let client: mongo.MongoClient;
let counters: mongo.Collection<{ _id: string; n: number }>;

beforeEach(async () => {
  server = await startEmbeddedMongo({ transactionLimitMs: 300 });
  client = await mongo.MongoClient.connect(server.url);
  counters = client.db('t').collection('counters');
  await counters.insertOne({ _id: 'a', n: 0 });
});

afterEach(async () => {
  await client.close();
  await server.close();
});

const valueOf = async (id: string) => (await counters.findOne({ _id: id }))?.n;

test('transactions that read and then write lose no update', async () => {
  const increment = () =>
    client.withSession((session) =>
      session.withTransaction(async () => {
        const before = await counters.findOne({ _id: 'a' }, { session });
        await counters.updateOne({ _id: 'a' }, { $set: { n: (before?.n ?? 0) + 1 } }, { session });
      }),
    );

  await Promise.all(Array.from({ length: 50 }, increment));

  expect(await valueOf('a')).toBe(50);
});

test('a transaction that is left open gives way after its time, and can be run again', async () => {
  const session = client.startSession();
  session.startTransaction();
  await counters.updateOne({ _id: 'a' }, { $inc: { n: 100 } }, { session });

  await counters.updateOne({ _id: 'a' }, { $inc: { n: 1 } });

  const late = await session.commitTransaction().catch((error: unknown) => error as mongo.MongoServerError);
  expect(late).toMatchObject({ code: 251, codeName: 'NoSuchTransaction' });
  expect((late as mongo.MongoServerError).hasErrorLabel('TransientTransactionError')).toBe(true);
  expect(await valueOf('a')).toBe(1);
  await session.endSession();
});

test('a write waits for an open transaction, as long as its time limit allows', async () => {
  const session = client.startSession();
  session.startTransaction();
  await counters.updateOne({ _id: 'a' }, { $inc: { n: 100 } }, { session });

  const patient = counters.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
  const hasty = counters.updateOne({ _id: 'a' }, { $inc: { n: 10 } }, { maxTimeMS: 20 });

  await expect(hasty).rejects.toMatchObject({ code: 50, codeName: 'MaxTimeMSExpired' });
  await session.commitTransaction();
  await patient;
  expect(await valueOf('a')).toBe(101);
  await session.endSession();
});

test('a client that leaves takes its transaction with it', async () => {
  const other = await mongo.MongoClient.connect(server.url);
  const session = other.startSession();
  session.startTransaction();
  await other
    .db('t')
    .collection<{ _id: string; n: number }>('counters')
    .updateOne({ _id: 'a' }, { $inc: { n: 100 } }, { session });

  await other.close(true);
  await counters.updateOne({ _id: 'a' }, { $inc: { n: 1 } });

  expect(await valueOf('a')).toBe(1);
});

test('a duplicate key ends the transaction', async () => {
  const session = client.startSession();
  session.startTransaction();
  await counters.insertOne({ _id: 'b', n: 1 }, { session });

  await expect(counters.insertOne({ _id: 'a', n: 1 }, { session })).rejects.toMatchObject({ code: 11000 });

  await expect(counters.findOne({ _id: 'b' }, { session })).rejects.toMatchObject({ code: 251 });
  await session.endSession();
  expect(await valueOf('b')).toBeUndefined();
});

test('a retried write is answered like the first one and done once', async () => {
  const db = client.db('t');
  const lsid = { id: new mongo.UUID() };
  const write = () =>
    db.command({
      update: 'counters',
      updates: [{ q: { _id: 'a' }, u: { $inc: { n: 1 } } }],
      lsid,
      txnNumber: mongo.Long.fromNumber(7),
    });

  const [first, second] = [await write(), await write()];

  expect(second).toEqual(first);
  expect(await valueOf('a')).toBe(1);
});

test('a commit that is asked for again is still committed', async () => {
  const session = client.startSession();
  session.startTransaction();
  await counters.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session });

  await session.commitTransaction();
  await session.commitTransaction();

  expect(await valueOf('a')).toBe(1);
  await session.endSession();
});

test('one database does not wait for the transactions of another', async () => {
  const session = client.startSession();
  session.startTransaction();
  await counters.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session });

  await client.db('elsewhere').collection('things').insertOne({});
  await session.commitTransaction();

  expect(await valueOf('a')).toBe(1);
  await session.endSession();
});

test('a transaction over two databases is refused', async () => {
  const session = client.startSession();
  session.startTransaction();
  await counters.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session });

  await expect(client.db('elsewhere').collection('things').insertOne({}, { session })).rejects.toMatchObject({
    code: 263,
  });
  await session.endSession();
});
