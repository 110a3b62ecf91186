import { collection, keysetFilter, within, type Connection, type Tx } from '@fairdue/store';
import { Schema } from 'mongoose';
import type { BackTest, Finding } from './back-test.ts';

const mixed = Schema.Types.Mixed;

export const backTests = collection<BackTest>(
  'backTests',
  {
    creditorId: String, proposals: [mixed], from: Date, to: Date, requestedBy: mixed, createdAt: Date, finishedAt: Date,
    page: Number, place: mixed, counts: mixed, total: Number, done: Number,
  }, // prettier-ignore
  { indexes: [[{ creditorId: 1, _id: 1 }]] },
);

export const backTestFindings = collection<Finding>(
  'backTestFindings',
  {
    creditorId: String, backTestId: String, finding: String, at: Date, customerId: String, decisionId: String,
    decision: String, interactionId: String, channel: String, theme: String, ruleIds: [String],
  }, // prettier-ignore
  { indexes: [[{ creditorId: 1, backTestId: 1, finding: 1, at: 1, _id: 1 }]] },
);

/** A back-test of another creditor is one that does not exist. */
export async function findBackTest(
  where: Tx | Connection,
  creditorIds: readonly string[],
  backTestId: string,
): Promise<BackTest | null> {
  const { db, session } = within(where);
  return backTests(db)
    .findOne({ creditorId: { $in: [...creditorIds] }, _id: backTestId }, null, { session })
    .lean<BackTest>()
    .exec();
}

/** The newest first, from after one of them. */
export const listBackTests = (
  db: Connection,
  creditorId: string,
  { after, limit }: { after: unknown[] | undefined; limit: number },
): Promise<BackTest[]> =>
  backTests(db)
    .find({ creditorId, ...keysetFilter(['_id'], after, 'descending') })
    .sort({ _id: -1 })
    .limit(limit)
    .lean<BackTest[]>()
    .exec();

export async function saveBackTest({ db, session }: Tx, { _id, ...row }: BackTest): Promise<void> {
  await backTests(db).replaceOne({ _id, creditorId: row.creditorId }, row, { session, upsert: true });
}

export async function addFindings({ db, session }: Tx, findings: readonly Finding[]): Promise<void> {
  if (findings.length > 0)
    await backTestFindings(db).insertMany([...findings], { session, ordered: false, lean: true });
}

/** In the order of their time, from after a place in it. */
export const listFindings = (
  db: Connection,
  { creditorId, _id: backTestId }: BackTest,
  finding: Finding['finding'],
  { after, limit }: { after: unknown[] | undefined; limit: number },
): Promise<Finding[]> =>
  backTestFindings(db)
    .find({ creditorId, backTestId, finding, ...keysetFilter(['at', '_id'], after) })
    .sort({ at: 1, _id: 1 })
    .limit(limit)
    .lean<Finding[]>()
    .exec();
