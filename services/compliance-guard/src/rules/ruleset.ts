import { addDays } from '../places/local-time.ts';
import { bindsRole, compileRule, roleOf, type CompiledRule, type Role } from './compiled-rule.ts';
import type { Facts } from './facts.ts';
import { allRecords } from './records/all.ts';
import { Rule, type RuleRecord } from './rule.ts';
import { groups } from './words.ts';

/** A rule, and between which instants this version of it is the one that holds. */
export type Tenure = { rule: Rule; from: number; until: number };

type Standing = CompiledRule & Tenure;
/** `bindsRole`: does it bind whoever collects by what it says itself? */
type Selected = Standing & { bindsRole: boolean };

/** The rules that a question meets at a moment; those among them that refuse; those that bring others into force. */
export type Selection = {
  rules: readonly Selected[];
  blocking: readonly Selected[];
  adopting: readonly Selected[];
};

/** Rules in the order in which answers name them, made ready to be asked. */
export type Ruleset = {
  version: string;
  /** Every version of every rule, also those of other times. */
  rules: readonly Rule[];
  tenures: readonly Tenure[];
  /**
   * Those of a question's channel and theme, of whom it is put to and who puts it, and of the places whose law binds, in
   * force on that date and held to at that instant.
   */
  select: (facts: Facts, date: string) => Selection;
};

/** Those for the moments around one that was asked about, among which nothing changes. */
type Chosen = {
  fromDate: string;
  untilDate: string;
  from: number;
  until: number;
  selection: Selection;
};

/** All there are for a kind of question, and what was chosen of them for the moments asked about, the last one first. */
type Kind = { all: readonly Selected[]; chosen: readonly Chosen[] };

/** Nobody lives in more places than a few; past so many kinds of question, or moments of one, they are worked out again. */
const kindsKept = 5_000;
const momentsKept = 20;

const choose = (all: readonly Selected[], date: string, at: number): Chosen => {
  const days = all.flatMap(({ rule: { effectiveFrom, effectiveTo } }) =>
    effectiveTo === null ? [effectiveFrom] : [effectiveFrom, addDays(effectiveTo, 1)],
  );
  const instants = all.flatMap(({ from, until }) => [from, until]);
  const rules = all.filter((each) => isInForce(each.rule, date) && isHeldTo(each, at));
  return {
    fromDate: days.reduce((latest, day) => (day <= date && day > latest ? day : latest), ''),
    untilDate: days.reduce((soonest, day) => (day > date && day < soonest ? day : soonest), '9999'),
    from: Math.max(-Infinity, ...instants.filter((instant) => instant <= at)),
    until: Math.min(Infinity, ...instants.filter((instant) => instant > at)),
    selection: {
      rules,
      blocking: rules.filter(({ rule: { enforcement } }) => enforcement === 'block' || enforcement === 'hold'),
      adopting: rules.filter(({ rule: { shape } }) => shape.kind === 'adopt'),
    },
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
  const kinds = new Map<string, Kind>();

  /** What does not bind whoever collects stays only where another rule may bring it into force. */
  function everyRule({ asked, contact, jurisdictions }: Facts, role: Role): Selected[] {
    const here = new Set(['platform', 'US', ...jurisdictions]);
    const all = standing
      .filter(
        ({ rule: { scope, jurisdiction } }) =>
          scope.channels.includes(asked.channel) &&
          scope.classes.includes(asked.themeClass) &&
          scope.affiliations.includes(contact.affiliation) &&
          here.has(jurisdiction),
      )
      .map((each) => ({ ...each, bindsRole: bindsRole(each.rule, role) }));
    const mayAdopt = all.some(({ rule }) => rule.shape.kind === 'adopt');
    return mayAdopt ? all : all.filter((each) => each.bindsRole);
  }

  return {
    version,
    rules: inOrder.map(({ rule }) => rule),
    tenures: inOrder,
    select: (facts, date) => {
      const { asked, contact, jurisdictions, settings } = facts;
      const role = roleOf(settings);
      const key = `${asked.channel} ${asked.themeClass} ${contact.affiliation} ${role} ${jurisdictions.join(' ')}`;
      let kind = kinds.get(key);
      if (!kind) {
        if (kinds.size >= kindsKept) kinds.clear();
        kinds.set(key, (kind = { all: everyRule(facts, role), chosen: [] }));
      }
      const [last] = kind.chosen;
      if (last && isOf(last, date, asked.at)) return last.selection;
      const chosen = kind.chosen.find((each) => isOf(each, date, asked.at)) ?? choose(kind.all, date, asked.at);
      kind.chosen = [chosen, ...kind.chosen.filter((each) => each !== chosen)].slice(0, momentsKept);
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
