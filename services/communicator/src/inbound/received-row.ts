import { newId } from '@fairdue/ids';
import { sealContent, type ContentKeys } from '../interactions/sealed-content.ts';
import { blankInteraction, type Interaction } from '../interactions/interaction.ts';
import type { Sender } from './find-sender.ts';
import type { ReceiveRequest } from './receive-request.ts';
import { untold } from './told-contact.ts';

export type About = {
  sender: Sender | undefined;
  debtIds: string[];
  previousInteractionId: string | null;
  understoodAs: Interaction['understoodAs'];
};

const date = (text: string | null | undefined): Date | null => (text ? new Date(text) : null);

/** What was told of people and is nowhere else on record stands with what the sender told besides. */
function told({ metaData, borrower, contact }: Partial<ReceiveRequest>): Interaction['metaData'] {
  const { id: _id, externalId: _externalId, ...person } = borrower ?? {};
  const more = {
    ...(Object.keys(person).length > 0 && { borrower: person }),
    ...(contact && Object.keys(untold(contact)).length > 0 && { contact: untold(contact) }),
  };
  return metaData || Object.keys(more).length > 0 ? { ...metaData, ...more } : null;
}

/** The interaction that C16 tells of. Its words are sealed for its customer. */
export function receivedRow(
  creditorId: string,
  body: ReceiveRequest,
  { sender, debtIds, previousInteractionId, understoodAs }: About,
  now: Date,
  contentKeys: ContentKeys,
): Interaction {
  const { channel, direction, theme, status } = body;
  const words: Partial<ReceiveRequest> = sender?.wasErased ? {} : body;
  const { content, failureDescriptionShort = null, failureDescriptionLong = null } = words;
  const customerId = sender?.customerId ?? null;
  const { isAutodialed, isPrerecorded } = content ?? {};
  return {
    ...blankInteraction(newId('interaction'), creditorId, now),
    channel,
    direction,
    theme,
    status,
    understoodAs,
    customerId,
    contactId: sender?.contactId ?? null,
    debtIds,
    subject: body.subject ?? null,
    statusDetails: body.statusDetails ?? null,
    agentOutcome: body.agentOutcome ?? null,
    content: content ? sealContent(contentKeys, content, { creditorId, customerId }) : null,
    dialled:
      channel === 'voice' ? { isAutodialed: isAutodialed === true, isPrerecorded: isPrerecorded === true } : null,
    externalId: body.externalId ?? null,
    previousInteractionId,
    isTransactional: body.isTransactional ?? null,
    sensitive: body.sensitive ?? false,
    metaData: told(words),
    complianceGuardRuleId: body.complianceGuardRuleId ?? null,
    failureDescriptionShort,
    failureDescriptionLong,
    startedAt: date(body.startedAt) ?? now,
    endedAt: date(body.endedAt),
    scheduledAtFrom: date(body.scheduledAtFrom),
    scheduledAtTo: date(body.scheduledAtTo),
  };
}
