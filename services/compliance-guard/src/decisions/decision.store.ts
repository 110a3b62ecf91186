import { sha256 } from '@fairdue/contracts';
import { collection, insertRows, keysetFilter, type Connection, type Tx } from '@fairdue/store';

export type DecisionKind = 'can-interact' | 'permit' | 'hand-over';

/** An answer of the rules, kept as it was given. */
export type DecisionRow = {
  _id: string;
  creditorId: string;
  customerId: string;
  at: Date;
  kind: DecisionKind;
  allowed: boolean;
  requestedBy: string;
  /** JSON of the facts it was decided by, so that other rules can be tried on them; the hash is that of this text. */
  facts: string;
  factsHash: string;
  rulesetVersion: string;
  /** JSON of what was asked, and of what was answered with every rule: the very text that the evidence hashes. */
  record: string;
};

export type DecisionRecord = { request: unknown; data: object };

export const decisions = collection<DecisionRow>(
  'decisions',
  {
    creditorId: String, customerId: String, at: Date, kind: String, allowed: Boolean, requestedBy: String,
    facts: String, factsHash: String, rulesetVersion: String, record: String,
  }, // prettier-ignore
  { indexes: [[{ creditorId: 1, customerId: 1, at: -1, _id: -1 }], [{ creditorId: 1, at: 1, _id: 1 }]] },
);

/** Decisions are only ever added. */
export const addDecisions = (tx: Tx, rows: readonly DecisionRow[]): Promise<void> => insertRows(tx, decisions, rows);

export const findDecision = (
  db: Connection,
  creditorIds: readonly string[],
  decisionId: string,
): Promise<DecisionRow | null> =>
  decisions(db)
    .findOne({ _id: decisionId, creditorId: { $in: [...creditorIds] } })
    .lean<DecisionRow>()
    .exec();

export type ListedDecision = Omit<DecisionRow, 'facts' | 'factsHash'>;

/** A customer's decisions, the latest first. */
export const decisionsOfCustomer = (
  db: Connection,
  creditorId: string,
  customerId: string,
  { after, limit }: { after: readonly unknown[] | undefined; limit: number },
): Promise<ListedDecision[]> =>
  decisions(db)
    .find({ creditorId, customerId, ...keysetFilter(['at', '_id'], after, 'descending') }, { facts: 0, factsHash: 0 })
    .sort({ at: -1, _id: -1 })
    .limit(limit)
    .lean<ListedDecision[]>()
    .exec();

/** A record names the hash of the facts that were decided on. Where other facts stand beside it, it is not what was kept. */
function keptRecord({ record, facts, factsHash }: Pick<DecisionRow, 'record' | 'facts' | 'factsHash'>): string {
  const isWhole = sha256(facts) === factsHash && record.includes(`"factsHash":"${factsHash}"`);
  return isWhole ? record : `${record} beside other facts than it was decided on`;
}

/** What decisions were answered with, as it was kept; whoever reads it by the hash in the evidence sees what was altered. */
export async function recordsOf(
  db: Connection,
  creditorId: string,
  decisionIds: readonly string[],
): Promise<Map<string, string>> {
  if (decisionIds.length === 0) return new Map();
  const rows = await decisions(db)
    .find({ creditorId, _id: { $in: [...decisionIds] } }, { record: 1, facts: 1, factsHash: 1 })
    .lean<Pick<DecisionRow, '_id' | 'record' | 'facts' | 'factsHash'>[]>();
  return new Map(rows.map((row) => [row._id, keptRecord(row)]));
}

type Between = { from: Date; to: Date };
const within = (creditorId: string, { from, to }: Between) => ({ creditorId, at: { $gte: from, $lt: to } });

/** A creditor's decisions of a time, in the order in which they were made, from after a place in it. */
export const decisionsBetween = (
  db: Connection,
  creditorId: string,
  { after, limit, ...time }: Between & { after: { at: Date; id: string } | null; limit: number },
): Promise<DecisionRow[]> =>
  decisions(db)
    .find({ ...within(creditorId, time), ...keysetFilter(['at', '_id'], after ? [after.at, after.id] : undefined) })
    .sort({ at: 1, _id: 1 })
    .limit(limit)
    .lean<DecisionRow[]>()
    .exec();

export const countDecisions = (db: Connection, creditorId: string, time: Between): Promise<number> =>
  decisions(db).countDocuments(within(creditorId, time)).exec();
