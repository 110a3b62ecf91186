import { join } from 'node:path';
import { outboxCollections } from '@fairdue/outbox';
import { bundled } from '../bundled.ts';
import { newDatabase, newTopic } from '../engines.ts';
import { startProcess } from '../processes.ts';
import { startChangeStreamRelay } from '../relay/change-stream-relay.ts';
import { openStream } from './browser.ts';

/** The same transactions; a change stream on the outbox, Kafka, and a process that passes each record on to its listeners. */
export async function startBare(topic: string) {
  const { name } = await newTopic(topic);
  const db = await newDatabase(outboxCollections);
  const bare = await startProcess<string>(await bundled(join(import.meta.dirname, 'bare-process.ts')), [name]);
  const arrived = new Map<string, number>();
  await openStream(bare.said, {}, (event, at) => arrived.set(String(event['customerId']), at));
  await startChangeStreamRelay(db, name);
  return { db, arrived };
}
