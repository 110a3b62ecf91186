import { z } from 'zod';
import type { HoldFacts, RecordedBy } from '@fairdue/contracts';
import type { Caller } from '@fairdue/http';
import { Refused, Unavailable } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';

export type HoldWish = {
  creditorId: string;
  customerId: string;
  hold: Omit<HoldFacts, 'holdId'>;
  recordedBy: RecordedBy;
  /** Somebody says it at this moment: where the guard knows it as lifted, it is placed anew. */
  isUttered?: boolean;
};

/** How long a caller waits for silence: longer than the guard needs, shorter than the gateway gives us. */
const silenceMs = 8_000;
const briefMs = 500;

const Placed = z.object({ holdId: z.string(), silent: z.boolean() });

const placeHold = (deps: Deps, from: Caller, wish: HoldWish, wait: 'silence' | 'none', deadlineMs: number) =>
  deps.upstream('compliance-guard').call({
    method: 'POST',
    path: '/internal/holds',
    body: { ...wish, wait },
    caller: from,
    creditorId: wish.creditorId,
    deadlineMs,
    idempotent: true, // keyed by its source
    schema: Placed,
  });

const notSilent = (cause?: unknown): Unavailable =>
  new Unavailable('silence-not-confirmed', 'The wish is stored, but silence is not confirmed yet. Please repeat.', 2, {
    cause,
  });

async function placeSilently(deps: Deps, from: Caller, wish: HoldWish): Promise<void> {
  try {
    const { silent } = await placeHold(deps, from, wish, 'silence', silenceMs);
    if (!silent) throw notSilent();
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    throw notSilent(error);
  }
}

/**
 * Answers only when no message can start any more. Whatever keeps the guard from saying so, nobody is told it is
 * silent. Every call has ended by then: none of them goes on behind a 503.
 */
export async function placeHoldsAndWaitForSilence(
  deps: Deps,
  from: Caller,
  wishes: readonly HoldWish[],
): Promise<void> {
  const outcomes = await Promise.allSettled(wishes.map((wish) => placeSilently(deps, from, wish)));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** Tells the guard early, and never fails for it: the same hold reaches it with the fact. */
export async function tellGuard(deps: Deps, from: Caller, wish: HoldWish): Promise<void> {
  try {
    await placeHold(deps, from, wish, 'none', briefMs);
  } catch (error) {
    if (!(error instanceof Unavailable) && !(error instanceof Refused)) throw error;
    deps.log.warn(
      { customerId: wish.customerId, holdKey: wish.hold.source.key, code: error.code },
      'hold goes by event',
    );
  }
}

export const tellGuardAll = async (
  deps: Deps,
  from: Caller,
  about: Omit<HoldWish, 'hold'>,
  holds: readonly HoldWish['hold'][],
): Promise<void> => {
  await Promise.all(holds.map((hold) => tellGuard(deps, from, { ...about, hold })));
};
