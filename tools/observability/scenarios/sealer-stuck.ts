import type { Connection } from '@fairdue/store';

const hourMs = 3_600_000;

/** Another process has the lease of a sealer and does nothing with it. */
export function sealerStuck(db: Connection, name: string) {
  const lease = (owner: string, untilMs: number) =>
    db
      .collection<{ _id: string; fence: number }>('leases')
      .updateOne({ _id: name }, { $set: { owner, until: new Date(untilMs) }, $inc: { fence: 1 } }, { upsert: true });
  return { begin: () => lease('a process that is stuck', Date.now() + hourMs), end: () => lease('nobody', 0) };
}
