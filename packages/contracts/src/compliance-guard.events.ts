import { z } from 'zod';
import { Disclosure } from './disclosure.ts';
import { event } from './event.ts';
import { Channel, Id, Instant, RecordedBy, Theme } from './words.ts';

const topic = 'compliance-guard.decisions';

/** Why a contact may not be made now. `ruleId` is null where a check before the rules refused. */
export const BlockingReason = z.object({
  ruleId: z.string().nullable(),
  reasonCode: z.string(),
  category: z.string(),
  message: z.string(),
  nextAllowedAt: Instant.nullable(),
});
export type BlockingReason = z.infer<typeof BlockingReason>;

const permit = {
  creditorId: Id,
  customerId: Id,
  permitId: Id,
  decisionId: Id,
  contactId: Id.nullable(),
  channel: Channel,
  theme: Theme,
  debtIds: z.array(Id),
  /** The interaction that asked, and the touch behind it, when there is one. */
  interactionId: Id,
  touchId: Id.nullable(),
};
const decided = { rulesetVersion: z.string(), factsHash: z.string(), evaluatedRuleIds: z.array(z.string()) };

export const PermitGrantedV1 = event('compliance-guard.permit-granted.v1', topic, {
  ...permit,
  ...decided,
  expiresAt: Instant,
  /** What the message must carry. */
  disclosures: z.array(Disclosure).optional(),
});
export const PermitRefusedV1 = event('compliance-guard.permit-refused.v1', topic, {
  ...permit,
  ...decided,
  permitId: Id.nullable(),
  blocking: z.array(BlockingReason).min(1),
  nextAllowedAt: Instant.nullable(),
});
export const PermitConsumedV1 = event('compliance-guard.permit-consumed.v1', topic, {
  ...permit,
  ...decided,
  consumedAt: Instant,
});
/** Reserved and not used: its slot is free again. */
export const PermitExpiredV1 = event('compliance-guard.permit-expired.v1', topic, {
  ...permit,
  cause: z.enum(['expired', 'released', 'refused-at-hand-over', 'not-started']),
});

const duty = {
  creditorId: Id,
  customerId: Id,
  debtId: Id,
  ruleId: z.string(),
  task: z.string(),
  /** The last day on which it is in time, at the customer’s place, and when that day is over. */
  dueOn: z.iso.date(),
  dueAt: Instant,
};
/** Something that a rule requires to be done about a debt is not done, and will soon be late. */
export const DutyDueSoonV1 = event('compliance-guard.duty-due-soon.v1', topic, duty);
/** A rule requires something to be done about a debt, for the first time or again: a letter came back. */
export const DutyOpenedV1 = event('compliance-guard.duty-opened.v1', topic, { dutyId: z.string(), ...duty });
/** It was done; or withdrawn, as what it followed from turned out not to be so. */
export const DutyEndedV1 = event('compliance-guard.duty-ended.v1', topic, {
  dutyId: z.string(),
  ...duty,
  end: z.enum(['fulfilled', 'withdrawn']),
  doneOn: z.iso.date().nullable(),
});

/** The reasons for which a person, or a part of what concerns them, is left alone. */
export const HoldReason = z.enum([
  'unsubscribed', 'opted-out', 'do-not-interact', 'cease', 'attorney', 'dispute', 'bankruptcy', 'deceased', 'fraud', 'pause', 'retracted', 'closed',
]); // prettier-ignore
export type HoldReason = z.infer<typeof HoldReason>;

/** A hard stop. Empty `contactIds`, `debtIds` or `channels` mean: all of them. */
export const HoldFacts = z.object({
  holdId: Id,
  reason: HoldReason,
  channels: z.array(Channel),
  themes: z.enum(['all', 'collection']),
  contactIds: z.array(Id),
  debtIds: z.array(Id),
  /** The service whose fact this is, and that fact's version: an older one never undoes a newer. */
  source: z.object({ service: z.string(), key: z.string(), version: z.int() }),
  /** Absent: it holds from the moment it was placed. */
  startsAt: Instant.optional(),
  endsAt: Instant.nullable(),
});
export type HoldFacts = z.infer<typeof HoldFacts>;

/** A contact made elsewhere, before the creditor came: as an import told of it. */
export const PastContactImportedV1 = event('compliance-guard.past-contact-imported.v1', topic, {
  creditorId: Id,
  customerId: Id,
  /** The creditor’s own id of it, used for one contact only. */
  externalId: z.string(),
  channel: Channel,
  direction: z.enum(['outbound', 'inbound']),
  theme: Theme,
  contactId: Id.nullable(),
  debtIds: z.array(Id),
  status: z.enum(['attempted', 'succeeded', 'failed']),
  agentOutcome: z.string().nullable(),
  at: Instant,
  /** Who brought it, and with which import. */
  recordedBy: RecordedBy,
});

const hold = { creditorId: Id, customerId: Id, hold: HoldFacts, recordedBy: RecordedBy };
export const HoldPlacedV1 = event('compliance-guard.hold-placed.v1', topic, { ...hold, epoch: z.int() });
export const HoldLiftedV1 = event('compliance-guard.hold-lifted.v1', topic, hold);
