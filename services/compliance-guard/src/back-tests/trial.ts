import { failedPreChecks } from '../decisions/pre-checks.ts';
import { evaluate, isBlocking } from '../rules/evaluate.ts';
import type { Facts } from '../rules/facts.ts';
import { longInForce } from '../rules/law.ts';
import type { Rule } from '../rules/rule.ts';
import { always, rulesetOver, type Ruleset, type Tenure } from '../rules/ruleset.ts';

/** The rules as they held at every moment, and the same as if proposed versions had held all the time. */
export type Trial = { then: Ruleset; tried: Ruleset };

/** Whatever day a proposed version is written for: it is tried on days gone by. */
const onEveryDay = (rule: Rule): Tenure => always({ ...rule, effectiveFrom: longInForce, effectiveTo: null });

/** `proposals` by the rule they are versions of: a record, or the tenures of the rule that would hold again. */
export function trialOf(then: Ruleset, proposals: ReadonlyMap<string, Rule | readonly Tenure[]>): Trial {
  const seen = new Set<string>();
  const tenures = then.tenures.flatMap((tenure): readonly Tenure[] => {
    const { id } = tenure.rule;
    const proposal = proposals.get(id);
    if (!proposal) return [tenure];
    if (seen.has(id)) return [];
    seen.add(id);
    return 'id' in proposal ? [onEveryDay(proposal)] : proposal;
  });
  return { then, tried: rulesetOver(`${then.version}, tried`, tenures) };
}

export type Outcome = { change: 'blocked' | 'allowed'; ruleIds: string[] };

const against = (ruleset: Ruleset, facts: Facts): string[] =>
  evaluate(ruleset, facts)
    .filter(isBlocking)
    .map(({ rule }) => rule.id);

/** How it would come out otherwise, by which rules; null when the proposal changes nothing about it. */
export function outcomeOf({ then, tried }: Trial, facts: Facts): Outcome | null {
  if (failedPreChecks(facts).length > 0) return null;
  const before = against(then, facts);
  const after = against(tried, facts);
  if (before.length === 0) return after.length === 0 ? null : { change: 'blocked', ruleIds: after };
  return after.length === 0 ? { change: 'allowed', ruleIds: before } : null;
}
