import { Schema } from 'mongoose';
import {
  collection,
  insertRows,
  keysetFilter,
  pageOf,
  replaceRows,
  type Connection,
  type Page,
  type Reader,
  type Tx,
} from '@fairdue/store';
import type { Interaction } from './interaction.ts';
import type { SealedContent } from './sealed-content.ts';

const { Mixed } = Schema.Types;

export const interactions = collection<Interaction>(
  'interactions',
  {
    creditorId: String, customerId: String, origin: String, dutyId: String, direction: String, channel: String, theme: String, otherTheme: String, subject: String,
    contactId: String, debtIds: [String], campaignId: String, touchId: String, attempt: Number, tone: String, isWritten: Boolean, language: String,
    status: String, statusDetails: String, agentOutcome: String, handOver: String, failures: Number, permitId: String,
    dispatchedRealAt: Date, task: { type: Mixed, default: undefined }, withoutLeave: Boolean, provider: String, triedProviders: { type: [String], default: undefined }, providerMessageId: String, templateVersionId: String, templateRevision: Number,
    messageHash: String, letterHash: String, disclosures: [String], content: Mixed, dialled: Mixed, blocking: [Mixed], nextAllowedAt: Date, complianceGuardRuleId: String, failureDescriptionShort: String,
    failureDescriptionLong: String, understoodAs: String, externalId: String, previousInteractionId: String, caseId: String, supercaseBulkOperationId: String, attachments: [String], attached: { type: [Mixed], default: undefined },
    avoidContactIds: { type: [String], default: undefined }, calledOff: String, isTransactional: Boolean, sensitive: Boolean, metaData: Mixed, traceparent: String, startedAt: Date, endedAt: Date, answeredAt: Date, scheduledAtFrom: Date, scheduledAtTo: Date, createdAt: Date,
    updatedAt: Date, version: Number,
  },
  {
    indexes: [
      [{ creditorId: 1, createdAt: -1, _id: -1 }],
      [{ creditorId: 1, customerId: 1, createdAt: -1, _id: -1 }],
      [{ creditorId: 1, debtIds: 1, createdAt: -1, _id: -1 }],
      [{ creditorId: 1, campaignId: 1, createdAt: -1, _id: -1 }, { partialFilterExpression: { campaignId: { $gt: '' } } }],
      [{ creditorId: 1, status: 1, createdAt: -1, _id: -1 }],
      [{ creditorId: 1, customerId: 1, status: 1, createdAt: -1, _id: -1 }, { partialFilterExpression: { status: 'scheduled' } }],
      [{ creditorId: 1, touchId: 1, attempt: 1 }],
      [{ creditorId: 1, externalId: 1, _id: 1 }, { partialFilterExpression: { externalId: { $gt: '' } } }],
    ],
  },
); // prettier-ignore

/** By id; those of another creditor do not exist. */
export async function loadInteractions(
  from: Reader,
  creditorId: string,
  ids: readonly string[],
): Promise<Map<string, Interaction>> {
  const rows = await interactions(from.db)
    .find({ creditorId, _id: { $in: [...ids] } }, null, { session: from.session ?? null })
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
    .find({ creditorId, externalId: reference.replace(/^ext-/, '') }, null, { session: from.session ?? null })
    .sort({ _id: 1 })
    .limit(1)
    .lean<Interaction[]>();
  return first;
}

type Sealed = Pick<Interaction, '_id' | 'creditorId' | 'customerId' | 'content'>;

/** Of all creditors, from that one on: what they say, sealed. */
export const contentsAfter = (db: Connection, after: string, limit: number): Promise<Sealed[]> =>
  interactions(db)
    .find({ _id: { $gt: after } }, { creditorId: 1, customerId: 1, content: 1 }, { acrossCreditors: true } as object)
    .sort({ _id: 1 })
    .limit(limit)
    .lean<Sealed[]>();

type Resealed = Pick<Interaction, '_id' | 'creditorId'> & { before: SealedContent; after: SealedContent };

/** Answers how many were still as they were read. */
export async function replaceContents(db: Connection, all: readonly Resealed[]): Promise<number> {
  if (all.length === 0) return 0;
  const writes = all.map(({ _id, creditorId, before, after }) => ({
    updateOne: {
      filter: { _id, creditorId, 'content.sealed': before.sealed },
      update: { $set: { content: after } },
    },
  }));
  return (await interactions(db).bulkWrite(writes)).matchedCount;
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
    .find(
      { creditorId, customerId, direction: 'outbound', status, handOver: { $nin: ['waiting', 'posted'] }, ...where },
      null,
      {
        session,
      },
    )
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

/** Which interactions: all that is said holds for each. Of instants `from` is the first and `to` the first that is not meant. */
export type Wanted = Partial<
  Pick<Interaction, 'status'> & { customerId: string; debtId: string; campaignId: string; from: Date; to: Date }
>;

/** Those of one creditor that are wanted, newest first. */
export async function listInteractions(
  reader: Reader,
  creditorId: string,
  { debtId, from, to, ...same }: Wanted,
  { limit, cursor }: { limit: number; cursor: readonly unknown[] | undefined },
): Promise<Page<Interaction>> {
  const fields = ['createdAt', '_id'] as const;
  const between = { ...(from && { $gte: from }), ...(to && { $lt: to }) };
  const rows = await interactions(reader.db)
    .find({
      creditorId,
      ...same,
      ...(debtId !== undefined && { debtIds: debtId }),
      ...((from || to) && { createdAt: between }),
      ...keysetFilter(fields, cursor, 'descending'),
    })
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit + 1)
    .lean<Interaction[]>();
  return pageOf(rows, limit, fields);
}
