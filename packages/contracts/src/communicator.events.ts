import { z } from 'zod';
import { BlockingReason } from './compliance-guard.events.ts';
import { DisclosureSlot } from './disclosure.ts';
import { event } from './event.ts';
import { Channel, Id, Instant, Theme } from './words.ts';

const topic = 'communicator.interactions';

/** The six states of the wire. How a hand-over stands inside them is `handOver`. */
export const InteractionStatus = z.enum(['attempted', 'succeeded', 'failed', 'scheduled', 'canceled', 'inProgress']);
export type InteractionStatus = z.infer<typeof InteractionStatus>;

/**
 * `posted`: a dialer has the task of a call, and has not asked yet whether it may dial. `dialling`: it has asked, and nobody
 * knows yet what became of that.
 */
export const HandOver = z.enum([
  'waiting', 'dispatching', 'unknown', 'posted', 'dialling', 'accepted', 'refused', 'not-started',
]); // prettier-ignore
export type HandOver = z.infer<typeof HandOver>;

const interaction = {
  creditorId: Id,
  customerId: Id,
  interactionId: Id,
  direction: z.enum(['outbound', 'inbound']),
  channel: Channel,
  theme: Theme,
  subject: z.string().nullable(),
  contactId: Id.nullable(),
  debtIds: z.array(Id),
  campaignId: Id.nullable(),
  touchId: Id.nullable(),
  permitId: Id.nullable(),
  status: InteractionStatus,
  statusDetails: z.string().nullable(),
  agentOutcome: z.string().nullable(),
  /** Of a call that somebody else placed and recorded here: by an autodialer, or with a recorded voice. Absent: neither. */
  isAutodialed: z.boolean().optional(),
  isPrerecorded: z.boolean().optional(),
  /** Of a call: its dialer placed it without having been told to. */
  withoutLeave: z.literal(true).optional(),
  startedAt: Instant,
  /** Grows with every change of this interaction. */
  version: z.int().positive(),
};
export const InteractionRequestedV1 = event('communicator.interaction-requested.v1', topic, interaction);
/** The provider has taken it. `messageHash` is SHA-256 over the exact bytes handed over. */
export const InteractionSentV1 = event('communicator.interaction-sent.v1', topic, {
  ...interaction,
  sentAt: Instant,
  messageHash: z.string(),
  templateVersionId: z.string().nullable(),
  /** Texts of the law that it carries because its permit named them. */
  disclosures: z.array(DisclosureSlot).optional(),
  /** Of a letter whose pages went to its provider: SHA-256 over that PDF. */
  letterHash: z.string().optional(),
  /** Files that went with it, in order: which revision of which document, and SHA-256 over its bytes. */
  attachments: z.array(z.object({ documentId: Id, revision: z.int(), sha256: z.string() })).optional(),
});
export const InteractionStatusChangedV1 = event('communicator.interaction-status-changed.v1', topic, {
  ...interaction,
  /** Of an email that bounced: `soft` where there is such a mailbox, which did not take it. Absent: hard. */
  bounce: z.enum(['hard', 'soft']).optional(),
});
/** Not made: the guard, or a check before it, said no. */
export const InteractionBlockedV1 = event('communicator.interaction-blocked.v1', topic, {
  ...interaction,
  blocking: z.array(BlockingReason).min(1),
  nextAllowedAt: Instant.nullable(),
});
export const MessageReceivedV1 = event('communicator.message-received.v1', topic, {
  ...interaction,
  /** What the message was understood to want; null when it is for a person to read. */
  understoodAs: z.enum(['stop', 'help']).nullable(),
});
