import { createHash } from 'node:crypto';
import { collection, insertRows, writeRows, type Connection, type Tx } from '@fairdue/store';
import type { Portfolio } from './portfolio.ts';
import { combined, noCounts, type Counts, type Member } from './member.ts';

/** A part of the sums of an arm. There are several, so that facts about many customers rarely meet in one row. */
type Counter = Counts & { _id: string; creditorId: string; portfolioId: string; arm: string };

export const counters = collection<Counter>(
  'portfolio-counters',
  {
    creditorId: String, portfolioId: String, arm: String, contacted: Number, reached: Number, optedOut: Number, paid: Number,
    contacts: Number, paidCents: Number, contactsSquared: Number, paidCentsSquared: Number, paidTimesContacts: Number,
  },
  { indexes: [[{ creditorId: 1, portfolioId: 1 }]] },
); // prettier-ignore

const partsPerArm = 16;
const partOf = (customerId: string): number => (createHash('md5').update(customerId).digest()[0] ?? 0) % partsPerArm;

const idOf = (portfolioId: string, arm: string, part: number): string => `${portfolioId}:${arm}:${part}`;

/** All parts come into being with the portfolio campaign: a count only ever adds to a row that is there. */
export const insertCounters = (tx: Tx, { _id: portfolioId, creditorId, arms }: Portfolio): Promise<void> =>
  insertRows(
    tx,
    counters,
    arms.flatMap(({ name: arm }) =>
      Array.from({ length: partsPerArm }, (_, part) => ({
        _id: idOf(portfolioId, arm, part), creditorId, portfolioId, arm, ...noCounts,
      })),
    ),
  ); // prettier-ignore

/** Adds what changed of these customers to the sums of their arms. */
export async function addCounts(
  tx: Tx,
  creditorId: string,
  changes: readonly { member: Member; counts: Counts }[],
): Promise<void> {
  const sums = new Map<string, Counts>();
  for (const { member, counts } of changes) {
    const id = idOf(member.portfolioId, member.arm, partOf(member.customerId));
    sums.set(id, combined(sums.get(id) ?? noCounts, counts));
  }
  await writeRows(
    tx,
    counters,
    [...sums].map(([_id, counts]) => ({
      updateOne: { filter: { _id: _id as never, creditorId }, update: { $inc: counts } },
    })),
  );
}

/** The sums of each arm of a portfolio campaign, by the name of the arm. */
export async function countsOfArms(
  db: Connection,
  creditorId: string,
  portfolioId: string,
): Promise<Map<string, Counts>> {
  const rows = await counters(db).find({ creditorId, portfolioId }).lean<Counter[]>();
  const sums = new Map<string, Counts>();
  for (const row of rows) sums.set(row.arm, combined(sums.get(row.arm) ?? noCounts, row));
  return sums;
}
