import { z } from 'zod';
import { BlockingReason, Disclosure } from '@fairdue/contracts';
import type { Upstream } from '@fairdue/http';
import { Unavailable } from '@fairdue/refused';
import { beginEach } from './contact-spans.ts';
import { isAnswerToQuestion } from '../inbound/answers/answer.ts';
import type { Interaction } from '../interactions/interaction.ts';

const Granted = z.object({
  askId: z.string(),
  granted: z.literal(true),
  permitId: z.string(),
  expiresAt: z.iso.datetime().transform((instant) => new Date(instant)),
  disclosures: z.array(Disclosure).default([]),
});
/** With what stands behind it: of a stop, the holds. */
const Reason = BlockingReason.extend({
  evidence: z.object({ sources: z.array(z.string()).optional() }).optional(),
});
const RefusedAsk = z.object({
  askId: z.string(),
  granted: z.literal(false),
  blocking: z.array(Reason),
  nextAllowedAt: z.string().nullable(),
});
const Undecided = z.object({ askId: z.string(), error: z.string() });
const Answers = z.object({ answers: z.array(z.union([Granted, RefusedAsk, Undecided])) });
export type PermitAnswer = z.output<typeof Answers>['answers'][number];

type Asking = Pick<
  Interaction,
  '_id' | 'creditorId' | 'customerId' | 'contactId' | 'channel' | 'theme' | 'subject' | 'debtIds' | 'touchId'
> &
  Partial<Pick<Interaction, 'otherTheme'>> & {
    /** When it is to go out; without it the question is about now. */
    sendAt?: Date | null;
  };

/** So few that the guard answers within the time of a call also when its machine is busy. */
export const asksAtOnce = 50;

/**
 * Asks the guard for a permit per message. No answer means no contact. Where a portion is not answered, what was answered
 * before goes on, and the rest is asked for later: permits do not wait for whoever is not answered.
 */
export async function askPermits(guard: Upstream, messages: readonly Asking[]): Promise<Map<string, PermitAnswer>> {
  const answers = new Map<string, PermitAnswer>();
  for (let first = 0; first < messages.length; first += asksAtOnce) {
    try {
      for (const answer of await askPortion(guard, messages.slice(first, first + asksAtOnce)))
        answers.set(answer.askId, answer);
    } catch (error) {
      if (!(error instanceof Unavailable) || answers.size === 0) throw error;
      break;
    }
  }
  return answers;
}

async function askPortion(guard: Upstream, messages: readonly Asking[]): Promise<PermitAnswer[]> {
  const asks = messages.map(
    ({ _id, creditorId, customerId, contactId, channel, theme, otherTheme, subject, debtIds, touchId, sendAt }) => ({
      askId: _id,
      creditorId,
      customerId,
      contactId,
      channel,
      theme,
      ...(otherTheme && { otherTheme }),
      subject,
      debtIds,
      isAutodialed: false,
      ...(isAnswerToQuestion({ subject }) && { says: { isResponseToInbound: true } }),
      touchId,
      ...(sendAt && { sendAt: sendAt.toISOString() }),
    }),
  );
  const spans = beginEach('ask permit', messages);
  try {
    const { answers } = await guard.call({
      method: 'POST',
      path: '/internal/permits',
      body: { asks },
      idempotent: true,
      ...spans.ofCall,
      schema: Answers,
    });
    for (const answer of answers)
      spans.end(answer.askId, {
        'fairdue.outcome': 'error' in answer ? answer.error : answer.granted ? 'granted' : 'refused',
      });
    return answers;
  } finally {
    spans.endRest();
  }
}

/** What is kept of a reason. */
export const toldReason = ({ evidence: _evidence, ...told }: z.output<typeof Reason>): BlockingReason => told;
