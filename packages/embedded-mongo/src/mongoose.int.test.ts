import mongoose, { type Connection } from 'mongoose';
import { type EmbeddedMongo, startEmbeddedMongo } from './start-embedded-mongo.ts';

let mongo: EmbeddedMongo;
let db: Connection;

beforeAll(async () => {
  mongo = await startEmbeddedMongo();
  db = await mongoose.createConnection(mongo.url, { dbName: 'shop' }).asPromise();
});

afterAll(async () => {
  await db.close();
  await mongo.close();
});

const orderSchema = new mongoose.Schema(
  {
    number: { type: String, unique: true },
    cents: { type: Number, default: 0 },
    tags: [String],
    lines: [{ sku: String, count: Number }],
  },
  { timestamps: true, optimisticConcurrency: true },
);

test('a saved document is found as it was saved', async () => {
  const Order = db.model('Order', orderSchema);
  await Order.init();

  await Order.create({ number: 'A1', cents: 100, tags: ['new'], lines: [{ sku: 'x', count: 1 }] });

  const found = await Order.findOne({ number: 'A1' });
  expect(found).toMatchObject({ number: 'A1', cents: 100, createdAt: expect.any(Date) });
  expect([...(found?.tags ?? [])]).toEqual(['new']);
});

test('a second document with the same unique key is refused with the key in the error', async () => {
  const Order = db.model('Order', orderSchema);

  const second = Order.create({ number: 'A1' });

  await expect(second).rejects.toMatchObject({ code: 11000, keyValue: { number: 'A1' }, keyPattern: { number: 1 } });
});

test('of two versions of a document only the first is saved', async () => {
  const Order = db.model('Order', orderSchema);
  const [mine, theirs] = [await Order.findOne({ number: 'A1' }), await Order.findOne({ number: 'A1' })];

  if (mine) mine.cents = 1;
  await mine?.save();
  if (theirs) theirs.cents = 2;

  await expect(theirs?.save()).rejects.toThrow(mongoose.Error.VersionError);
});

test('a committed transaction is there as a whole, an aborted one not at all', async () => {
  const Order = db.model('Order', orderSchema);

  await db.transaction(async (session) => {
    await Order.create([{ number: 'T1' }], { session });
    await Order.updateOne({ number: 'A1' }, { $inc: { cents: 5 } }, { session });
  });
  const aborted = db.transaction(async (session) => {
    await Order.create([{ number: 'T2' }], { session });
    await Order.updateOne({ number: 'A1' }, { $inc: { cents: 500 } }, { session });
    throw new Error('changed my mind');
  });

  await expect(aborted).rejects.toThrow('changed my mind');
  expect(await Order.countDocuments({ number: { $in: ['T1', 'T2'] } })).toBe(1);
  expect((await Order.findOne({ number: 'A1' }))?.cents).toBe(6);
});

test('reads outside of a transaction neither wait for it nor see it before it commits', async () => {
  const Order = db.model('Order', orderSchema);
  const session = await db.startSession();
  session.startTransaction();

  await Order.updateOne({ number: 'A1' }, { $set: { cents: 999 } }, { session });
  const outside = await Order.findOne({ number: 'A1' }).lean();
  const inside = await Order.findOne({ number: 'A1' }).session(session).lean();
  await session.abortTransaction();
  await session.endSession();

  expect([outside?.cents, inside?.cents]).toEqual([6, 999]);
});

test('a snapshot session keeps seeing what its first read saw', async () => {
  const Order = db.model('Order', orderSchema);
  const session = await db.startSession({ snapshot: true });
  const before = await Order.countDocuments({}, { session });

  await Order.create({ number: `S${before}` });

  expect(await Order.countDocuments({}, { session })).toBe(before);
  expect(await Order.countDocuments({})).toBe(before + 1);
  await session.endSession();
});

test('an upsert inserts what the filter and $setOnInsert say, once', async () => {
  const Order = db.model('Order', orderSchema);
  const upsert = () =>
    Order.findOneAndUpdate(
      { number: 'U1' },
      { $inc: { cents: 1 }, $setOnInsert: { tags: ['first'] } },
      { upsert: true, returnDocument: 'after' },
    ).lean();

  const [first, second] = [await upsert(), await upsert()];

  expect(first).toMatchObject({ number: 'U1', cents: 1, tags: ['first'] });
  expect(second).toMatchObject({ _id: first?._id, cents: 2 });
});

test('a cursor reads on from the state it began with', async () => {
  const Item = db.model('Item', new mongoose.Schema({ n: Number }));
  await Item.insertMany(Array.from({ length: 300 }, (_, n) => ({ n })));

  const seen: number[] = [];
  for await (const item of Item.find().sort({ n: 1 }).lean().cursor({ batchSize: 50 })) {
    if (seen.length === 0) await Item.deleteMany({});
    seen.push(item.n as number);
  }

  expect(seen).toEqual(Array.from({ length: 300 }, (_, n) => n));
});

test('the replica set member accepts majority writes and snapshot reads', async () => {
  const Order = db.model('Order', orderSchema);

  await Order.create([{ number: 'W1' }], { w: 'majority', j: true });

  expect(await Order.find({ number: 'W1' }).read('primary').readConcern('majority').lean()).toHaveLength(1);
});

test('what is not supported is refused by name', async () => {
  const Order = db.model('Order', orderSchema);

  await expect(Order.find().collation({ locale: 'en', strength: 2 })).rejects.toMatchObject({
    codeName: 'NotImplemented',
  });
  await expect(Order.aggregate([{ $graphLookup: {} } as never])).rejects.toMatchObject({ code: 40324 });
  await expect(db.db?.command({ collMod: 'orders' })).rejects.toMatchObject({ code: 59, codeName: 'CommandNotFound' });
});
