import { Schema } from 'mongoose';
import { collection, insertRows, replaceRows, type Tx } from '@fairdue/store';
import type { Touch } from './touch.ts';
import type { Reader } from '../reader.ts';

export const touches = collection<Touch>(
  'touches',
  {
    creditorId: String, customerId: String, documentId: String, debtId: String, campaignId: String, slot: Number,
    channel: String, contactId: String, plannedAt: Date, dueAt: Date, timeBecause: Schema.Types.Mixed, windowStart: Date, windowEnd: Date, state: String,
    attempt: Number, reschedules: Number, refusedOn: [String], unreachableOn: [String],
    failedContactIds: [String], closedTries: [String], subject: String, lastDecision: Schema.Types.Mixed,
    interactionId: String, templateId: String, sentAt: Date, outcomeReason: String,
  },
  { indexes: [[{ creditorId: 1, campaignId: 1, slot: 1 }]] },
); // prettier-ignore

/** The touches of these campaigns, each campaign's in the order of its slots. */
export const touchesOf = (
  { db, session = null }: Reader,
  creditorId: string,
  campaignIds: readonly string[],
): Promise<Touch[]> =>
  touches(db)
    .find({ creditorId, campaignId: { $in: [...new Set(campaignIds)] } }, null, { session })
    .sort({ campaignId: 1, slot: 1 })
    .lean<Touch[]>();

export const insertTouches = (tx: Tx, rows: readonly Touch[]): Promise<void> => insertRows(tx, touches, rows);
export const saveTouches = (tx: Tx, rows: readonly Touch[]): Promise<unknown> => replaceRows(tx, touches, rows);

/** Which campaign each of these touches belongs to. */
export async function campaignOfTouches(
  { db, session }: Tx,
  creditorId: string,
  touchIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await touches(db)
    .find({ creditorId, _id: { $in: [...touchIds] } }, 'campaignId', { session })
    .lean<Pick<Touch, '_id' | 'campaignId'>[]>();
  return new Map(rows.map(({ _id, campaignId }) => [_id, campaignId]));
}
