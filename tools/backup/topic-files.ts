import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Bus } from '@fairdue/bus';
import { topicNames } from '@fairdue/contracts';
import type { FileEntry } from './manifest.ts';
import { RowFile, rowsOf, type BackupKey } from './sealed-file.ts';

export type TopicFile = FileEntry & { name: string; partitions: number };
type Kept = { key: string; value: string; headers: Record<string, string> };

/** Everything that lies on the topics at the moment of the call, read with a group of its own. */
export async function readTopics(
  bus: Bus,
  { folder, key }: { folder: string; key: BackupKey | undefined },
): Promise<TopicFile[]> {
  const files = new Map(topicNames.map((name) => [name as string, new RowFile(folder, fileOf(name, key), key)]));
  const group = `backup-${randomUUID()}`;
  const toRead = await bus.lag(group, topicNames);
  let read = 0;
  const subscription = await bus.subscribe(group, topicNames, async ({ topic, records }) => {
    for (const { key: about, value, headers } of records) {
      const kept = JSON.stringify({ key: about, value: value.toString('utf8'), headers });
      if (about !== null) await files.get(topic)?.add(Buffer.from(kept)); // a tick, without a key, tells of its moment alone
      read += 1;
    }
  }); // prettier-ignore
  while (read < toRead && (await bus.lag(group, topicNames)) > 0) await wait(50);
  await subscription.stop();
  return Promise.all(
    topicNames.map(async (name) => ({
      ...(await (files.get(name) as RowFile).end()),
      name,
      partitions: await bus.partitionsOf(name),
    })),
  );
}

const fileOf = (topic: string, key: BackupKey | undefined): string => `topic.${topic}.gz${key ? '.sealed' : ''}`;

/** The last number of each key on a topic that the owner’s database knows; of a key that it does not know there is none. */
export type LastSequences = (topic: string, keys: readonly string[]) => Promise<ReadonlyMap<string, number>>;

const batchMax = 500;
const sequenceOf = ({ value }: Kept): number => (JSON.parse(value) as { sequence: number }).sequence;

/**
 * Publishes again what was on the topics. A fact that the restored owner does not know of was published after the backup: its
 * number will be given to another one, so it is left out.
 */
export async function writeTopics(
  bus: Bus,
  files: readonly TopicFile[],
  { folder, key, lastSequences }: { folder: string; key: BackupKey | undefined; lastSequences: LastSequences },
): Promise<{ published: number; leftOut: number }> {
  let published = 0;
  let leftOut = 0;
  for (const file of files) {
    let batch: Kept[] = [];
    const publish = async (): Promise<void> => {
      const last = await lastSequences(file.name, [...new Set(batch.map((record) => record.key))]);
      const known = batch.filter((record) => sequenceOf(record) <= (last.get(record.key) ?? 0));
      await bus.publish(file.name, known);
      published += known.length;
      leftOut += batch.length - known.length;
      batch = [];
    };
    for await (const row of rowsOf(folder, file, key)) {
      batch.push(JSON.parse(row.toString('utf8')) as Kept);
      if (batch.length === batchMax) await publish();
    }
    if (batch.length > 0) await publish();
  }
  return { published, leftOut };
}
