import type { Connection } from '@fairdue/store';
import { rawProducer } from '../engines.ts';

type Inserted = { fullDocument?: { key: string; records: { value: string; headers: Record<string, string> }[] } };

/** The least that publishes an outbox: each insert that the change stream tells of is produced, and nothing is deleted. */
export async function startChangeStreamRelay(db: Connection, topic: string): Promise<{ stop(): Promise<void> }> {
  const producer = await rawProducer();
  const stream = db.collection('outbox').watch([{ $match: { operationType: 'insert' } }]);
  const opened = new Promise((resolve) => stream.once('resumeTokenChanged', resolve));
  let last: Promise<unknown> = Promise.resolve();
  stream.on('change', (change: unknown) => {
    const { fullDocument } = change as Inserted;
    if (!fullDocument) return;
    const messages = fullDocument.records.map((record) => ({ key: fullDocument.key, ...record }));
    last = last.then(() => producer.send({ topic, acks: -1, messages }));
  });
  await opened;
  return {
    async stop() {
      await stream.close();
      await last;
      await producer.disconnect();
    },
  };
}
