import mongoose from 'mongoose';
import { newId } from '@fairdue/ids';
import { outboxCollections } from '@fairdue/outbox';
import { customers } from '../../services/recover/src/customers/customer.store.ts';
import { debts } from '../../services/recover/src/debts/debt.store.ts';
import { dropDatabase, newDatabase } from '../engines.ts';
import { inTurns, print, printRatio } from '../rounds.ts';
import { aDebt } from '../recover/customers.ts';
import type { Recover } from '../recover/start-recover.ts';
import type { Documents } from './insert-many.ts';
import type { Meter } from './meter.ts';

const roundMs = 1_000;
/** A service runs for weeks. What its code costs before it is compiled is not the question here. */
const warmUpMax = 3_000;

type Work = () => Promise<unknown>;

/** `clients` at once get `work` done, each one after the other, until it is time. Answers how often. */
async function repeat(clients: number, work: Work, isOver: (done: number) => boolean): Promise<number> {
  let done = 0;
  const client = async (): Promise<void> => {
    while (!isOver(done)) {
      await work();
      done++;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return done;
}

const forOneRound = (): (() => boolean) => {
  const end = performance.now() + roundMs;
  return () => performance.now() >= end;
};

type Session = mongoose.mongo.ClientSession;

/** R11, one more debt of a customer, against a transaction that inserts the same debt and the same outbox row. */
export async function measureSingle(recover: Recover, documents: Documents, meter: Meter): Promise<void> {
  const db = await newDatabase([customers, debts, ...outboxCollections]);
  const owners = documents.customers.slice(0, 2_000);
  await db.collection('customers').insertMany(owners);
  await db.collection('sequences').insertMany(documents.sequences);
  const [debt] = documents.debts;
  const [{ records, ...place } = {}] = documents.outbox;
  const packet = { ...place, records: (records as unknown[]).slice(1) }; // of the debt alone
  let n = 0;
  const addDebt: Work = () => {
    const customer = String(owners[n++ % owners.length]?.['_id']);
    return recover.ask('POST', `/api/v1/customers/${customer}/debts/`, JSON.stringify(aDebt(`SINGLE-${n}`)));
  };
  const inTransaction = async (write: (session: Session) => Promise<unknown>): Promise<void> => {
    const session = await db.startSession();
    await session.withTransaction(() => write(session), {
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority', journal: true },
    });
    await session.endSession();
  };
  const insertTwo = async (session: Session): Promise<void> => {
    const _id = newId('debt') as never;
    await db.collection('debts').insertOne({ ...debt, _id, transactionId: `RAW-${n++}` }, { session });
    await db.collection('outbox').insertOne({ ...packet, _id: `${String(place['_id'])}${_id}` as never }, { session });
  };
  const writeAll = async (session: Session): Promise<void> => {
    const _id = owners[n % owners.length]?.['_id'] as never;
    const counter = `recover.customers|${_id}` as never;
    await db.collection('customers').findOneAndUpdate({ _id }, { $set: { lastModified: new Date() } }, { session });
    await db.collection('sequences').findOneAndUpdate({ _id: counter }, { $inc: { n: 1 } }, { session });
    await insertTwo(session);
  };
  await repeat(32, addDebt, (done) => done >= warmUpMax);
  const two = 'transaction of two inserts';
  const all = 'transaction of its four writes';
  for (const clients of [1, 32]) {
    const contender = (name: string, work: Work) => ({
      name,
      run: () => meter.perSecond(name, () => repeat(clients, work, forOneRound())),
    });
    const figures = await inTurns([
      contender('R11', addDebt),
      contender(two, () => inTransaction(insertTwo)),
      contender(all, () => inTransaction(writeAll)),
    ]);
    print(clients === 1 ? 'one debt, one after the other' : `the same, ${clients} at once`, '/s', figures);
    printRatio(figures, ['R11', two], 0.85);
    printRatio(figures, ['R11', all]);
    meter.print('a debt');
  }
  await dropDatabase(db);
}
