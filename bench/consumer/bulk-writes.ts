import { dropDatabase, newDatabase } from '../engines.ts';
import { outboxCollections } from '@fairdue/outbox';
import { documents, registering } from './document.store.ts';
import { facts, topic, type Registration } from './registrations.ts';

const together = 500;
type Row = { _id: string };

/** Nothing but the writes, ordered, as many at once as our consumers take, with neither bus nor transaction. */
export async function writeInBulk(all: readonly Registration[], { inbox }: { inbox: boolean }): Promise<number> {
  const db = await newDatabase([...outboxCollections, documents]);
  const begin = performance.now();
  for (let n = 0; n < all.length; n += together) {
    const some = all.slice(n, n + together);
    await db.collection<Row>('documents').bulkWrite(some.map((each) => ({ updateOne: registering(each) })));
    if (inbox) await db.collection<Row>('inbox').bulkWrite(some.map((each) => ({ updateOne: noting(each) })));
  }
  const tookMs = performance.now() - begin;
  await dropDatabase(db);
  return (facts * 1_000) / tookMs;
}

/** The row that an inbox has of a key. */
const noting = ({ customerId: key, sequence }: Registration) => ({
  filter: { _id: `bench|${topic}|${key}` },
  update: {
    $set: { group: 'bench', topic, key, sequence, letters: 0, skipGap: false, waiting: 0, parkedAt: null },
  },
  upsert: true,
});
