import { z } from 'zod';
import { Channel, Id, InteractionStatus } from '@fairdue/contracts';
import type { PermitAnswer } from '../dispatch/ask-permits.ts';
import type { Interaction } from '../interactions/interaction.ts';

/** Why nothing of it was accepted. */
export const answerErrors = z.array(
  z.strictObject({ code: z.string(), field: z.string().nullable(), detail: z.string() }),
);
const refused = {
  interactionId: Id,
  complianceGuardRuleId: z.string().nullable(),
  sendAt: z.iso.datetime().nullable(),
};

/** E6. */
export const AcceptedBody = z.strictObject({
  status: z.literal(202),
  message: z.literal('Accepted'),
  data: z.strictObject({
    interactionId: Id,
    status: InteractionStatus,
    channel: Channel,
    contactId: Id.nullable(),
    templateVersionId: z.string().nullable(),
  }),
});

/** E7: a Do Not Interact restriction. `caseId` is the hold that restricts. */
export const DoNotInteractBody = z.strictObject({
  status: z.literal(412),
  message: z.string(),
  data: z.strictObject({ ...refused, caseId: Id.nullable() }),
  errors: answerErrors,
});

/** E8: any other refusal; `sendAt` says when it would not be one. */
export const BlockedBody = z.strictObject({
  status: z.literal(422),
  message: z.string(),
  data: z.strictObject(refused),
  errors: answerErrors,
});

export type Answer = z.output<typeof AcceptedBody> | z.output<typeof DoNotInteractBody> | z.output<typeof BlockedBody>;

export const acceptedBody = (interaction: Interaction): z.output<typeof AcceptedBody> => {
  const { _id: interactionId, status, channel, contactId, templateVersionId } = interaction;
  return { status: 202, message: 'Accepted', data: { interactionId, status, channel, contactId, templateVersionId } };
};

/** What a refusal says to whoever wanted the message sent. The interaction is the one that was saved as failed. */
export function refusedBody(
  { _id: interactionId, complianceGuardRuleId, nextAllowedAt, blocking }: Interaction,
  holdId: string | null,
): z.output<typeof DoNotInteractBody> | z.output<typeof BlockedBody> {
  const sendAt = nextAllowedAt?.toISOString() ?? null;
  const data = { interactionId, complianceGuardRuleId, sendAt };
  const told = (code: string, field: string | null) =>
    blocking.map(({ message: detail, reasonCode }) => ({
      code: reasonCode === 'contactNotFound' ? reasonCode : code,
      field,
      detail,
    }));
  return blocking.some(isDoNotInteract)
    ? {
        status: 412,
        message: 'Person is under a Do Not Interact restriction',
        data: { ...data, caseId: holdId },
        errors: told('doNotInteract', 'personId'),
      }
    : {
        status: 422,
        message: blocking.some(({ reasonCode }) => reasonCode === 'contactNotFound')
          ? 'There is no usable contact'
          : 'Compliance Guard refused the message',
        data,
        errors: told('blockedByComplianceGuard', null),
      };
}

export const isDoNotInteract = ({ category }: { category: string }): boolean => category === 'doNotInteract';

/** The hold behind a Do Not Interact restriction. */
export const holdOf = (answer: Extract<PermitAnswer, { granted: false }>): string | null =>
  answer.blocking.find(isDoNotInteract)?.evidence?.sources?.find((source) => source.startsWith('HO-')) ?? null;
