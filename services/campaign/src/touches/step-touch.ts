import { happened, withTouch, type Happening, type Situation } from '../campaigns/situation.ts';
import { move, type Touch, type TouchSignal } from './touch.ts';

export const touchOf = ({ touches }: Situation, touchId: string): Touch | undefined =>
  touches.find(({ _id }) => _id === touchId);

/** Why a touch moves: a rule's id, a reason of section 10, or null where its time came as planned. */
export type Why = { because: string | null; ruleId?: string | null };

type Told = (after: Touch, before: Touch, why: Why) => Happening[];

const isDue: Told = (touch, _, { because }) => [{ kind: 'touch-due', touch, because }];
const tellsNothing: Told = () => [];

/** What each move makes known, with its reason. */
const told: Record<TouchSignal, Told> = {
  'fell-due': isDue,
  redirected: isDue,
  permitted: tellsNothing, // every decision of the guard is told by itself, also one that moves nothing
  blocked: tellsNothing, // never stays: what follows from it is told, with the reason for the refusal
  sent: (touch, before) => {
    const inFlight = before.state === 'cancelled' || before.state === 'skipped';
    return [{ kind: 'touch-sent', touch, inFlight }];
  },
  failed: (touch, _, { because }) => [{ kind: 'touch-failed', touch, reason: because ?? 'failed' }],
  postponed: (touch, before, { because, ruleId = null }) => [
    { kind: 'touch-rescheduled', touch, from: before.dueAt, ruleId, because: because ?? 'refused' },
  ],
  skipped: (touch, _, { because }) => [{ kind: 'touch-skipped', touch, reason: because ?? 'skipped' }],
  cancelled: (touch, _, { because }) => [{ kind: 'touch-cancelled', touch, reason: because ?? 'cancelled' }],
};

const endsIt: ReadonlySet<TouchSignal> = new Set(['failed', 'skipped', 'cancelled']);

/** Moves a touch and says so; the same situation when the signal comes too late to change it. */
export function step(
  situation: Situation,
  before: Touch,
  signal: TouchSignal,
  why: Why,
  changed: Partial<Touch> = {},
): Situation {
  const outcome = endsIt.has(signal) ? { outcomeReason: why.because } : {};
  const after = move(before, signal, { ...outcome, ...changed });
  return after ? happened(withTouch(situation, after), ...told[signal](after, before, why)) : situation;
}
