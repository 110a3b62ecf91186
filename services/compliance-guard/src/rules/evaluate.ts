import { addDays, startOfDay } from '../places/local-time.ts';
import { adoptsNothing, type Adopted } from './compiled-rule.ts';
import type { Facts } from './facts.ts';
import { lookAt, noteChange, noteDay, todayIn, type Look } from './look.ts';
import type { Rule } from './rule.ts';
import type { Ruleset, Selection } from './ruleset.ts';
import type { Against, Verdict } from './verdict.ts';

export type Judged = { rule: Rule; verdict: Verdict };
export type Objection = Judged & { verdict: Against };

/** What records of states bring into force for those whom a rule would not bind by itself. */
function adoptedBy(adopting: Selection['adopting'], look: Look): Adopted {
  const adopted = adopting.flatMap(({ rule, bindsRole, debtsInScope }) => {
    const debts = rule.enforcement === 'off' ? null : debtsInScope(look, bindsRole, adoptsNothing);
    return debts && rule.shape.kind === 'adopt' ? [{ rules: rule.shape.rules, debts }] : [];
  });
  if (adopted.length === 0) return adoptsNothing;
  return (ruleId, debtId) =>
    adopted.some(({ rules, debts }) => rules.includes(ruleId) && (debtId === null || debts.includes(debtId)));
}

/** A rule that blocks until its last day is gone on the next; a version, when another one takes its place. */
function gone({ effectiveTo }: Rule, zone: string | undefined): number {
  return effectiveTo === null ? Infinity : startOfDay(zone ?? 'UTC', addDays(effectiveTo, 1));
}

const sooner = (verdict: Against, at: number): Against =>
  at < (verdict.freeAt ?? Infinity) ? { ...verdict, freeAt: at } : verdict;

/** Those among these rules whose matter the question is, each with what it says. */
function judge(ruleset: Ruleset, facts: Facts, among: (selection: Selection) => Selection['rules']): Judged[] {
  const look = lookAt(facts);
  const [zone] = facts.dateZones;
  const selection = ruleset.select(facts, todayIn(zone ?? 'UTC', look));
  const adopted = selection.adopting.length > 0 ? adoptedBy(selection.adopting, look) : adoptsNothing;
  const judged: Judged[] = [];
  for (const selected of among(selection)) {
    look.changesAt = Infinity;
    const { rule } = selected;
    const debts = selected.debtsInScope(look, selected.bindsRole, adopted);
    if (debts === null) continue;
    const verdict = selected.judge(look, debts);
    judged.push({
      rule,
      verdict:
        verdict.outcome === 'against'
          ? sooner(narrowed(verdict, debts, facts), Math.min(look.changesAt, gone(rule, zone), selected.until))
          : verdict,
    });
  }
  return judged;
}

/** An objection of a rule that is about some of the debts only stands against these only. */
const narrowed = (verdict: Against, debts: readonly string[], { asked }: Facts): Against =>
  verdict.debtIds.length === 0 && debts.length < asked.debtIds.length ? { ...verdict, debtIds: debts } : verdict;

export const isBlocking = (judged: Judged): judged is Objection =>
  judged.verdict.outcome === 'against' && (judged.rule.enforcement === 'block' || judged.rule.enforcement === 'hold');

/**
 * Every rule whose matter the question is gets judged, so that the answer names every obstacle and not just the first.
 * `freeAt` of an objection is the first moment at which it may end; until then it stands.
 */
export const evaluate = (ruleset: Ruleset, facts: Facts): Judged[] => judge(ruleset, facts, ({ rules }) => rules);

/** Of `evaluate` only what refuses, of these rules: for who asks about nothing else, many times. */
export const objections = (ruleset: Ruleset, facts: Facts, matters?: (rule: Rule) => boolean): Objection[] =>
  judge(ruleset, facts, ({ blocking }) => (matters ? blocking.filter(({ rule }) => matters(rule)) : blocking)).filter(
    isBlocking,
  );

/**
 * The first later moment at which one of these rules may be another's matter, judge otherwise, or begin or end: by facts
 * that are known now. Infinity: never.
 */
export function nextChange(ruleset: Ruleset, facts: Facts): number {
  const [zone = 'UTC'] = facts.dateZones;
  const look = lookAt(facts);
  const today = todayIn(zone, look);
  const { rules, adopting } = ruleset.select(facts, today);
  const adopted = adoptedBy(adopting, look);
  for (const selected of rules) {
    const debts = selected.debtsInScope(look, selected.bindsRole, adopted);
    if (debts !== null) selected.judge(look, debts);
  }
  for (const { rule, from, until } of ruleset.tenures) {
    for (const at of [from, until, gone(rule, zone)]) noteChange(look, at);
    if (rule.effectiveFrom > today) noteDay(look, zone, rule.effectiveFrom);
  }
  return look.changesAt;
}
