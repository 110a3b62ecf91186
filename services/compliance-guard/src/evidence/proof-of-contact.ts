import { canonicalJson, type InteractionSentV1, type InteractionStatusChangedV1 } from '@fairdue/contracts';
import type { z } from 'zod';
import type { EvidenceDraft } from './evidence.store.ts';

type Sent = z.output<(typeof InteractionSentV1)['data']>;
type Status = z.output<(typeof InteractionStatusChangedV1)['data']>;

/** Which message was made and what became of it. Never its words, and no detail in which an address may stand. */
export function proofOfContact(interaction: Sent | Status, now: Date): EvidenceDraft {
  const { creditorId, customerId, interactionId, direction, channel, theme, subject, contactId } = interaction;
  const { debtIds, campaignId, touchId, permitId, status, agentOutcome, startedAt, version } = interaction;
  const contact = {
    interactionId, direction, channel, theme, subject, contactId, debtIds, campaignId, touchId, permitId, status,
    agentOutcome, startedAt, version,
  }; // prettier-ignore
  const about = { creditorId, customerId, at: now, subjectId: interactionId };
  if (!('messageHash' in interaction)) return { ...about, kind: 'receipt', text: canonicalJson(contact) };
  const { sentAt, messageHash, templateVersionId } = interaction;
  return {
    ...about,
    kind: 'message-sent',
    text: canonicalJson({ ...contact, sentAt, messageHash, templateVersionId }),
  };
}
