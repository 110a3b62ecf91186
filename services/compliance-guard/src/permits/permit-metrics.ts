import type { Reason } from '../decisions/decision.wire.ts';
import type { Guard } from './guard.ts';

/** What the guard said, by question and outcome: the figure an operator watches. */
export const countAnswer = ({ deps }: Guard, question: 'ask' | 'hand-over' | 'report', outcome: string): void =>
  deps.metrics
    .counter('fairdue_guard_answers_total', 'Answers of the guard by question and outcome.', ['question', 'outcome'])
    .inc({ question, outcome });

/** Of a refusal every rule that stands against the contact; `pre-check` is what is looked at before all rules. */
export function countRefusal({ deps }: Guard, question: 'ask' | 'hand-over', blocking: readonly Reason[] = []): void {
  const counter = deps.metrics.counter(
    'fairdue_permits_refused_total',
    'Permits refused, by question and by each rule that stood against them.',
    ['question', 'rule'],
  );
  for (const rule of new Set(blocking.map(({ ruleId }) => ruleId ?? 'pre-check'))) counter.inc({ question, rule });
}
