import { Schema } from 'mongoose';
import { collection, insertRows, keysetFilter, pageOf, replaceRows, type Page, type Tx } from '@fairdue/store';
import type { Interaction } from './interaction.ts';

const { Mixed } = Schema.Types;

export const interactions = collection<Interaction>(
  'interactions',
  {
    creditorId: String, customerId: String, origin: String, dutyId: String, direction: String, channel: String, theme: String, otherTheme: String, subject: String,
    contactId: String, debtIds: [String], campaignId: String, touchId: String, attempt: Number, tone: String, isWritten: Boolean, language: String,
    status: String, statusDetails: String, agentOutcome: String, handOver: String, failures: Number, permitId: String,
    dispatchedRealAt: Date, provider: String, triedProviders: { type: [String], default: undefined }, providerMessageId: String, templateVersionId: String, templateRevision: Number,
    messageHash: String, disclosures: [String], content: Mixed, dialled: Mixed, blocking: [Mixed], nextAllowedAt: Date, complianceGuardRuleId: String, failureDescriptionShort: String,
    failureDescriptionLong: String, understoodAs: String, externalId: String, previousInteractionId: String, caseId: String, supercaseBulkOperationId: String, attachments: [String],
    isTransactional: Boolean, sensitive: Boolean, metaData: Mixed, startedAt: Date, endedAt: Date, answeredAt: Date, scheduledAtFrom: Date, scheduledAtTo: Date, createdAt: Date,
    updatedAt: Date, version: Number,
  },
  {
    indexes: [
      [{ creditorId: 1, customerId: 1, createdAt: -1, _id: -1 }],
      [{ creditorId: 1, customerId: 1, status: 1 }],
      [{ creditorId: 1, touchId: 1, attempt: 1 }],
      [{ creditorId: 1, externalId: 1, _id: 1 }, { partialFilterExpression: { externalId: { $gt: '' } } }],
    ],
  },
); // prettier-ignore

type Reader = Pick<Tx, 'db'> & { session?: Tx['session'] };
const within = ({ session }: Reader) => (session ? { session } : {});

/** By id; those of another creditor do not exist. */
export async function loadInteractions(
  from: Reader,
  creditorId: string,
  ids: readonly string[],
): Promise<Map<string, Interaction>> {
  const rows = await interactions(from.db)
    .find({ creditorId, _id: { $in: [...ids] } }, null, within(from))
    .lean<Interaction[]>();
  return new Map(rows.map((row) => [row._id, row]));
}

/** One by our id or the creditor’s; those of another creditor do not exist. Of several STOPs with one id it is the first. */
export async function findInteraction(
  from: Reader,
  creditorId: string,
  reference: string,
): Promise<Interaction | undefined> {
  const own = (await loadInteractions(from, creditorId, [reference])).get(reference);
  if (own) return own;
  const [first] = await interactions(from.db)
    .find({ creditorId, externalId: reference.replace(/^ext-/, '') }, null, within(from))
    .sort({ _id: 1 })
    .limit(1)
    .lean<Interaction[]>();
  return first;
}

/** The newest message of ours to that contact by that channel, of those that anybody can have got. */
export async function lastMadeTo(
  { db, session }: Tx,
  creditorId: string,
  customerId: string,
  { channel, contactId }: Pick<Interaction, 'channel' | 'contactId'>,
): Promise<Interaction | undefined> {
  const status = { $in: ['attempted', 'succeeded', 'inProgress'] as const };
  const where = { channel, ...(contactId !== null && { contactId }) };
  const [newest] = await interactions(db)
    .find({ creditorId, customerId, direction: 'outbound', status, ...where }, null, { session })
    .sort({ createdAt: -1, _id: -1 })
    .limit(1)
    .lean<Interaction[]>();
  return newest;
}

/** A touch makes one interaction per try: which of these were made already, as `<touchId> <attempt>`. */
export async function madeForTouches(tx: Tx, creditorId: string, touchIds: readonly string[]): Promise<Set<string>> {
  const rows = await interactions(tx.db)
    .find({ creditorId, touchId: { $in: [...touchIds] } }, { touchId: 1, attempt: 1 }, { session: tx.session })
    .lean<Interaction[]>();
  return new Set(rows.map(({ touchId, attempt }) => `${touchId} ${attempt}`));
}

/** What stands in the queue for these customers: planned, and not ended in any way. */
export const loadScheduled = (tx: Tx, creditorId: string, customerIds: readonly string[]): Promise<Interaction[]> =>
  interactions(tx.db)
    .find({ creditorId, customerId: { $in: [...customerIds] }, status: 'scheduled' }, null, { session: tx.session })
    .lean<Interaction[]>();

export const insertInteractions = (tx: Tx, rows: readonly Interaction[]): Promise<void> =>
  insertRows(tx, interactions, rows);

/** Those that are not there yet. */
export async function addInteractions({ db, session }: Tx, rows: readonly Interaction[]): Promise<void> {
  if (rows.length === 0) return;
  await interactions(db).bulkWrite(
    rows.map(({ _id, creditorId, ...row }) => ({
      updateOne: { filter: { _id, creditorId }, update: { $setOnInsert: row }, upsert: true },
    })),
    { session },
  );
}

/** Two writers of one interaction conflict, and the later one starts again on what the earlier one left. */
export const saveInteractions = (tx: Tx, rows: readonly Interaction[]): Promise<unknown> =>
  replaceRows(tx, interactions, rows, { mayBeNew: false });

/** One customer's interactions, newest first. */
export async function listInteractions(
  from: Reader,
  creditorId: string,
  customerId: string,
  { limit, cursor }: { limit: number; cursor: readonly unknown[] | undefined },
): Promise<Page<Interaction>> {
  const fields = ['createdAt', '_id'] as const;
  const rows = await interactions(from.db)
    .find({ creditorId, customerId, ...keysetFilter(fields, cursor, 'descending') })
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit + 1)
    .lean<Interaction[]>();
  return pageOf(rows, limit, fields);
}
