import type { Deps } from '@fairdue/service';
import type { GuardConfig } from '../config.ts';
import { factsAreComplete, type Completeness } from '../customers/facts-are-complete.ts';
import { CurrentRules } from '../rules/versions/current-rules.ts';
import { commitSteps } from './commit-steps.ts';
import { startAtNoSilence } from '../holds/silence-metric.ts';
import { CustomerQueue } from './customer-queue.ts';
import { permitMetrics } from './permit-metrics.ts';

/** What every use case of this service shares: one queue per process, in front of the store. */
export type Guard = {
  deps: Deps<GuardConfig>;
  queue: CustomerQueue;
  completeness: Completeness;
  currentRules: CurrentRules;
};

const guards = new WeakMap<object, Guard>();

/** The one guard of a running service: its routes and timers must not each have a queue of their own. */
export function guardOf(deps: Deps<GuardConfig>): Guard {
  const known = guards.get(deps.db);
  if (known) return known;
  permitMetrics(deps);
  startAtNoSilence(deps);
  const completeness = factsAreComplete(deps);
  const currentRules = new CurrentRules(deps.db, deps.now);
  const queue = new CustomerQueue(commitSteps(deps, completeness, currentRules), deps.config.GUARD_TRANSACTIONS_MAX);
  const guard = { deps, queue, completeness, currentRules };
  guards.set(deps.db, guard);
  return guard;
}
