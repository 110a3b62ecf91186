import { z } from 'zod';
import { BlockingReason, Disclosure } from '@fairdue/contracts';
import type { Upstream } from '@fairdue/http';
import type { Interaction } from '../interactions/interaction.ts';

const Granted = z.object({
  askId: z.string(),
  granted: z.literal(true),
  permitId: z.string(),
  disclosures: z.array(Disclosure).default([]),
});
const RefusedAsk = z.object({
  askId: z.string(),
  granted: z.literal(false),
  blocking: z.array(BlockingReason),
  nextAllowedAt: z.string().nullable(),
});
const Undecided = z.object({ askId: z.string(), error: z.string() });
const Answers = z.object({ answers: z.array(z.union([Granted, RefusedAsk, Undecided])) });
export type PermitAnswer = z.output<typeof Answers>['answers'][number];

/** Asks the guard for a permit per message, all in one request. No answer means no contact. */
export async function askPermits(
  guard: Upstream,
  messages: readonly Interaction[],
): Promise<Map<string, PermitAnswer>> {
  if (messages.length === 0) return new Map();
  const asks = messages.map(
    ({ _id, creditorId, customerId, contactId, channel, theme, subject, debtIds, touchId }) => ({
      askId: _id,
      creditorId,
      customerId,
      contactId,
      channel,
      theme,
      subject,
      debtIds,
      isAutodialed: false,
      touchId,
    }),
  );
  const { answers } = await guard.call({
    method: 'POST',
    path: '/internal/permits',
    body: { asks },
    idempotent: true,
    schema: Answers,
  });
  return new Map(answers.map((answer) => [answer.askId, answer]));
}
