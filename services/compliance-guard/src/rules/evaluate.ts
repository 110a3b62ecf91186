import { addDays, startOfDay } from '../places/local-time.ts';
import type { Adopted, CompiledRule } from './compiled-rule.ts';
import type { Facts } from './facts.ts';
import { lookAt, noteChange, noteDay, todayIn, type Look } from './look.ts';
import type { Rule } from './rule.ts';
import type { Ruleset } from './ruleset.ts';
import type { Against, Verdict } from './verdict.ts';

export type Judged = { rule: Rule; verdict: Verdict };

const adoptsNothing: Adopted = () => false;

/** What records of states bring into force for those whom a rule would not bind by itself. */
function adoptedBy(adopting: readonly CompiledRule[], look: Look): Adopted {
  const adopted = adopting.flatMap(({ rule, debtsInScope }) => {
    const debts = rule.enforcement === 'off' ? null : debtsInScope(look, adoptsNothing);
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

const sooner = (verdict: Against, at: number): Against => {
  const freeAt = Math.min(verdict.freeAt ?? Infinity, at);
  return { ...verdict, freeAt: freeAt === Infinity ? null : freeAt };
};

/**
 * Every rule whose matter the question is gets judged, so that the answer names every obstacle and not just the first.
 * `freeAt` of an objection is the first moment at which it may end; until then it stands.
 */
export function evaluate(ruleset: Ruleset, facts: Facts): Judged[] {
  const { asked, jurisdictions, dateZones } = facts;
  const look = lookAt(facts);
  const [zone] = dateZones;
  const { rules, adopting } = ruleset.select(
    asked.channel,
    asked.themeClass,
    jurisdictions,
    todayIn(zone ?? 'UTC', look),
    asked.at,
  );
  const adopted = adopting.length > 0 ? adoptedBy(adopting, look) : adoptsNothing;
  const judged: Judged[] = [];
  for (const { rule, until, debtsInScope, judge } of rules) {
    look.changesAt = Infinity;
    const debts = debtsInScope(look, adopted);
    if (debts === null) continue;
    const verdict = judge(look, debts);
    judged.push({
      rule,
      verdict:
        verdict.outcome === 'against'
          ? sooner(narrowed(verdict, debts, facts), Math.min(look.changesAt, gone(rule, zone), until))
          : verdict,
    });
  }
  return judged;
}

/** An objection of a rule that is about some of the debts only stands against these only. */
const narrowed = (verdict: Against, debts: readonly string[], { asked }: Facts): Against =>
  verdict.debtIds.length === 0 && debts.length < asked.debtIds.length ? { ...verdict, debtIds: debts } : verdict;

export const isBlocking = (judged: Judged): judged is Judged & { verdict: Against } =>
  judged.verdict.outcome === 'against' && (judged.rule.enforcement === 'block' || judged.rule.enforcement === 'hold');

/**
 * The first later moment at which one of these rules may be another's matter, judge otherwise, or begin or end: by facts
 * that are known now. Infinity: never.
 */
export function nextChange(ruleset: Ruleset, facts: Facts): number {
  const { asked, jurisdictions, dateZones } = facts;
  const [zone = 'UTC'] = dateZones;
  const look = lookAt(facts);
  const today = todayIn(zone, look);
  const { rules, adopting } = ruleset.select(asked.channel, asked.themeClass, jurisdictions, today, asked.at);
  const adopted = adoptedBy(adopting, look);
  for (const { debtsInScope, judge } of rules) {
    const debts = debtsInScope(look, adopted);
    if (debts !== null) judge(look, debts);
  }
  for (const { rule, from, until } of ruleset.tenures) {
    for (const at of [from, until, gone(rule, zone)]) noteChange(look, at);
    if (rule.effectiveFrom > today) noteDay(look, zone, rule.effectiveFrom);
  }
  return look.changesAt;
}
