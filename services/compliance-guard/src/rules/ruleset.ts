import type { Channel } from '@fairdue/contracts';
import { addDays } from '../places/local-time.ts';
import { compileRule, type CompiledRule } from './compiled-rule.ts';
import { allRecords } from './records/all.ts';
import { Rule, type RuleRecord } from './rule.ts';
import { groups, type ThemeClass } from './words.ts';

/** A rule, and between which instants this version of it is the one that holds. */
export type Tenure = { rule: Rule; from: number; until: number };

type Standing = CompiledRule & Tenure;

/** The rules that a question meets at a moment. */
export type Selection = { rules: readonly Standing[]; adopting: readonly Standing[] };

/** Rules in the order in which answers name them, made ready to be asked. */
export type Ruleset = {
  version: string;
  /** Every version of every rule, also those of other times. */
  rules: readonly Rule[];
  tenures: readonly Tenure[];
  /** Those of a channel, a theme and the places whose law binds, in force on that date and held to at that instant. */
  select: (
    channel: Channel,
    themeClass: ThemeClass,
    jurisdictions: readonly string[],
    date: string,
    at: number,
  ) => Selection;
};

/** All there are, and those for the moments around the one last asked about, among which nothing changes. */
type Chosen = {
  all: readonly Standing[];
  fromDate: string;
  untilDate: string;
  from: number;
  until: number;
  selection: Selection;
};

/** Nobody lives in more places than a few; past this many combinations they are worked out again. */
const chosenKept = 2_000;

const choose = (all: readonly Standing[], date: string, at: number): Chosen => {
  const days = all.flatMap(({ rule: { effectiveFrom, effectiveTo } }) =>
    effectiveTo === null ? [effectiveFrom] : [effectiveFrom, addDays(effectiveTo, 1)],
  );
  const instants = all.flatMap(({ from, until }) => [from, until]);
  const rules = all.filter((each) => isInForce(each.rule, date) && isHeldTo(each, at));
  return {
    all,
    fromDate: days.reduce((latest, day) => (day <= date && day > latest ? day : latest), ''),
    untilDate: days.reduce((soonest, day) => (day > date && day < soonest ? day : soonest), '9999'),
    from: Math.max(-Infinity, ...instants.filter((instant) => instant <= at)),
    until: Math.min(Infinity, ...instants.filter((instant) => instant > at)),
    selection: { rules, adopting: rules.filter(({ rule: { shape } }) => shape.kind === 'adopt') },
  };
};

const isOf = ({ fromDate, untilDate, from, until }: Chosen, date: string, at: number): boolean =>
  date >= fromDate && date < untilDate && at >= from && at < until;

/** Made ready once, however many sets a record stands in. */
const ready = new WeakMap<Rule, CompiledRule>();

function compiled(tenure: Tenure): Standing {
  const known = ready.get(tenure.rule) ?? compileRule(tenure.rule);
  ready.set(tenure.rule, known);
  return { ...known, ...tenure };
}

/** Records of one group keep the order they are written in. */
export function rulesetOver(version: string, tenures: readonly Tenure[]): Ruleset {
  const inOrder = tenures.toSorted((a, b) => groups.indexOf(a.rule.group) - groups.indexOf(b.rule.group));
  const standing = inOrder.map(compiled);
  const chosenBy = new Map<string, Chosen>();

  function everyRule(channel: Channel, themeClass: ThemeClass, jurisdictions: readonly string[]) {
    const here = new Set(['platform', 'US', ...jurisdictions]);
    return standing.filter(
      ({ rule: { scope, jurisdiction } }) =>
        scope.channels.includes(channel) && scope.classes.includes(themeClass) && here.has(jurisdiction),
    );
  }

  return {
    version,
    rules: inOrder.map(({ rule }) => rule),
    tenures: inOrder,
    select: (channel, themeClass, jurisdictions, date, at) => {
      const key = `${channel} ${themeClass} ${jurisdictions.join(' ')}`;
      let chosen = chosenBy.get(key);
      if (!chosen || !isOf(chosen, date, at)) {
        if (chosenBy.size >= chosenKept) chosenBy.clear();
        chosen = choose(chosen?.all ?? everyRule(channel, themeClass, jurisdictions), date, at);
        chosenBy.set(key, chosen);
      }
      return chosen.selection;
    },
  };
}

export const always = (rule: Rule): Tenure => ({ rule, from: -Infinity, until: Infinity });

export const rulesetOf = (version: string, rules: readonly Rule[]): Ruleset => rulesetOver(version, rules.map(always));

export const parseRecords = (records: readonly RuleRecord[]): readonly Rule[] =>
  records.map((record) => Object.freeze(Rule.parse(record)));

/** Names the shipped records: it changes with every one that changes. */
export const rulesetVersion = '2026.11.2';

/** The law as it is shipped, for every day it was or will be in force: one version of every rule. */
export const ruleset: Ruleset = rulesetOf(rulesetVersion, parseRecords(allRecords));

export const { rules } = ruleset;

export const isInForce = (rule: Rule, date: string): boolean =>
  rule.effectiveFrom <= date && (rule.effectiveTo === null || date <= rule.effectiveTo);

export const isHeldTo = ({ from, until }: Tenure, at: number): boolean => from <= at && at < until;
