import { createHash } from 'node:crypto';
import { collection, type Tx } from '@fairdue/store';
import { newId } from '@fairdue/ids';

export type EvidenceKind =
  | 'decision'
  | 'permit-consumed'
  | 'permit-ended'
  | 'hold-placed'
  | 'hold-lift-asked'
  | 'hold-lifted'
  | 'hand-over-overran'
  | 'fact-recorded'
  | 'consent-recorded'
  | 'preference-recorded';

export type EvidenceDraft = {
  creditorId: string;
  customerId: string;
  at: Date;
  kind: EvidenceKind;
  /** The decision, permit or hold this is about, or the fact's name. */
  subjectId: string;
  /** What is proven: a decision's record as it is kept, or canonical JSON. */
  text: string;
};

/** One line of the log. `position` and `hash` come with sealing; nothing else ever changes. */
export type EvidenceEntry = Omit<EvidenceDraft, 'text'> & {
  _id: string;
  dataHash: string;
  sealed: boolean;
  position: number | null;
  hash: string | null;
};

export const evidence = collection<EvidenceEntry>(
  'evidence',
  {
    creditorId: String, customerId: String, at: Date, kind: String, subjectId: String, dataHash: String,
    sealed: Boolean, position: Number, hash: String,
  }, // prettier-ignore
  {
    indexes: [
      [{ creditorId: 1, position: 1, _id: 1 }],
      [{ creditorId: 1, customerId: 1, _id: 1 }],
      [{ sealed: 1, _id: 1 }, { partialFilterExpression: { sealed: false } }],
    ],
  },
);

/** Adds entries in the transaction of what they prove. Chaining comes after, so that no writer waits for another. */
export async function addEvidence({ db, session }: Tx, drafts: readonly EvidenceDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const rows = drafts.map(({ text, ...draft }) => ({
    ...draft,
    _id: newId('logEntry'),
    dataHash: createHash('sha256').update(text).digest('hex'),
    sealed: false,
    position: null,
    hash: null,
  }));
  await evidence(db).insertMany(rows, { session, ordered: false, lean: true });
}
