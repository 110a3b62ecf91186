import { collection, keysetFilter, replaceRows, type Connection, type Tx } from '@fairdue/store';
import type { CustomerRef } from '../customers/customer.store.ts';
import type { Duty } from './duty.ts';

/** A duty as it stands. Withdrawn: what it followed from turned out not to be so. */
export type DutyRow = Omit<Duty, 'dutyId'> & {
  _id: string;
  creditorId: string;
  customerId: string;
  state: 'open' | 'fulfilled' | 'withdrawn';
  alarmedAt: Date | null;
};

export const duties = collection<DutyRow>(
  'duties',
  {
    creditorId: String, customerId: String, debtId: String, ruleId: String, ruleVersion: Number, task: String, dueOn: String,
    dueAt: Date, doneOn: String, state: String, alarmedAt: Date,
  }, // prettier-ignore
  { indexes: [[{ creditorId: 1, state: 1, dueOn: 1, _id: 1 }], [{ creditorId: 1, customerId: 1 }]] },
);

export async function dutiesOfCustomers(
  { db, session }: Tx,
  refs: readonly CustomerRef[],
): Promise<Map<string, DutyRow[]>> {
  const rows = await duties(db)
    .find(
      {
        creditorId: { $in: [...new Set(refs.map(({ creditorId }) => creditorId))] },
        customerId: { $in: refs.map(({ customerId }) => customerId) },
      },
      null,
      { session },
    )
    .lean<DutyRow[]>();
  const byCustomer = new Map<string, DutyRow[]>();
  for (const row of rows) byCustomer.set(row.customerId, [...(byCustomer.get(row.customerId) ?? []), row]);
  return byCustomer;
}

export const saveDuties = (tx: Tx, rows: readonly DutyRow[]): Promise<unknown> => replaceRows(tx, duties, rows);

/** Open duties among these that nobody was told of yet. */
export const openDuties = (
  { db, session }: Tx,
  creditorIds: readonly string[],
  ids: readonly string[],
): Promise<DutyRow[]> =>
  duties(db)
    .find({ creditorId: { $in: [...creditorIds] }, _id: { $in: [...ids] }, state: 'open', alarmedAt: null }, null, {
      session,
    })
    .lean<DutyRow[]>()
    .exec();

type Which = { state: DutyRow['state']; dueBefore?: string | undefined; lateAt?: Date | undefined };

/** The first to fall due comes first. */
export const listDuties = (
  db: Connection,
  creditorId: string,
  { state, dueBefore, lateAt }: Which,
  { after, limit }: { after: readonly unknown[] | undefined; limit: number },
): Promise<DutyRow[]> =>
  duties(db)
    .find({
      creditorId,
      state,
      ...(lateAt && { dueAt: { $lte: lateAt } }),
      $and: [dueBefore === undefined ? {} : { dueOn: { $lt: dueBefore } }, keysetFilter(['dueOn', '_id'], after)],
    })
    .sort({ dueOn: 1, _id: 1 })
    .limit(limit)
    .lean<DutyRow[]>()
    .exec();
