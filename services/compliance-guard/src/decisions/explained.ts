import type { Ruleset } from '../rules/ruleset.ts';
import type { ExplainedOutcome, RuleOutcome } from './decision.wire.ts';

const keyOf = (id: string, version: number): string => `${id}/${version}`;

/** Every rule that was asked, with its name and where it stands in the law: a version never says anything else later. */
export function explained(outcomes: readonly RuleOutcome[], { rules }: Ruleset): ExplainedOutcome[] {
  const byVersion = new Map(rules.map((rule) => [keyOf(rule.id, rule.version), rule]));
  return outcomes.map((outcome) => {
    const { name = outcome.ruleId, citations = [] } = byVersion.get(keyOf(outcome.ruleId, outcome.ruleVersion)) ?? {};
    return { ...outcome, name, citations: [...citations] };
  });
}
