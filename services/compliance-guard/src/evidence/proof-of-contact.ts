import { canonicalJson, type InteractionSentV1, type InteractionStatusChangedV1, type MessageReceivedV1 } from '@fairdue/contracts'; // prettier-ignore
import type { z } from 'zod';
import type { Heard } from '../customers/made-contact.ts';
import type { EvidenceDraft } from './evidence.store.ts';

type Sent = z.output<(typeof InteractionSentV1)['data']>;
type Status = z.output<(typeof InteractionStatusChangedV1)['data']>;
type Received = z.output<(typeof MessageReceivedV1)['data']>;

/**
 * Which message was made or came, how far it got and what became of it. Never its words, and no detail in which an
 * address may stand.
 */
export function proofOfContact(interaction: Sent | Status | Received, heard: Heard, now: Date): EvidenceDraft {
  const { creditorId, customerId, interactionId, direction, channel, theme, subject, contactId } = interaction;
  const { debtIds, campaignId, touchId, permitId, status, agentOutcome, startedAt, version } = interaction;
  const { withoutLeave } = interaction;
  const { reach, isAnswerable, isAutodialed = false, isPrerecorded = false } = heard;
  const contact = {
    interactionId, direction, channel, theme, subject, contactId, debtIds, campaignId, touchId, permitId, status,
    agentOutcome, startedAt, version, reach, isAnswerable, isAutodialed, isPrerecorded,
    ...(withoutLeave && { withoutLeave }),
  }; // prettier-ignore
  const about = { creditorId, customerId, at: now, subjectId: interactionId };
  if ('understoodAs' in interaction)
    return { ...about, kind: 'receipt', text: canonicalJson({ ...contact, understoodAs: interaction.understoodAs }) };
  if (!('messageHash' in interaction)) return { ...about, kind: 'receipt', text: canonicalJson(contact) };
  const { sentAt, messageHash, templateVersionId, disclosures = [], letterHash, attachments } = interaction;
  return {
    ...about,
    kind: 'message-sent',
    text: canonicalJson({
      ...contact,
      sentAt,
      messageHash,
      templateVersionId,
      disclosures,
      ...(letterHash && { letterHash }),
      ...(attachments && { attachments }),
    }),
  };
}
