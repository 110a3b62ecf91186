import { factsNamed, prepare, type Condition } from './condition.ts';
import { debtKindOf, isOfKind } from './debt-kind.ts';
import { factRegistry } from './fact-registry.ts';
import type { Look } from './look.ts';
import type { Rule, RuleOf, Shape } from './rule.ts';
import { judgeCount } from './shapes/count.ts';
import { judgeDisclose, judgeDuty } from './shapes/due.ts';
import { judgeConsent, judgeFlag } from './shapes/flag.ts';
import { judgeHours } from './shapes/hours.ts';
import type { Judge } from './shapes/judge.ts';
import { judgeQuiet } from './shapes/quiet-after.ts';
import { judgeStatedTimes } from './shapes/stated-times.ts';
import { judgeStop } from './shapes/stop.ts';
import { judgeWait } from './shapes/wait.ts';
import { pass, type Verdict } from './verdict.ts';

/** A record made ready once, so that a question only asks. */
export type CompiledRule = {
  rule: Rule;
  /** The debts the rule is about among those asked about; null when the question is not its matter. */
  debtsInScope: (look: Look, adopted: Adopted) => readonly string[] | null;
  judge: Judge;
};

/** Does another record say that this rule binds about that debt, too? */
export type Adopted = (ruleId: string, debtId: string | null) => boolean;

const judges: { [Kind in Shape['kind']]: (rule: RuleOf<Kind>) => Judge } = {
  hours: judgeHours,
  'stated-times': (rule) => (look) => judgeStatedTimes(rule, look),
  count: judgeCount,
  'quiet-after': judgeQuiet,
  wait: (rule) => (look, debts) => judgeWait(rule, look, debts),
  stop: judgeStop,
  flag: judgeFlag,
  consent: judgeConsent,
  disclose: judgeDisclose,
  duty: (rule) => (look, debts) => judgeDuty(rule, look, debts),
  adopt: () => () => bindsMore,
  elsewhere: () => () => elsewhere,
};

const bindsMore: Verdict = pass('other rules bind as well');
const elsewhere: Verdict = { outcome: 'notApplicable', detail: 'kept where it happens' };

const needsPlace: readonly Shape['kind'][] = ['hours', 'stated-times', 'count', 'quiet-after', 'wait'];
const placeless: Verdict = { outcome: 'notApplicable', detail: 'no address is on file' };

/** Does this rule bind whoever collects, by what it says itself? */
function bindsRole({ scope }: Rule, { facts: { settings } }: Look): boolean {
  if (settings.collectorRole === 'thirdParty') return scope.roles.includes('thirdParty');
  if (scope.roles.includes('firstParty')) return true;
  return scope.roles.includes('firstPartyByChoice') && settings.applyRegFToFirstParty;
}

const dependsOnDebt = (condition: Condition): boolean =>
  factsNamed(condition).some((fact) => factRegistry[fact].on === 'debt');

const none: readonly string[] = [];

const every = (asks: readonly ReturnType<typeof prepare>[], look: Look, debtId: string | null): boolean =>
  asks.every((holds) => holds(look, debtId));

function scopeOf(rule: Rule): CompiledRule['debtsInScope'] {
  const { scope, unless } = rule;
  const exceptions = unless.map((condition) => ({ not: condition }));
  const conditions = [...scope.only, ...exceptions];
  const once = conditions.filter((condition) => !dependsOnDebt(condition)).map((each) => prepare(each, true));
  const perDebt = conditions.filter(dependsOnDebt).map((each) => prepare(each, true));

  return (look, adopted) => {
    const { asked, contact } = look.facts;
    if (!scope.affiliations.includes(contact.affiliation) || !every(once, look, null)) return null;
    const isRole = bindsRole(rule, look);
    const isBound = (debtId: string | null): boolean => {
      const kind = debtKindOf(look, debtId);
      const isNatural = isRole && scope.debts.some((debts) => isOfKind(kind, debts));
      return (isNatural || adopted(rule.id, debtId)) && every(perDebt, look, debtId);
    };
    if (asked.debtIds.length === 0) return isBound(null) ? none : null;
    if (asked.debtIds.every(isBound)) return asked.debtIds;
    const debts = asked.debtIds.filter(isBound);
    return debts.length > 0 ? debts : null;
  };
}

export function compileRule(rule: Rule): CompiledRule {
  const judge = (judges[rule.shape.kind] as (rule: Rule) => Judge)(rule);
  const asksPlace = needsPlace.includes(rule.shape.kind);
  return {
    rule,
    debtsInScope: scopeOf(rule),
    judge: (look, debts) => (asksPlace && isPlaceless(look.facts) ? placeless : judge(look, debts)),
  };
}

/**
 * Collection needs an address: an area code gives a zone, never a state's law. Without one it is refused before any
 * rule, and what time or date it is there is not asked.
 */
export const isPlaceless = ({ asked, hasAddress }: Look['facts']): boolean =>
  asked.themeClass === 'collection' && !hasAddress;
