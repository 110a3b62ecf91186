import { z } from 'zod';
import { BlockingReason, Channel, DisclosureSlot, HandOver, Id, InteractionStatus } from '@fairdue/contracts';
import type { Interaction } from './interaction.ts';
import { openContent, type ContentKeys } from './sealed-content.ts';
import { detailNames } from './status-matrix.ts';

const Instant = z.iso.datetime();
const Text = z.string().nullable();
const Detail = z.enum(detailNames).nullable();

/** The Interaction object of the communicator's API. `content` is withheld from those who may not see sensitive ones. */
export const InteractionBody = z.strictObject({
  id: Id,
  personId: Id.nullable(),
  contactId: Id.nullable(),
  channel: Channel,
  direction: z.enum(['outbound', 'inbound']),
  theme: z.string(),
  subject: Text,
  status: InteractionStatus,
  statusDetails: Detail,
  agentOutcome: Detail,
  externalId: Text,
  previousInteractionId: Text,
  loanId: Id.nullable(),
  loanIds: z.array(Id),
  caseId: Text,
  attachments: z.array(z.string()),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  scheduledAtFrom: Instant.nullable(),
  scheduledAtTo: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  deletedAt: z.null(),
  isTransactional: z.boolean().nullable(),
  sensitive: z.boolean(),
  content: z.record(z.string(), z.unknown()).nullable(),
  contentWithheld: z.literal(true).exactOptional(),
  complianceGuardRuleId: Text,
  failureDescriptionShort: Text,
  failureDescriptionLong: Text,
  metaData: z.record(z.string(), z.unknown()).nullable(),
  templateVersionId: Text,
  templateRevision: z.int().nullable(),
  supercaseBulkOperationId: Text,
  channelProviderId: Text,
});
export type InteractionBody = z.output<typeof InteractionBody>;

/** What the agency sees beside it: how the hand-over stands, and why a contact was not made. */
export const AgencyInteractionBody = InteractionBody.extend({
  /** `imported`: made elsewhere before the creditor came, and told by an import. */
  origin: z.enum(['platform', 'imported']),
  handOver: HandOver.nullable(),
  campaignId: Id.nullable(),
  touchId: Id.nullable(),
  attempt: z.int().nullable(),
  /** The duty that it was made for, by itself: see `GET /agency/v1/duties`. */
  dutyId: Text,
  permitId: Id.nullable(),
  /** When the customer answered it, or what followed it. */
  answeredAt: Instant.nullable(),
  messageHash: Text,
  disclosures: z.array(DisclosureSlot),
  blocking: z.array(z.strictObject(BlockingReason.shape)),
  nextAllowedAt: Instant.nullable(),
});
export const InteractionPage = z.strictObject({ items: z.array(AgencyInteractionBody), next: Text });

/** A row of before a field was there has none. */
const instant = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;
/** Whoever looks, with the keys that open what messages say. */
export type Eyes = { maySeeSensitive: boolean; contentKeys: ContentKeys };

/** Sensitive content needs a permission; the row itself stays countable. */
export function onTheWire(interaction: Interaction, { maySeeSensitive, contentKeys }: Eyes): InteractionBody {
  const { _id, customerId, debtIds, content, sensitive, createdAt, updatedAt, startedAt, endedAt } = interaction;
  const { channel, direction, theme, subject, status, statusDetails, agentOutcome, contactId, externalId } =
    interaction;
  const { previousInteractionId, isTransactional, metaData, templateVersionId, templateRevision, providerMessageId } =
    interaction;
  const { caseId, supercaseBulkOperationId, attachments } = interaction;
  const { scheduledAtFrom, scheduledAtTo } = interaction;
  const { complianceGuardRuleId, failureDescriptionShort, failureDescriptionLong } = interaction;
  const withheld = sensitive && !maySeeSensitive;
  const shown = withheld || content === null ? null : openContent(contentKeys, content, interaction);
  return {
    id: _id, personId: customerId, contactId, channel, direction, theme, subject, status, statusDetails, agentOutcome,
    externalId, previousInteractionId, loanId: debtIds[0] ?? null, loanIds: debtIds, caseId, attachments,
    startedAt: startedAt.toISOString(), endedAt: instant(endedAt),
    scheduledAtFrom: instant(scheduledAtFrom), scheduledAtTo: instant(scheduledAtTo), createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(), deletedAt: null,
    isTransactional, sensitive, content: shown, ...(withheld && { contentWithheld: true as const }),
    complianceGuardRuleId, failureDescriptionShort, failureDescriptionLong, metaData,
    templateVersionId, templateRevision, supercaseBulkOperationId, channelProviderId: providerMessageId,
  }; // prettier-ignore
}

export const forAgency = (interaction: Interaction, eyes: Eyes): z.output<typeof AgencyInteractionBody> => ({
  ...onTheWire(interaction, eyes),
  origin: interaction.origin,
  handOver: interaction.handOver,
  campaignId: interaction.campaignId,
  touchId: interaction.touchId,
  attempt: interaction.attempt,
  dutyId: interaction.dutyId,
  permitId: interaction.permitId,
  answeredAt: instant(interaction.answeredAt),
  messageHash: interaction.messageHash,
  disclosures: interaction.disclosures,
  blocking: interaction.blocking,
  nextAllowedAt: instant(interaction.nextAllowedAt),
});
