import type { Deps } from '@fairdue/service';
import { timer } from '@fairdue/timers';
import { applySteps } from '../campaigns/apply-steps.ts';
import { fallDue } from './advance-touch.ts';
import { touchDue } from './touch-timer.ts';

/**
 * Touches whose minute has come, up to 200 in one transaction: each goes out as a fact, or is skipped with its reason. What
 * was due in a time that a restore has lost may have been made then.
 */
export const makeTouchesDue = ({ now, restored }: Deps) =>
  timer(touchDue, (tx, rows) =>
    applySteps(
      tx,
      now(),
      rows.map(({ id, data }) => ({
        ...data,
        step: (situation) => fallDue(situation, id, now(), (at) => restored.mayHaveBeenDone(at)),
      })),
    ),
  );
