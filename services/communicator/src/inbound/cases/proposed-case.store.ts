import { Schema } from 'mongoose';
import {
  collection,
  insertRows,
  keysetFilter,
  pageOf,
  replaceRows,
  type Page,
  type Reader,
  type Tx,
} from '@fairdue/store';
import type { ProposedCase } from './proposed-case.ts';

export const proposedCases = collection<ProposedCase>(
  'proposed_cases',
  {
    creditorId: String, customerId: String, debtIds: [String], wishes: [String], state: String, proposedAt: Date,
    decideBy: Date, decidedAt: Date, decidedBy: Schema.Types.Mixed, reason: String,
  },
  { indexes: [[{ creditorId: 1, state: 1, decideBy: 1, _id: 1 }]] },
); // prettier-ignore

export const insertCase = (tx: Tx, row: ProposedCase): Promise<void> => insertRows(tx, proposedCases, [row]);
export const saveCase = (tx: Tx, row: ProposedCase): Promise<unknown> =>
  replaceRows(tx, proposedCases, [row], { mayBeNew: false });

/** One of another creditor does not exist. */
export async function findCase(from: Reader, creditorId: string, caseId: string): Promise<ProposedCase | undefined> {
  const [found] = await proposedCases(from.db)
    .find({ creditorId, _id: caseId }, null, { session: from.session ?? null })
    .limit(1)
    .lean<ProposedCase[]>();
  return found;
}

type Place = { limit: number; cursor: readonly unknown[] | undefined };

/** Those in one state, the first to be decided first. */
export async function listCases(
  { db }: Reader,
  creditorId: string,
  state: ProposedCase['state'],
  { limit, cursor }: Place,
): Promise<Page<ProposedCase>> {
  const fields = ['decideBy', '_id'] as const;
  const rows = await proposedCases(db)
    .find({ creditorId, state, ...keysetFilter(fields, cursor) })
    .sort({ decideBy: 1, _id: 1 })
    .limit(limit + 1)
    .lean<ProposedCase[]>();
  return pageOf(rows, limit, fields);
}
