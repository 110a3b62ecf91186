import { z } from 'zod';
import { topicNames } from '@fairdue/contracts';
import type { DeadLetter, DeadLetterLine } from '@fairdue/outbox';

const State = z.enum(['waiting', 'redriven', 'set-aside']);

export const DeadLetterQuery = z.strictObject({
  state: State.default('waiting'),
  topic: z.enum(topicNames).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: z.string().optional(),
});
export const RedriveRequest = z.strictObject({ topic: z.enum(topicNames), key: z.string().min(1).max(200) });
export const GiveUpRequest = z.strictObject({ reason: z.string().trim().min(1).max(500) });

const Cause = z.strictObject({ code: z.string(), detail: z.string() });
const Instant = z.iso.datetime();

/** A message that could not be applied: where it came from and why it failed, without its content. */
export const DeadLetterLineBody = z.strictObject({
  _id: z.string(),
  group: z.string(),
  topic: z.string(),
  key: z.string().nullable(),
  partition: z.int(),
  offset: z.string(),
  sequence: z.int().nullable(),
  type: z.string().nullable(),
  /** Place among the dead letters of its key. */
  order: z.int(),
  state: State,
  cause: Cause,
  attempts: z.int(),
  deadAt: Instant,
  settledAt: Instant.nullable(),
  givenUp: z.strictObject({ by: z.string(), reason: z.string(), at: Instant }).nullable(),
});
export const DeadLetterPage = z.strictObject({ items: z.array(DeadLetterLineBody), next: z.string().nullable() });

/** The same with its content, which may be about a person. */
export const DeadLetterBody = DeadLetterLineBody.extend({
  value: z.string(),
  headers: z.record(z.string(), z.string()),
});

/** How many were settled, and which one is still at fault. */
export const RedrivenBody = z.strictObject({
  settled: z.int(),
  stoppedBy: z.strictObject({ deadLetterId: z.string().nullable(), cause: Cause }).exactOptional(),
});
export const GivenUpBody = z.strictObject({ id: z.string(), givenUp: z.literal(true) });

export const deadLetterLine = (letter: DeadLetterLine): z.output<typeof DeadLetterLineBody> => {
  const { _id, group, topic, key, partition, offset, sequence, type, order, state, cause, attempts } = letter;
  return {
    ...{ _id, group, topic, key, partition, offset, sequence, type, order, state, attempts },
    cause: { code: cause.code, detail: cause.detail },
    deadAt: letter.deadAt.toISOString(),
    settledAt: letter.settledAt?.toISOString() ?? null,
    givenUp: letter.givenUp && {
      by: letter.givenUp.by,
      reason: letter.givenUp.reason,
      at: letter.givenUp.at.toISOString(),
    },
  };
};

export const deadLetterBody = (letter: DeadLetter & { value: Buffer }): z.output<typeof DeadLetterBody> => ({
  ...deadLetterLine(letter),
  value: letter.value.toString('utf8'),
  headers: letter.headers,
});
