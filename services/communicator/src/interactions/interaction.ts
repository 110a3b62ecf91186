import type { z } from 'zod';
import type {
  BlockingReason, Channel, DisclosureSlot, HandOver, InteractionStatus, TouchDueV1,
} from '@fairdue/contracts'; // prettier-ignore
import { currentTrace, traceOf, traceparentOf } from '@fairdue/telemetry';
import type { Attached } from '../documents/attachment.ts';
import type { Tone } from '../templates/message-context.ts';
import type { Language } from '../templates/system-templates.ts';
import type { SealedContent } from './sealed-content.ts';
import type { Detail } from './status-matrix.ts';

/**
 * What a dialer was given: until when it may ask whether it may dial (real time), and the keyed hash of the number. `calledAs`:
 * the interaction that its call became, as it was made after the task had ended.
 */
export type CallTask = { untilRealAt: Date; addressHash: string; calledAs?: string };

/** One contact attempt, in or out. Instants are business time unless their name says real. */
export type Interaction = {
  _id: string;
  creditorId: string;
  /** null only for a message from a sender nobody knows yet. */
  customerId: string | null;
  /** `imported`: made elsewhere before the creditor came, and told by an import. */
  origin: 'platform' | 'imported';
  direction: 'outbound' | 'inbound';
  channel: Channel;
  theme: string;
  /** What its subject implies or its sender said beside that: the rules of both hold. */
  otherTheme: string | null;
  subject: string | null;
  contactId: string | null;
  debtIds: string[];
  campaignId: string | null;
  touchId: string | null;
  /** Which try of the touch this is: each is an interaction of its own. */
  attempt: number | null;
  /** Contacts of the person that the touch failed on: it goes to another one. Absent: none. */
  avoidContactIds?: string[];
  /** What the guard says must be done, of a message made for that. */
  dutyId: string | null;
  tone: Tone;
  /** Was written when it was asked for: those words go out, and only what the law adds is put in. */
  isWritten: boolean;
  /** Of what it says. */
  language: Language | null;
  status: InteractionStatus;
  statusDetails: Detail | null;
  agentOutcome: Detail | null;
  handOver: HandOver | null;
  /** Why it is not to go out, of one that was being handed over when that was heard. Absent: nobody said so. */
  calledOff?: string;
  /** Technical failures so far, each of which had a permit of its own. */
  failures: number;
  permitId: string | null;
  dispatchedRealAt: Date | null;
  provider: string | null;
  /** Of a call that a dialer has, or had. */
  task?: CallTask;
  /** Of a call: its dialer placed it without having been told to. */
  withoutLeave?: true;
  /** Providers that did not take it since it was last put off. Absent: none. */
  triedProviders?: string[];
  providerMessageId: string | null;
  templateVersionId: string | null;
  /** Which save of that version: its words can be read for ever. */
  templateRevision: number | null;
  messageHash: string | null;
  /** Of a letter whose pages its provider was given: SHA-256 over that PDF. */
  letterHash?: string;
  /** Texts of the law that it carries because its permit named them. */
  disclosures: DisclosureSlot[];
  content: SealedContent | null;
  /** Of a call that somebody else placed: how it was dialled. */
  dialled: { isAutodialed: boolean; isPrerecorded: boolean } | null;
  blocking: BlockingReason[];
  nextAllowedAt: Date | null;
  complianceGuardRuleId: string | null;
  failureDescriptionShort: string | null;
  failureDescriptionLong: string | null;
  understoodAs: 'stop' | 'help' | null;
  externalId: string | null;
  previousInteractionId: string | null;
  /** The hold it is about, as the request named it. */
  caseId: string | null;
  supercaseBulkOperationId: string | null;
  /** Documents, by our ids of them. */
  attachments: string[];
  /** The same as they were when this was asked for, which is how they go out. Absent: none. */
  attached?: Attached[];
  isTransactional: boolean | null;
  sensitive: boolean;
  metaData: Record<string, unknown> | null;
  /** The trace of the request or touch it came from: whatever is heard of it later goes on there. */
  traceparent?: string;
  startedAt: Date;
  endedAt: Date | null;
  /** When somebody answered it, or what followed it. */
  answeredAt: Date | null;
  /** Between which instants a contact is planned; of a message that was asked for ahead, when it is to go out. */
  scheduledAtFrom: Date | null;
  scheduledAtTo: Date | null;
  createdAt: Date;
  updatedAt: Date;
  version: number;
};

const traceOfOrigin = (key: string | undefined): Pick<Interaction, 'traceparent'> => {
  const trace = (key === undefined ? undefined : traceOf(key)) ?? currentTrace();
  return trace ? { traceparent: traceparentOf(trace) } : {};
};

/** What every interaction starts with, before anything is known about its making. */
export const blankInteraction = (interactionId: string, creditorId: string, now: Date) => ({
  _id: interactionId,
  creditorId,
  origin: 'platform' as const,
  contactId: null,
  debtIds: [],
  campaignId: null,
  touchId: null,
  attempt: null,
  dutyId: null,
  otherTheme: null,
  isWritten: false,
  language: null,
  tone: 'neutral' as const,
  statusDetails: null,
  agentOutcome: null,
  handOver: null,
  failures: 0,
  permitId: null,
  dispatchedRealAt: null,
  provider: null,
  providerMessageId: null,
  templateVersionId: null,
  templateRevision: null,
  messageHash: null,
  disclosures: [],
  content: null,
  dialled: null,
  blocking: [],
  nextAllowedAt: null,
  complianceGuardRuleId: null,
  failureDescriptionShort: null,
  failureDescriptionLong: null,
  understoodAs: null,
  externalId: null,
  previousInteractionId: null,
  caseId: null,
  supercaseBulkOperationId: null,
  attachments: [],
  isTransactional: null,
  sensitive: false,
  metaData: null,
  ...traceOfOrigin(undefined),
  startedAt: now,
  endedAt: null,
  answeredAt: null,
  scheduledAtFrom: null,
  scheduledAtTo: null,
  createdAt: now,
  updatedAt: now,
  version: 1,
});

const channelOf = { sms: 'text', text: 'text', email: 'email', call: 'voice', voice: 'voice', mail: 'mail' } as const;

type TouchDue = z.output<typeof TouchDueV1.data>;

/** A touch whose time has come, as an interaction that waits for its permit. */
export function interactionOfTouch(interactionId: string, touch: TouchDue, now: Date): Interaction {
  const { creditorId, customerId, campaignId, touchId, attempt, theme, subject, debtId, toneVariant, avoidContactIds } =
    touch;
  const channel = touch.channel in channelOf ? channelOf[touch.channel as keyof typeof channelOf] : touch.channel;
  return {
    ...blankInteraction(interactionId, creditorId, now),
    ...traceOfOrigin(customerId),
    customerId,
    direction: 'outbound',
    channel,
    theme,
    subject,
    debtIds: debtId === null ? [] : [debtId],
    campaignId,
    touchId,
    attempt,
    ...(avoidContactIds?.length && { avoidContactIds }),
    tone: toneVariant,
    status: 'scheduled',
    handOver: 'waiting',
  };
}

/** Not yet handed to anybody. What was accepted from a request is attempted from then on, and waits like what is planned. */
export const isWaiting = ({ status, handOver }: Interaction): boolean =>
  handOver === 'waiting' && (status === 'scheduled' || status === 'attempted');

/** Changes an interaction; its version tells readers which state is newer. */
export const changed = (interaction: Interaction, change: Partial<Interaction>, now: Date): Interaction => ({
  ...interaction,
  ...change,
  updatedAt: now,
  version: interaction.version + 1,
});
