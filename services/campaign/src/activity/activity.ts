import type { Entry, EntryType } from '../compliance-log/entry.ts';
import type { Document } from '../documents/document.ts';

/** The lines of the log that people read as the account's feed. */
const shown = [
  'campaign_started', 'opt_out', 'campaign_ended', 'campaign_paused', 'campaign_resumed', 'touch_sent', 'touch_skipped',
  'cadence_not_understood', 'staff_task',
] as const satisfies EntryType[]; // prettier-ignore

const ofDocuments = ['document.created', 'document.updated', 'document.deleted', 'loan.status_changed'] as const;
export const activityTypes = [...shown.map((type) => `rcm.${type}` as const), ...ofDocuments] as const;
export type ActivityType = (typeof activityTypes)[number];

/** Something that happened in an account, for people. It names things and says nothing about a person. */
export type Activity = {
  _id: string;
  creditorId: string;
  at: Date;
  type: ActivityType;
  documentId: string;
  campaignId: string | null;
  touchId: string | null;
  channel: string | null;
};

/**
 * With its place among all of its account, from 1 on and without a gap. It gets one only when it has committed, so
 * that whoever reads by places never passes one that comes later.
 */
export type PlacedActivity = Activity & { seq: number };

const isShown = (type: EntryType): type is (typeof shown)[number] => (shown as readonly string[]).includes(type);

export function activityOf(entry: Entry): Activity[] {
  const { _id, creditorId, at, type, documentId, campaignId, touchId, channel } = entry;
  if (!isShown(type)) return [];
  const id = `AT${_id.slice(2)}`;
  return [{ _id: id, creditorId, at, type: `rcm.${type}`, documentId, campaignId, touchId, channel }];
}

export const documentActivity = (
  _id: string,
  type: (typeof ofDocuments)[number],
  { creditorId, _id: documentId }: Pick<Document, 'creditorId' | '_id'>,
  at: Date,
): Activity => ({ _id, creditorId, at, type, documentId, campaignId: null, touchId: null, channel: null });

const form = /^AT-([0-9A-V]{10})-[0-9A-Z]+$/;
const placeText = (seq: number): string => seq.toString(32).toUpperCase().padStart(10, '0');

/** What clients know it by: ids of an account sort as its places do. */
export const eventId = ({ seq, _id }: Pick<PlacedActivity, 'seq' | '_id'>): string =>
  `AT-${placeText(seq)}-${_id.slice(_id.lastIndexOf('-') + 1)}`;

/** Before the first event of all. */
export const beginning = `AT-${placeText(0)}-0`;

/** The place an id speaks of; null when it is none of ours. */
export function placeIn(id: string): number | null {
  const [, text] = form.exec(id) ?? [];
  const seq = text === undefined ? NaN : parseInt(text, 32);
  return Number.isSafeInteger(seq) ? seq : null;
}
