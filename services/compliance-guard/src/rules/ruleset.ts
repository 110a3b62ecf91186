import type { Channel } from '@fairdue/contracts';
import { addDays } from '../places/local-time.ts';
import { compileRule, type CompiledRule } from './compiled-rule.ts';
import { allRecords } from './records/all.ts';
import { Rule, type RuleRecord } from './rule.ts';
import { groups, type ThemeClass } from './words.ts';

/** The rules that a question meets on a day. */
export type Selection = { rules: readonly CompiledRule[]; adopting: readonly CompiledRule[] };

/** Rules in the order in which answers name them, made ready to be asked. */
export type Ruleset = {
  version: string;
  rules: readonly Rule[];
  /** Those of a channel, a theme and the places whose law binds, in force on that date. */
  select: (channel: Channel, themeClass: ThemeClass, jurisdictions: readonly string[], date: string) => Selection;
};

/** Whatever the date, and for the dates around the one last asked about: between `from` and `until` the same. */
type Chosen = { all: readonly CompiledRule[]; from: string; until: string; selection: Selection };

/** Nobody lives in more places than a few; past this many combinations they are worked out again. */
const chosenKept = 2_000;

const choose = (all: readonly CompiledRule[], date: string): Chosen => {
  const turns = all.flatMap(({ rule: { effectiveFrom, effectiveTo } }) =>
    effectiveTo === null ? [effectiveFrom] : [effectiveFrom, addDays(effectiveTo, 1)],
  );
  const rules = all.filter(({ rule }) => isInForce(rule, date));
  return {
    all,
    from: turns.reduce((latest, turn) => (turn <= date && turn > latest ? turn : latest), ''),
    until: turns.reduce((soonest, turn) => (turn > date && turn < soonest ? turn : soonest), '9999'),
    selection: { rules, adopting: rules.filter(({ rule: { shape } }) => shape.kind === 'adopt') },
  };
};

/** Records of one group keep the order they are written in. */
export function rulesetOf(version: string, rules: readonly Rule[]): Ruleset {
  const inOrder = rules.toSorted((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group));
  const compiled = inOrder.map(compileRule);
  const chosenBy = new Map<string, Chosen>();

  function everyRule(channel: Channel, themeClass: ThemeClass, jurisdictions: readonly string[]) {
    const here = new Set(['platform', 'US', ...jurisdictions]);
    return compiled.filter(
      ({ rule: { scope, jurisdiction } }) =>
        scope.channels.includes(channel) && scope.classes.includes(themeClass) && here.has(jurisdiction),
    );
  }

  return {
    version,
    rules: inOrder,
    select: (channel, themeClass, jurisdictions, date) => {
      const key = `${channel} ${themeClass} ${jurisdictions.join(' ')}`;
      let chosen = chosenBy.get(key);
      if (!chosen || date < chosen.from || date >= chosen.until) {
        if (chosenBy.size >= chosenKept) chosenBy.clear();
        chosen = choose(chosen?.all ?? everyRule(channel, themeClass, jurisdictions), date);
        chosenBy.set(key, chosen);
      }
      return chosen.selection;
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
