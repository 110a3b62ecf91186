import { platformRules } from './records/platform.rules.ts';
import { federalRules } from './records/us.rules.ts';
import { groups, Rule } from './rule.ts';

/** Names the whole set: it changes with every record that changes. */
export const rulesetVersion = '2026.11.1';

const records = [...platformRules, ...federalRules].map((record) => Object.freeze(Rule.parse(record)));

/** Every rule, in the order in which answers name them. Records of one group keep the order they are written in. */
export const rules: readonly Rule[] = records.toSorted((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group));

export const isInForce = (rule: Rule, date: string): boolean =>
  rule.effectiveFrom <= date && (rule.effectiveTo === null || date <= rule.effectiveTo);
