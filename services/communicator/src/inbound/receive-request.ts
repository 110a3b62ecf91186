import { z } from 'zod';
import { Channel, InteractionStatus, staffTheme, themes } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import { detailNames, misfit } from '../interactions/status-matrix.ts';

const reference = z.string().min(1).max(255);
/** A date alone is allowed where the time is of no interest. */
const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);
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
  failureDescriptionShort: z.string().max(500).nullish(),
  failureDescriptionLong: z.string().max(5_000).nullish(),
  complianceGuardRuleId: z.string().max(200).nullish(),
  borrower: z.looseObject({ id: reference.optional(), externalId: reference.optional() }).nullish(),
  contact: z.looseObject({ value: reference.optional() }).nullish(),
});
export type ReceiveRequest = z.output<typeof Body>;

export const ReceiveRequest = Body.superRefine((body, context) => {
  if (body.theme.startsWith('inb') && body.direction === 'outbound')
    context.addIssue({ code: 'custom', path: ['theme'], message: 'inbound themes go with direction=inbound' });
  if (body.complianceGuardRuleId && body.statusDetails !== 'blockedByComplianceGuard')
    context.addIssue({
      code: 'custom',
      path: ['complianceGuardRuleId'],
      message: 'only with statusDetails=blockedByComplianceGuard',
    });
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
