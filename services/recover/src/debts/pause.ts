import type { CreditorSettings } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import { changed, isTerminal, statusUnpaused, type Debt } from './debt.ts';
import type { PauseReason } from './pause.schema.ts';

const dayMs = 86_400_000;

/** Reasons of which nobody can say beforehand how long they last: whoever pauses says it. */
const takesLength: ReadonlySet<PauseReason> = new Set(['TEMPORARY_HARDSHIP', 'OTHER', 'PROFANITY'] as const);

/** `days` of 0 is without an end; undefined leaves it to the creditor's settings. */
export type PauseWish = { reason: PauseReason; days: number | undefined; changesStatus: boolean };
type PauseDays = NonNullable<CreditorSettings['defaultPauseDays']>;

/** Nobody is contacted about a paused debt; payments are still taken. A new pause replaces the one before (R20). */
export function pause(debt: Debt, wish: PauseWish, defaultDays: PauseDays, now: Date): Debt {
  const { reason, days = defaultDays[reason] ?? 0, changesStatus } = wish;
  if (wish.days !== undefined && !takesLength.has(reason))
    throw new Refused(
      'rule',
      'pause-length-not-allowed',
      'pauseLengthInDays is only allowed with TEMPORARY_HARDSHIP, OTHER or PROFANITY.',
      [{ path: 'reason', problem: reason }],
    );
  if (isTerminal(debt.status))
    throw new Refused('rule', 'debt-terminal', 'The debt is in a terminal status and cannot be paused.', [
      { path: 'status', problem: debt.status },
    ]);
  const after = changed(debt, now);
  const endsAt = days === 0 ? null : new Date(now.getTime() + days * dayMs);
  return {
    ...after,
    status: changesStatus ? 'Paused' : debt.status,
    pause: { reason, endsAt, changesStatus, version: after.version },
  };
}

/** A status left behind by an earlier unpause can still be freed, long after the pause itself has gone (R21). */
export function unpause(debt: Debt, { changesStatus }: { changesStatus: boolean }, now: Date): Debt {
  if (!debt.pause && debt.status !== 'Paused')
    throw new Refused('rule', 'debt-not-paused', 'The debt is not paused.', [{ path: 'status', problem: debt.status }]);
  const { pause: _over, ...rest } = changed(debt, now);
  return { ...rest, status: changesStatus ? statusUnpaused(debt) : debt.status };
}

/** A pause ends the way it began. One that was replaced or lifted meanwhile has no end of its own any more. */
export function runOut(debt: Debt, now: Date): Debt {
  if (!debt.pause?.endsAt || debt.pause.endsAt > now) return debt;
  return unpause(debt, debt.pause, now);
}

/** A remark on a debt is kept as one of its comments. */
export function withRemark(debt: Debt, text: string | undefined): Debt {
  if (text === undefined || text.trim() === '') return debt;
  const comments = [...(debt.placed.comments ?? []), { comment: text }];
  return { ...debt, placed: { ...debt.placed, comments } };
}
