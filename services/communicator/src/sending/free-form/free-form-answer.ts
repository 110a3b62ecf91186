import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import type { Interaction } from '../../interactions/interaction.ts';
import { answerErrors, isDoNotInteract } from '../send-answer.ts';
import type { Recipient } from './recipients.ts';

const results = z.array(
  z.strictObject({ email: z.string(), interactionId: Id, accepted: z.boolean(), ruleId: z.string().nullable() }),
);

/** E14. */
export const FreeFormAcceptedBody = z.strictObject({
  status: z.literal(202),
  message: z.enum(['Accepted', 'Accepted in part']),
  data: z.strictObject({ results }),
});

const refused = {
  message: z.string(),
  data: z.strictObject({ results, sendAt: z.iso.datetime().nullable() }),
  errors: answerErrors,
};
/** Everybody is under a Do Not Interact restriction. */
export const FreeFormDoNotInteractBody = z.strictObject({ status: z.literal(412), ...refused });
/** Nobody may be written to now. `sendAt`: from when on everybody may. */
export const FreeFormBlockedBody = z.strictObject({ status: z.literal(422), ...refused });

export type FreeFormAnswer =
  | z.output<typeof FreeFormAcceptedBody>
  | z.output<typeof FreeFormDoNotInteractBody>
  | z.output<typeof FreeFormBlockedBody>;

export type Row = { recipient: Recipient; row: Interaction };

const isRefused = ({ row }: Row): boolean => row.status === 'failed';

export function freeFormAnswer(rows: readonly Row[]): FreeFormAnswer {
  const results = rows.map((each) => ({
    email: each.recipient.email,
    interactionId: each.row._id,
    accepted: !isRefused(each),
    ruleId: each.row.complianceGuardRuleId,
  }));
  const refusals = rows.filter(isRefused).map(({ row }) => row);
  if (refusals.length < rows.length)
    return { status: 202, message: refusals.length === 0 ? 'Accepted' : 'Accepted in part', data: { results } };

  const times = refusals.map(({ nextAllowedAt }) => nextAllowedAt?.toISOString() ?? null);
  const data = { results, sendAt: times.includes(null) ? null : latestOf(times) };
  const reasons = [
    ...new Map(refusals.flatMap(({ blocking }) => blocking).map((each) => [each.message, each])).values(),
  ];
  const isRestricted = refusals.every(({ blocking }) => blocking.some(isDoNotInteract));
  const errors = reasons.map((reason) => ({ code: codeOf(reason), field: null, detail: reason.message }));
  return isRestricted
    ? { status: 412, message: 'Every recipient is under a Do Not Interact restriction', data, errors }
    : { status: 422, message: 'Compliance Guard refused every message', data, errors };
}

/** Of instants as they are told, which sort as they follow each other. */
const latestOf = (times: readonly (string | null)[]): string | null =>
  times.reduce((latest, time) => ((time ?? '') > (latest ?? '') ? time : latest), null);

const codeOf = ({ reasonCode, category }: { reasonCode: string; category: string }): string => {
  if (reasonCode === 'contactNotFound') return reasonCode;
  return isDoNotInteract({ category }) ? 'doNotInteract' : 'blockedByComplianceGuard';
};
