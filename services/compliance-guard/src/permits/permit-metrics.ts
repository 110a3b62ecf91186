import type { Guard } from './guard.ts';

/** What the guard said, by question and outcome: the figure an operator watches. */
export const countAnswer = ({ deps }: Guard, question: 'ask' | 'hand-over' | 'report', outcome: string): void =>
  deps.metrics
    .counter('fairdue_guard_answers_total', 'Answers of the guard by question and outcome.', ['question', 'outcome'])
    .inc({ question, outcome });
