import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { activityTypes, eventId, type PlacedActivity } from './activity.ts';

/** One event of an account's feed. Ids sort in the order in which things were committed. */
export const EventBody = z.strictObject({
  id: Id,
  at: z.iso.datetime(),
  type: z.enum(activityTypes),
  documentId: Id,
  campaignId: Id.nullable(),
  touchId: Id.nullable(),
  channel: z.string().nullable(),
});
export const EventList = z.strictObject({ events: z.array(EventBody) });

export const eventWire = (activity: PlacedActivity): z.output<typeof EventBody> => ({
  id: eventId(activity),
  at: activity.at.toISOString(),
  type: activity.type,
  documentId: activity.documentId,
  campaignId: activity.campaignId,
  touchId: activity.touchId,
  channel: activity.channel,
});
