import { sha256 } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { collection, insertRows, within, type Connection, type Tx } from '@fairdue/store';

export type EvidenceKind =
  | 'decision'
  | 'permit-granted'
  | 'permit-consumed'
  | 'permit-ended'
  | 'hold-placed'
  | 'hold-lift-asked'
  | 'hold-lifted'
  | 'hold-lifted-early'
  | 'consent'
  | 'fact-recorded'
  | 'consent-recorded'
  | 'preference-recorded'
  | 'hand-over'
  | 'hand-over-overran'
  | 'message-sent'
  | 'receipt'
  | 'customer-erased'
  | 'rule-proposed'
  | 'rule-activated'
  | 'rule-withdrawn';

export type EvidenceDraft = {
  creditorId: string;
  /** Null: about no customer, but about the rules. */
  customerId: string | null;
  at: Date;
  kind: EvidenceKind;
  /** The decision, permit, hold, contact, interaction or version of a rule this is about, the fact's name, or the source of a hold not heard of yet. */
  subjectId: string;
  /** What is proven: a decision's record as it is kept, or canonical JSON. */
  text: string;
};

/** Where an entry stands: set once, by sealing. Nothing else of an entry ever changes. */
export type Place = { position: number; previousHash: string; hash: string };

/** One line of the log. `record` is what is proven; null for a decision, which is kept for itself. */
export type EvidenceEntry = Omit<EvidenceDraft, 'text'> & {
  _id: string;
  dataHash: string;
  record: string | null;
  sealed: boolean;
} & { [Part in keyof Place]: Place[Part] | null };
export type SealedEntry = EvidenceEntry & Place;

export const evidence = collection<EvidenceEntry>(
  'evidence',
  {
    creditorId: String, customerId: String, at: Date, kind: String, subjectId: String, dataHash: String, record: String,
    sealed: Boolean, position: Number, previousHash: String, hash: String,
  }, // prettier-ignore
  {
    indexes: [
      [{ creditorId: 1, position: 1 }],
      [{ creditorId: 1, customerId: 1, position: 1 }],
      [{ sealed: 1, _id: 1 }, { partialFilterExpression: { sealed: false } }],
    ],
  },
);

/** Adds entries in the transaction of what they prove. Chaining comes after, so that no writer waits for another. */
export async function addEvidence(tx: Tx, drafts: readonly EvidenceDraft[]): Promise<void> {
  const rows = drafts.map(({ text, ...draft }) => ({
    ...draft,
    _id: newId('logEntry'),
    dataHash: sha256(text),
    record: draft.kind === 'decision' ? null : text,
    sealed: false,
    position: null,
    previousHash: null,
    hash: null,
  }));
  await insertRows(tx, evidence, rows);
}

/** When the oldest entry without a place in its chain was made, over all creditors. */
export async function oldestUnsealed(db: Connection): Promise<Date | undefined> {
  const oldest = await evidence(db)
    .findOne({ sealed: false }, { at: 1 })
    .setOptions({ acrossCreditors: true })
    .sort({ _id: 1 })
    .lean<Pick<EvidenceEntry, 'at'>>();
  return oldest?.at;
}

/** The next sealed entries of a chain, or of one customer in it, up to a position. */
export const entriesAfter = (
  db: Connection,
  creditorId: string,
  { after, through, customerId, limit }: { after: number; through: number; customerId?: string; limit: number },
): Promise<SealedEntry[]> =>
  evidence(db)
    .find({ creditorId, ...(customerId !== undefined && { customerId }), position: { $gt: after, $lte: through } })
    .sort({ position: 1 })
    .limit(limit)
    .lean<SealedEntry[]>()
    .exec();

/** The hashes of the entries of one batch, in order. */
export async function hashesOf(db: Connection, creditorId: string, from: number, position: number): Promise<string[]> {
  const rows = await evidence(db)
    .find({ creditorId, position: { $gte: from, $lte: position } }, { hash: 1 })
    .sort({ position: 1 })
    .lean<{ hash: string }[]>();
  return rows.map(({ hash }) => hash);
}

/** Entries of these kinds about these customers, sealed or not, in no order: those of one instant have none. */
export async function entriesAbout<Kind extends EvidenceKind>(
  where: Tx | Connection,
  about: readonly { creditorId: string; customerId: string }[],
  kinds: readonly Kind[],
): Promise<(EvidenceEntry & { kind: Kind })[]> {
  if (about.length === 0) return [];
  const { db, session } = within(where);
  const creditorIds = [...new Set(about.map(({ creditorId }) => creditorId))];
  const customerIds = about.map(({ customerId }) => customerId);
  return evidence(db)
    .find({ creditorId: { $in: creditorIds }, customerId: { $in: customerIds }, kind: { $in: [...kinds] } }, null, {
      session,
    })
    .lean<(EvidenceEntry & { kind: Kind })[]>();
}

/** What receipts say of these contacts made, each by `customerId interactionId`. */
export async function receiptsOnRecord(
  { db, session }: Tx,
  creditorId: string,
  customerIds: readonly string[],
  interactionIds: readonly string[],
): Promise<Map<string, string>> {
  if (interactionIds.length === 0) return new Map();
  const rows = await evidence(db)
    .find(
      { creditorId, customerId: { $in: [...customerIds] }, kind: 'receipt', subjectId: { $in: [...interactionIds] } },
      { customerId: 1, subjectId: 1, record: 1 },
      { session },
    )
    .lean<Pick<EvidenceEntry, 'customerId' | 'subjectId' | 'record'>[]>();
  return new Map(rows.map(({ customerId, subjectId, record }) => [`${customerId} ${subjectId}`, record ?? '']));
}
