import { newId } from '@fairdue/ids';
import type { Decision } from './decide.ts';
import type { DecisionKind, DecisionRow } from './decision.store.ts';

export type RuleOutcome = {
  ruleId: string;
  ruleVersion: number;
  outcome: 'pass' | 'block' | 'warn' | 'notApplicable';
  detail: string;
};

/** Every rule that was asked, with its answer: what makes a decision readable years later. */
export const outcomesOf = ({ judged }: Decision): RuleOutcome[] =>
  judged.map(({ rule, verdict }) => ({
    ruleId: rule.id,
    ruleVersion: rule.version,
    outcome: verdict.outcome !== 'against' ? verdict.outcome : rule.enforcement === 'block' ? 'block' : 'warn',
    detail: verdict.detail,
  }));

type About = {
  kind: DecisionKind;
  creditorId: string;
  customerId: string;
  at: Date;
  requestedBy: string;
  request: unknown;
};

/** A decision of the platform's own, on its way to the store. */
export const decisionRow = (about: About, decision: Decision, decisionId = newId('decision')): DecisionRow => ({
  _id: decisionId,
  ...about,
  allowed: decision.allowed,
  data: {
    result: decision.allowed,
    blocking: decision.reasons,
    evaluated: outcomesOf(decision),
    warnings: decision.warnings,
    nextAllowedAt: decision.nextAllowedAt,
    timeZones: decision.facts.zones,
    loanIds: decision.facts.asked.debtIds,
  },
  factsHash: decision.factsHash,
  rulesetVersion: decision.rulesetVersion,
});
