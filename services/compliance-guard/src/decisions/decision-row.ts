import { newId } from '@fairdue/ids';
import { isBlocking, type Judged } from '../rules/evaluate.ts';
import type { z } from 'zod';
import type { Decision } from './decide.ts';
import type { AnsweredDecision, RuleOutcome } from './decision.wire.ts';
import type { DecisionKind, DecisionRecord, DecisionRow } from './decision.store.ts';

/** Every rule that was asked, with its answer: what makes a decision readable years later. */
export const outcomesOf = ({ judged }: Decision): RuleOutcome[] =>
  judged.map((each) => ({
    ruleId: each.rule.id,
    ruleVersion: each.rule.version,
    outcome: outcomeOf(each),
    detail: each.verdict.detail,
    ...(each.verdict.outcome === 'against' && { evidence: each.verdict.evidence }),
  }));

function outcomeOf(judged: Judged): RuleOutcome['outcome'] {
  const { outcome } = judged.verdict;
  if (outcome === 'due') return 'pass';
  if (outcome !== 'against') return outcome;
  return isBlocking(judged) ? 'block' : 'warn';
}

type About = {
  kind: DecisionKind;
  creditorId: string;
  customerId: string;
  at: Date;
  requestedBy: string;
};

/**
 * A decision on its way to the store: what was asked, by which rules and facts, and what was answered as one text, which is
 * written and hashed once. Evidence keeps that text, and so proves the stored facts too.
 */
export const decisionRow = (
  about: About,
  { allowed, factsText, factsHash, rulesetVersion }: Decision,
  record: DecisionRecord,
  decisionId: string = newId('decision'),
): DecisionRow => ({
  _id: decisionId,
  ...about,
  allowed,
  facts: factsText,
  factsHash,
  rulesetVersion,
  record: JSON.stringify({ rulesetVersion, factsHash, ...record }),
});

/** What a decision without a wire format of its own is remembered by. */
export const answered = (decision: Decision): z.output<typeof AnsweredDecision> => ({
  result: decision.allowed,
  blocking: [...decision.reasons],
  evaluated: outcomesOf(decision),
  warnings: [...decision.warnings],
  disclosures: [...decision.disclosures],
  duties: [...decision.duties],
  nextAllowedAt: decision.nextAllowedAt,
  timeZones: [...decision.facts.zones],
  loanIds: [...decision.facts.asked.debtIds],
});
