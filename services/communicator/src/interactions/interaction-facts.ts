import {
  InteractionBlockedV1,
  InteractionRequestedV1,
  InteractionSentV1,
  InteractionStatusChangedV1,
  MessageReceivedV1,
} from '@fairdue/contracts';
import { fact, type Fact } from '@fairdue/outbox';
import { parseTraceparent, traceOf } from '@fairdue/telemetry';
import type { Interaction } from './interaction.ts';

/** What every fact about an interaction says. One without a customer is nobody’s fact yet. */
function common(interaction: Interaction) {
  const { _id, creditorId, customerId, direction, channel, theme, subject, contactId, debtIds } = interaction;
  const { campaignId, touchId, permitId, status, statusDetails, agentOutcome, startedAt, version } = interaction;
  const { withoutLeave } = interaction;
  if (customerId === null) throw new Error('An interaction without a customer has no facts.');
  return {
    creditorId, customerId, interactionId: _id, direction, channel, theme, subject, contactId, debtIds, campaignId, touchId,
    permitId, status, statusDetails, agentOutcome, startedAt: startedAt.toISOString(), version,
    ...(withoutLeave && { withoutLeave }),
    ...(channel === 'voice' && (interaction.dialled ?? { isAutodialed: false, isPrerecorded: false })),
  }; // prettier-ignore
}

/** One contact is one trace, however many are worked on together. */
const inItsTrace = ({ _id, traceparent }: Interaction) => ({ trace: traceOf(_id) ?? parseTraceparent(traceparent) });

export const requested = (interaction: Interaction, now: Date): Fact =>
  fact(InteractionRequestedV1, now, common(interaction), inItsTrace(interaction));

export const sent = (interaction: Interaction, now: Date): Fact =>
  fact(
    InteractionSentV1,
    now,
    {
      ...common(interaction),
      sentAt: now.toISOString(),
      messageHash: interaction.messageHash ?? '',
      templateVersionId: interaction.templateVersionId,
      disclosures: interaction.disclosures,
      ...(interaction.letterHash && { letterHash: interaction.letterHash }),
      ...(interaction.attached && {
        attachments: interaction.attached.map(({ documentId, revision, sha256 }) => ({ documentId, revision, sha256 })),
      }),
    },
    inItsTrace(interaction),
  );

export const statusChanged = (interaction: Interaction, now: Date, bounce?: 'hard' | 'soft'): Fact =>
  fact(InteractionStatusChangedV1, now, { ...common(interaction), ...(bounce && { bounce }) }, inItsTrace(interaction));

export const notMade = (interaction: Interaction, now: Date): Fact =>
  fact(
    InteractionBlockedV1,
    now,
    {
      ...common(interaction),
      blocking: interaction.blocking,
      nextAllowedAt: interaction.nextAllowedAt?.toISOString() ?? null,
    },
    inItsTrace(interaction),
  );

export const received = (interaction: Interaction, now: Date): Fact =>
  fact(
    MessageReceivedV1,
    now,
    { ...common(interaction), understoodAs: interaction.understoodAs },
    inItsTrace(interaction),
  );
