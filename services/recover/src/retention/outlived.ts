import type { Connection, Tx } from '@fairdue/store';
import { customers } from '../customers/customer.store.ts';
import type { Customer } from '../customers/customer.ts';
import { debts } from '../debts/debt.store.ts';
import { isTerminal, type Debt } from '../debts/debt.ts';
import { keptUntil } from '../erasure/erasure.ts';
import { legalHoldsOf } from './legal-hold.store.ts';

/** Customers whose records have outlived the law’s time, among so many from there on. `next`: where the next look begins. */
export type Outlived = {
  looked: number;
  due: { customer: Customer; debts: Debt[] }[];
  /** Would be due, and are kept for a court. */
  onHold: number;
  next: string | null;
};

const atOnce = 200;

/** Over all creditors: how long records are kept is the installation’s word. */
export async function outlivedAfter(
  where: Tx | { db: Connection; session?: undefined },
  after: string,
  { now, years }: { now: Date; years: number },
): Promise<Outlived> {
  const { db, session = null } = where;
  const rows = await customers(db)
    .find({ _id: { $gt: after } }, null, { session, acrossCreditors: true } as object)
    .sort({ _id: 1 })
    .limit(atOnce)
    .lean<Customer[]>();
  const old = rows.filter((customer) => keptUntil(customer, [], years) <= now);
  const creditorIds = [...new Set(old.map(({ creditorId }) => creditorId))];
  const ids = old.map(({ _id }) => _id);
  const owed = await debts(db)
    .find({ creditorId: { $in: creditorIds }, customerId: { $in: ids } }, null, { session })
    .lean<Debt[]>();
  const held = new Set(
    (await legalHoldsOf({ db, ...(session && { session }) }, creditorIds, ids)).map(({ _id }) => _id),
  );
  const due = old
    .map((customer) => ({ customer, debts: owed.filter(({ customerId }) => customerId === customer._id) }))
    .filter(
      ({ customer, debts: own }) =>
        own.every(({ status }) => isTerminal(status)) && keptUntil(customer, own, years) <= now,
    );
  return {
    looked: rows.length,
    due: due.filter(({ customer }) => !held.has(customer._id)),
    onHold: due.filter(({ customer }) => held.has(customer._id)).length,
    next: rows.length === atOnce ? (rows.at(-1)?._id ?? null) : null,
  };
}
