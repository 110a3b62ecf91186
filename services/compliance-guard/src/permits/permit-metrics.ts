import type { Reason } from '../decisions/decision.wire.ts';
import type { Guard } from './guard.ts';

/** What the guard said: the figures an operator watches, there from the start. */
export const permitMetrics = ({ metrics }: Guard['deps']) => ({
  answers: metrics.counter('fairdue_guard_answers_total', 'Answers of the guard by question and outcome.', [
    'question',
    'outcome',
  ]),
  refused: metrics.counter(
    'fairdue_permits_refused_total',
    'Permits refused, by question and by each rule that stood against them.',
    ['question', 'rule'],
  ),
});

export const countAnswer = ({ deps }: Guard, question: 'ask' | 'hand-over' | 'report', outcome: string): void =>
  permitMetrics(deps).answers.inc({ question, outcome });

/** Of a refusal every rule that stands against the contact; `pre-check` is what is looked at before all rules. */
export function countRefusal({ deps }: Guard, question: 'ask' | 'hand-over', blocking: readonly Reason[] = []): void {
  const { refused } = permitMetrics(deps);
  for (const rule of new Set(blocking.map(({ ruleId }) => ruleId ?? 'pre-check'))) refused.inc({ question, rule });
}
