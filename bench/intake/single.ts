import mongoose from 'mongoose';
import { newId } from '@fairdue/ids';
import { outboxCollections } from '@fairdue/outbox';
import { debts } from '../../services/recover/src/debts/debt.store.ts';
import { dropDatabase, newDatabase } from '../engines.ts';
import { inTurns, print, printRatio } from '../rounds.ts';
import { aDebt } from '../recover/customers.ts';
import type { Recover } from '../recover/start-recover.ts';
import type { Documents } from './insert-many.ts';

const roundMs = 4_000;

/** How often a second `clients` at once get `work` done, each one after the other. */
async function perSecond(clients: number, work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  let done = 0;
  const client = async (): Promise<void> => {
    while (performance.now() - begin < roundMs) {
      await work();
      done++;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return done / ((performance.now() - begin) / 1_000);
}

/** R11, one more debt of a customer, against a transaction that inserts the same debt and the same outbox row. */
export async function measureSingle(recover: Recover, { customers, debts: [debt], outbox }: Documents): Promise<void> {
  const db = await newDatabase([debts, ...outboxCollections]);
  const row = outbox.find(({ value }) => String(value).includes('debt-placed'));
  let n = 0;
  const addDebt = (): Promise<unknown> => {
    const customer = customers[n++ % customers.length]?.['_id'] as unknown as string;
    return recover.ask('POST', `/api/v1/customers/${customer}/debts/`, JSON.stringify(aDebt(`SINGLE-${n}`)));
  };
  const insertTwo = async (): Promise<void> => {
    const session = await db.startSession();
    session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } });
    const _id = newId('debt') as unknown as mongoose.Types.ObjectId;
    await db.collection('debts').insertOne({ ...debt, _id, transactionId: `RAW-${n++}` }, { session });
    await db.collection('outbox').insertOne({ ...row, _id: `${String(row?.['_id'])}${_id}` as never }, { session });
    await session.commitTransaction();
    await session.endSession();
  };
  for (const clients of [1, 32]) {
    const figures = await inTurns([
      { name: 'R11', run: () => perSecond(clients, addDebt) },
      { name: 'transaction of two inserts', run: () => perSecond(clients, insertTwo) },
    ]);
    print(clients === 1 ? 'one debt, one after the other' : `the same, ${clients} at once`, '/s', figures);
    printRatio(figures, ['R11', 'transaction of two inserts'], 0.85);
  }
  await dropDatabase(db);
}
