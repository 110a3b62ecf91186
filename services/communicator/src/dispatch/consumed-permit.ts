import { z } from 'zod';
import type { Upstream, UpstreamCall } from '@fairdue/http';

/** No byte that commits a provider was written, and none will be. */
export class NotStarted extends Error {
  /** The provider will not take this message however often it is offered. */
  readonly permanent: boolean;
  constructor(cause: string, { permanent = false } = {}) {
    super(cause);
    this.name = 'NotStarted';
    this.permanent = permanent;
  }
}

/** Real time by two clocks: a process may sleep, and a wall clock may be set. */
export type Stopwatch = { monotonicMs(): number; wallMs(): number };
export const stopwatch: Stopwatch = { monotonicMs: () => performance.now(), wallMs: () => Date.now() };

/** Leave to make one contact, now. Nothing outside this file can make one, so nothing is sent without asking. */
class Consumed {
  readonly permitId: string;
  /** For how long it was good when it was asked for. */
  readonly windowMs: number;
  readonly #addressHash: string;
  readonly #inTime: () => boolean;
  #state: 'unused' | 'started' = 'unused';

  constructor(permitId: string, windowMs: number, addressHash: string, inTime: () => boolean) {
    this.permitId = permitId;
    this.windowMs = windowMs;
    this.#addressHash = addressHash;
    this.#inTime = inTime;
  }

  /** To be called in the same tick as the byte that commits the provider, and only once. */
  start(addressHash: string): void {
    if (this.#state === 'started') throw new NotStarted('the permit was used before');
    if (addressHash !== this.#addressHash) throw new NotStarted('the permit is for another address');
    if (!this.#inTime()) throw new NotStarted('the deadline of the permit has passed');
    this.#state = 'started';
  }

  /** Asked right after that byte: true means that silence may have been broken, and somebody has to know. */
  overran(): boolean {
    return this.#state === 'started' && !this.#inTime();
  }
}
export type ConsumedPermit = Consumed;

export type ConsumeAsk = {
  permitId: string;
  creditorId: string;
  customerId: string;
  contactId: string;
  channel: string;
  askId: string;
  handOverId: string;
};

const Reason = z.object({
  ruleId: z.string().nullable(),
  reasonCode: z.string(),
  category: z.string(),
  message: z.string(),
  nextAllowedAt: z.string().nullable(),
});
const NotConsumed = z.object({
  permitId: z.string(),
  consumed: z.literal(false),
  code: z.string(),
  blocking: z.array(Reason).default([]),
  nextAllowedAt: z.string().nullable().default(null),
});
export type NotConsumed = z.output<typeof NotConsumed>;
const Yes = z.object({
  permitId: z.string(),
  consumed: z.literal(true),
  addressHash: z.string(),
  windowMs: z.number().positive(),
});
const Answers = z.object({ answers: z.array(z.discriminatedUnion('consumed', [Yes, NotConsumed])) });

/** The guard counts on no more than this, whatever its answer says. */
export const windowMsMax = 3_000;

/** Consumes permits, each once. Their time runs from the moment of asking, not of the answer. */
export async function consumePermits(
  guard: Upstream,
  asks: readonly ConsumeAsk[],
  { monotonicMs, wallMs }: Stopwatch = stopwatch,
  traces: Pick<UpstreamCall, 'trace' | 'traces'> = {},
): Promise<Map<string, ConsumedPermit | NotConsumed>> {
  if (asks.length === 0) return new Map();
  const asked = { monotonicMs: monotonicMs(), wallMs: wallMs() };
  const { answers } = await guard.call({
    method: 'POST',
    path: '/internal/permits/consume',
    body: { permits: asks },
    idempotent: false,
    deadlineMs: windowMsMax,
    ...traces,
    schema: Answers,
  });
  return new Map(
    answers.map((answer): [string, ConsumedPermit | NotConsumed] => {
      if (!answer.consumed) return [answer.permitId, answer];
      const limitMs = Math.min(answer.windowMs, windowMsMax);
      const inTime = (): boolean =>
        monotonicMs() - asked.monotonicMs < limitMs && Math.abs(wallMs() - asked.wallMs) < limitMs;
      return [answer.permitId, new Consumed(answer.permitId, limitMs, answer.addressHash, inTime)];
    }),
  );
}
