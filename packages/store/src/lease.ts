import { collection } from './collection.ts';
import type { Connection } from './connect.ts';
import type { Tx } from './transaction.ts';

/** Leave to be the only worker on something for a while. `fence` grows with every new owner. */
export type Lease = { name: string; owner: string; fence: number };

type LeaseRow = { _id: string; owner: string; fence: number; until: Date; kept: number };
export const leases = collection<LeaseRow>(
  'leases',
  { owner: String, fence: Number, until: Date, kept: Number },
  { tenant: false },
);

/**
 * Takes the lease when it is free, run out, or ours already; undefined when another worker has it. The database's own
 * clock decides (`$$NOW`), so that two processes whose clocks disagree cannot both own it.
 */
export async function claimLease(
  db: Connection,
  name: string,
  owner: string,
  forMs: number,
): Promise<Lease | undefined> {
  const free = { $or: [{ $eq: ['$owner', owner] }, { $lt: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] }] };
  const row = await leases(db)
    .findOneAndUpdate(
      { _id: name },
      [
        {
          $set: {
            fence: {
              $cond: [
                { $eq: ['$owner', owner] },
                '$fence',
                { $cond: [free, { $add: [{ $ifNull: ['$fence', 0] }, 1] }, '$fence'] },
              ],
            },
            until: { $cond: [free, { $add: ['$$NOW', forMs] }, '$until'] },
            owner: { $cond: [free, owner, '$owner'] },
          },
        },
      ],
      { upsert: true, returnDocument: 'after', updatePipeline: true },
    )
    .lean<LeaseRow>();
  return row?.owner === owner ? { name, owner, fence: row.fence } : undefined;
}

/** Prolongs these leases of one owner in one command. False when any of them is not theirs any more. */
export async function renewLeases(
  db: Connection,
  held: readonly Lease[],
  owner: string,
  forMs: number,
): Promise<boolean> {
  const renewed = await leases(db).updateMany(
    { _id: { $in: held.map(({ name }) => name) }, owner },
    [{ $set: { until: { $add: ['$$NOW', forMs] } } }],
    { updatePipeline: true },
  );
  return renewed.matchedCount === held.length;
}

/** Inside a transaction: fails it when the lease has gone to somebody else since. Writing the row makes a late owner conflict. */
export async function keepLease({ db, session }: Tx, lease: Lease): Promise<void> {
  const kept = await leases(db).updateOne(
    { _id: lease.name, owner: lease.owner, fence: lease.fence },
    { $inc: { kept: 1 } },
    { session },
  );
  if (kept.matchedCount === 0) throw new Error(`The lease ${lease.name} has gone to another worker.`);
}

/** Gives the lease back early, so that the next worker need not wait for it to run out. */
export const releaseLease = async (db: Connection, lease: Lease): Promise<void> => {
  await leases(db).updateOne(
    { _id: lease.name, owner: lease.owner, fence: lease.fence },
    { $set: { until: new Date(0) } },
  );
};
