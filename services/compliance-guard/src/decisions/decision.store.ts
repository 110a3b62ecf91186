import { collection, type Connection, type Tx } from '@fairdue/store';

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
    factsHash: String, rulesetVersion: String, record: String,
  }, // prettier-ignore
  { indexes: [[{ creditorId: 1, customerId: 1, at: -1, _id: -1 }]] },
);

/** Decisions are only ever added. */
export async function addDecisions({ db, session }: Tx, rows: readonly DecisionRow[]): Promise<void> {
  if (rows.length > 0) await decisions(db).insertMany([...rows], { session, ordered: false, lean: true });
}

export const findDecision = (
  db: Connection,
  creditorIds: readonly string[],
  decisionId: string,
): Promise<DecisionRow | null> =>
  decisions(db)
    .findOne({ _id: decisionId, creditorId: { $in: [...creditorIds] } })
    .lean<DecisionRow>()
    .exec();

/** What decisions were decided on and answered with, as it was kept. */
export async function recordsOf(
  db: Connection,
  creditorId: string,
  decisionIds: readonly string[],
): Promise<Map<string, string>> {
  if (decisionIds.length === 0) return new Map();
  const rows = await decisions(db)
    .find({ creditorId, _id: { $in: [...decisionIds] } }, { record: 1 })
    .lean<Pick<DecisionRow, '_id' | 'record'>[]>();
  return new Map(rows.map(({ _id, record }) => [_id, record]));
}
