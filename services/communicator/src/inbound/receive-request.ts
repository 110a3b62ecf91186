import { z } from 'zod';
import { Channel, InteractionStatus, staffTheme, themes } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import { detailNames, misfit } from '../interactions/status-matrix.ts';
import { contentFaults } from './content.ts';
import { ToldContact } from './told-contact.ts';
import { reference } from '../customers/reference.ts';

const instant = z.iso.datetime({ offset: true });
/** A date alone is allowed where the time is of no interest. */
const moment = z.union([instant, z.iso.date()]);
const metaData = z
  .record(z.string().max(100), z.string().max(500))
  .refine((data) => Object.keys(data).length <= 50, 'at most 50 keys');

/** C16. What is not named here is ignored. */
const Body = z.object({
  channel: Channel,
  theme: z.enum([...themes, staffTheme]),
  status: InteractionStatus,
  content: z.record(z.string(), z.unknown()).nullish(),
  contactId: reference.nullish(),
  contactExternalId: reference.nullish(),
  loanId: reference.nullish(),
  loanIds: z.array(reference).max(100).nullish(),
  subject: z.string().max(200).nullish(),
  sensitive: z.boolean().nullish(),
  externalId: reference.nullish(),
  previousInteractionId: reference.nullish(),
  metaData: metaData.nullish(),
  isTransactional: z.boolean().nullish(),
  direction: z.enum(['outbound', 'inbound']).default('inbound'),
  agentOutcome: z.enum(detailNames).nullish(),
  statusDetails: z.enum(detailNames).nullish(),
  startedAt: moment.nullish(),
  endedAt: moment.nullish(),
  scheduledAtFrom: instant.nullish(),
  scheduledAtTo: instant.nullish(),
  failureDescriptionShort: z.string().max(500).nullish(),
  failureDescriptionLong: z.string().max(5_000).nullish(),
  complianceGuardRuleId: z.string().max(200).nullish(),
  borrower: z.looseObject({ id: reference.nullish(), externalId: reference.nullish() }).nullish(),
  contact: ToldContact.nullish(),
});
export type ReceiveRequest = z.output<typeof Body>;

export const ReceiveRequest = Body.superRefine((body, context) => {
  const { channel, direction, theme, content, scheduledAtFrom, scheduledAtTo } = body;
  const fault = (path: PropertyKey[], message: string): void => {
    context.addIssue({ code: 'custom', path, message });
  };
  if (theme.startsWith('inb') && direction === 'outbound') fault(['theme'], 'inbound themes go with direction=inbound');
  if (body.subject === 'null') fault(['subject'], 'is a word to search with, and no subject');
  if (body.complianceGuardRuleId && body.statusDetails !== 'blockedByComplianceGuard')
    fault(['complianceGuardRuleId'], 'only with statusDetails=blockedByComplianceGuard');
  if (scheduledAtFrom && scheduledAtTo && new Date(scheduledAtFrom) > new Date(scheduledAtTo))
    fault(['scheduledAtTo'], 'must not be before scheduledAtFrom');
  if (content) for (const { path, message } of contentFaults(channel, content)) fault(path, message);
});

/** E10: the detail names what the status would have to be. */
export function refuseMisfit({
  channel,
  direction,
  status,
  statusDetails = null,
  agentOutcome = null,
}: ReceiveRequest): void {
  const fault = misfit({ channel, direction, status, statusDetails, agentOutcome });
  if (fault)
    throw new Refused('malformed', 'incompatible-detail', 'Status and detail do not fit', [
      { path: fault.field, problem: fault.detail },
    ]);
}
