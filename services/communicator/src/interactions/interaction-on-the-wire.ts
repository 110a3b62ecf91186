import type { Interaction } from './interaction.ts';

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

/** The Interaction object of the communicator's API. Sensitive content needs a permission; the row itself stays countable. */
export function onTheWire(interaction: Interaction, { maySeeSensitive }: { maySeeSensitive: boolean }) {
  const { _id, customerId, debtIds, content, sensitive, createdAt, updatedAt, startedAt, endedAt } = interaction;
  const { channel, direction, theme, subject, status, statusDetails, agentOutcome, contactId, externalId } =
    interaction;
  const { previousInteractionId, isTransactional, metaData, templateVersionId, providerMessageId } = interaction;
  const { complianceGuardRuleId, failureDescriptionShort, failureDescriptionLong } = interaction;
  const withheld = sensitive && !maySeeSensitive;
  return {
    id: _id, personId: customerId, contactId, channel, direction, theme, subject, status, statusDetails, agentOutcome,
    externalId, previousInteractionId, loanId: debtIds[0] ?? null, loanIds: debtIds, caseId: null, attachments: [],
    startedAt: instant(startedAt), endedAt: instant(endedAt), createdAt: instant(createdAt), updatedAt: instant(updatedAt), deletedAt: null,
    isTransactional, sensitive, content: withheld ? null : content, ...(withheld && { contentWithheld: true }),
    complianceGuardRuleId, failureDescriptionShort, failureDescriptionLong, metaData,
    templateVersionId, templateRevision: null, supercaseBulkOperationId: null, channelProviderId: providerMessageId,
  }; // prettier-ignore
}
