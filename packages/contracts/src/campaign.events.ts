import { z } from 'zod';
import { event } from './event.ts';
import { Channel, Id, Instant, RecordedBy } from './words.ts';

const topic = 'campaign.campaigns';

const campaign = { creditorId: Id, customerId: Id, documentId: Id, debtId: Id.nullable(), campaignId: Id };

export const CampaignStartedV1 = event('campaign.campaign-started.v1', topic, {
  ...campaign,
  channels: z.array(Channel),
  toneVariant: z.enum(['empathetic', 'neutral', 'firm']),
  touches: z.int().nonnegative(),
});
export const CampaignEndedV1 = event('campaign.campaign-ended.v1', topic, { ...campaign, endReason: z.string() });

const touch = { ...campaign, touchId: Id, slot: z.int().positive(), channel: Channel, dueAt: Instant };
export const TouchPlannedV1 = event('campaign.touch-planned.v1', topic, touch);
/** Its time has come: the communicator picks template and contact, asks the guard, and sends or says why not. */
export const TouchDueV1 = event('campaign.touch-due.v1', topic, {
  ...touch,
  /** 1 for the first try; grows with every reschedule, so that each try is one interaction. */
  attempt: z.int().positive(),
  theme: z.literal('opsCollDebt'),
  subject: z.string(),
  toneVariant: z.enum(['empathetic', 'neutral', 'firm']),
  /** Contacts where this touch failed for good: another one, or none. */
  avoidContactIds: z.array(Id).optional(),
  /** Why it is tried on this channel: the refusal on the one before. Null or absent: its time has come. */
  because: z.string().nullable().optional(),
});
export const TouchRescheduledV1 = event('campaign.touch-rescheduled.v1', topic, {
  ...touch,
  ruleId: z.string().nullable(),
  from: Instant,
  /** The rule that refused it, or why else it is later: its hours were missed, or it goes to another contact. */
  because: z.string().optional(),
});
export const TouchCancelledV1 = event('campaign.touch-cancelled.v1', topic, { ...touch, reason: z.string() });
export const OptOutRecordedV1 = event('campaign.opt-out-recorded.v1', topic, {
  ...campaign,
  channel: z.enum(['sms', 'email', 'call', 'all']),
  duplicate: z.boolean(),
  recordedBy: RecordedBy.optional(),
});

const document = { creditorId: Id, customerId: Id, documentId: Id, debtId: Id.nullable() };
export const DocumentRegisteredV1 = event('campaign.document-registered.v1', topic, document);
export const DocumentChangedV1 = event('campaign.document-changed.v1', topic, {
  ...document,
  loanStatus: z.enum(['CURRENT', 'BEHIND']),
});
/** Nobody is contacted about it any more, and news of its debt does not bring it back. */
export const DocumentDeletedV1 = event('campaign.document-deleted.v1', topic, document);
