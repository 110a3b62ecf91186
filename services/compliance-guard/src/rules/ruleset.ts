import type { Channel } from '@fairdue/contracts';
import { compileRule, type CompiledRule } from './compiled-rule.ts';
import { allRecords } from './records/all.ts';
import { Rule, type RuleRecord } from './rule.ts';
import { groups, type ThemeClass } from './words.ts';

/** The rules of one moment, in the order in which answers name them, made ready to be asked. */
export type Ruleset = {
  version: string;
  rules: readonly Rule[];
  /** Whose channel, theme and jurisdictions a question has. Asked again with the same, it is the same list. */
  select: (channel: Channel, themeClass: ThemeClass, jurisdictions: readonly string[]) => readonly CompiledRule[];
};

/** Nobody lives in more places than a few; past this many combinations the oldest are worked out again. */
const selectionsKept = 2_000;

/** Records of one group keep the order they are written in. */
export function rulesetOf(version: string, rules: readonly Rule[]): Ruleset {
  const inOrder = rules.toSorted((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group));
  const compiled = inOrder.map(compileRule);
  const selections = new Map<string, readonly CompiledRule[]>();
  return {
    version,
    rules: inOrder,
    select: (channel, themeClass, jurisdictions) => {
      const key = `${channel} ${themeClass} ${jurisdictions.join(' ')}`;
      let selected = selections.get(key);
      if (!selected) {
        const here = new Set(['platform', 'US', ...jurisdictions]);
        selected = compiled.filter(
          ({ rule: { scope, jurisdiction } }) =>
            scope.channels.includes(channel) && scope.classes.includes(themeClass) && here.has(jurisdiction),
        );
        if (selections.size >= selectionsKept) selections.clear();
        selections.set(key, selected);
      }
      return selected;
    },
  };
}

export const parseRecords = (records: readonly RuleRecord[]): readonly Rule[] =>
  records.map((record) => Object.freeze(Rule.parse(record)));

/** Names the whole set: it changes with every record that changes. */
export const rulesetVersion = '2026.11.2';

/** The law as it is written down here, for every day it was or will be in force. */
export const ruleset: Ruleset = rulesetOf(rulesetVersion, parseRecords(allRecords));

export const { rules } = ruleset;

export const isInForce = (rule: Rule, date: string): boolean =>
  rule.effectiveFrom <= date && (rule.effectiveTo === null || date <= rule.effectiveTo);
