import { newId } from '@fairdue/ids';
import type { Connection } from '@fairdue/store';

/** A message in the store of a service that it could not apply; returns its id. */
export async function aDeadLetter(db: Connection, topic = 'recover.customers'): Promise<string> {
  const id = `test/${topic}/0/${newId('event')}`;
  await db.collection<{ _id: string } & Record<string, unknown>>('deadLetters').insertOne({
    ...{ _id: id, group: 'test', topic, key: newId('customer'), partition: 0, offset: '7' },
    ...{ sequence: 1, type: 'recover.customer-placed.v1', order: 1, state: 'waiting', attempts: 1 },
    value: Buffer.from('{}'),
    headers: { ce_type: 'recover.customer-placed.v1' },
    cause: { code: 'event-data-invalid', detail: 'creditorId is missing' },
    deadAt: new Date(),
    settledAt: null,
    givenUp: null,
  });
  return id;
}
