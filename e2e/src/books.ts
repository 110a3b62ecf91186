import mongoose from 'mongoose';
import type { Installation } from './installation.ts';

type Buckets = { principalCents: number; interestCents: number; feesCents: number; costsCents: number };
type DebtRow = {
  _id: string;
  toCollect: Buckets;
  balance: Buckets & { overchargesCents: number };
  entriesPosted: number;
};
type PaymentRow = { debtId: string; amountCents: number; number: number };

const totalCents = ({ principalCents, interestCents, feesCents, costsCents }: Buckets): number =>
  principalCents + interestCents + feesCents + costsCents;

/** What recover has stored, read past it. */
export async function openBooks({ prefix }: Installation) {
  const connection = await mongoose.createConnection(process.env['MONGODB_URL'] ?? '').asPromise();
  const db = connection.getClient().db(`${prefix}recover`);
  const rowsOf = (name: string, creditorId: string) => db.collection(name).find({ creditorId }).toArray();

  return {
    count: (name: string, creditorId: string): Promise<number> => db.collection(name).countDocuments({ creditorId }),

    /** How many customers the creditor’s list says there are, without counting them. */
    async keptTotal(creditorId: string): Promise<number> {
      const rows = (await rowsOf('customerCounts', creditorId)) as unknown as { n: number }[];
      return rows.reduce((sum, { n }) => sum + n, 0);
    },

    /** What the creditor's customers owe all together. */
    async owedCents(creditorId: string): Promise<number> {
      const rows = (await rowsOf('debts', creditorId)) as unknown as DebtRow[];
      return rows.reduce((sum, { balance }) => sum + totalCents(balance), 0);
    },

    /** Facts that are stored and not yet on their topic. */
    unpublished: (): Promise<number> => db.collection('outbox').countDocuments(),

    /** Every version that any customer or debt ever had, as `id version`. */
    async versions(): Promise<string[]> {
      const rows = await Promise.all(['customers', 'debts'].map((name) => db.collection(name).find().toArray()));
      return (rows.flat() as unknown as { _id: string; version: number }[]).flatMap(({ _id, version }) =>
        Array.from({ length: version }, (_, i) => `${_id} ${i + 1}`),
      );
    },

    /** Customers and debts as texts, in one order, without what differs from one run to the next: ids and times. */
    async stateOf(creditorId: string): Promise<string[]> {
      const rows = await Promise.all(['customers', 'debts'].map((name) => rowsOf(name, creditorId)));
      return rows
        .flat()
        .map((row) => JSON.stringify(row, sameInEveryRun))
        .sort();
    },

    /** Debts whose balance is not what was to be collected less what was posted, by an arithmetic of its own. */
    async debtsOffTheLedger(creditorId: string): Promise<string[]> {
      const debts = (await rowsOf('debts', creditorId)) as unknown as DebtRow[];
      const posted = new Map<string, PaymentRow[]>();
      for (const row of (await rowsOf('payments', creditorId)) as unknown as PaymentRow[])
        if (row.number > 0) posted.set(row.debtId, [...(posted.get(row.debtId) ?? []), row]);
      const isOff = ({ _id, toCollect, balance, entriesPosted }: DebtRow): boolean => {
        const entries = posted.get(_id) ?? [];
        const owedCents = entries.reduce((sum, { amountCents }) => sum - amountCents, totalCents(toCollect));
        const numbers = entries.map(({ number }) => number).sort((a, b) => a - b);
        return (
          totalCents(balance) - balance.overchargesCents !== owedCents ||
          entriesPosted !== entries.length ||
          numbers.some((number, i) => number !== i + 1)
        );
      };
      return debts.filter(isOff).map(({ _id }) => _id);
    },

    close: () => connection.close(),
  };
}
export type Books = Awaited<ReturnType<typeof openBooks>>;

const idForm = /^[A-Z]{2}-[A-Z0-9]+-[A-Z0-9]+$/;
const timeForm = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
function sameInEveryRun(_name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (idForm.test(value)) return value.slice(0, 2);
  return timeForm.test(value) ? 'a time' : value;
}
