import type { Connection } from '@fairdue/store';
import type { TestEngines } from './test-engines.ts';

/**
 * Watches a database from now on. Whoever asks is told what the store read whole, or sorted by itself, since it was last
 * asked: by its profiler, or by the embedded one's list.
 */
export async function watchUnindexedReads(
  { kind }: Pick<TestEngines, 'kind'>,
  { db: mongo }: Connection,
): Promise<() => Promise<string[]>> {
  if (!mongo) throw new Error('The store is away.');
  if (kind === 'embedded')
    return async () => {
      const { scans } = (await mongo.command({ fairdueScans: 1, reset: true })) as unknown as { scans: object[] };
      return scans.map((scan) => JSON.stringify(scan));
    };

  await mongo.command({ profile: 2 });
  let seen = 0;
  return async () => {
    const found = await mongo
      .collection('system.profile')
      .find({ ns: { $not: /system\.profile$/ }, $or: [{ planSummary: /COLLSCAN/ }, { hasSortStage: true }] })
      .toArray();
    const fresh = found.slice(seen);
    seen = found.length;
    return fresh.map(({ ns, planSummary, command }) => `${ns} ${planSummary} ${JSON.stringify(command?.filter)}`);
  };
}
