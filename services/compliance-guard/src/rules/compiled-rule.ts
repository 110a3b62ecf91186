import { factsNamed, prepareAll, type Condition } from './condition.ts';
import { debtKindOf, isOfKind } from './debt-kind.ts';
import { factRegistry } from './fact-registry.ts';
import type { Facts } from './facts.ts';
import type { Look } from './look.ts';
import type { Rule, RuleOf, Scope, Shape } from './rule.ts';
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
  /**
   * The debts the rule is about among those asked about; null when the question is not its matter. `bindsRole`: does it
   * bind whoever collects by what it says itself? To whom it does not apply has been left out before.
   */
  debtsInScope: (look: Look, bindsRole: boolean, adopted: Adopted) => readonly string[] | null;
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

export type Role = Scope['roles'][number];

/** As whom the creditor's agency collects. */
export function roleOf({ collectorRole, applyRegFToFirstParty }: Facts['settings']): Role {
  if (collectorRole === 'thirdParty') return 'thirdParty';
  return applyRegFToFirstParty ? 'firstPartyByChoice' : 'firstParty';
}

/** Does this rule bind whoever collects, by what it says itself? */
export const bindsRole = ({ scope: { roles } }: Rule, role: Role): boolean =>
  roles.includes(role) || (role === 'firstPartyByChoice' && roles.includes('firstParty'));

const dependsOnDebt = (condition: Condition): boolean =>
  factsNamed(condition).some((fact) => factRegistry[fact].on === 'debt');

export const adoptsNothing: Adopted = () => false;

function scopeOf({ id, scope, unless }: Rule): CompiledRule['debtsInScope'] {
  const conditions = [...scope.only, ...unless.map((condition) => ({ not: condition }))];
  const holds = prepareAll(
    conditions.filter((condition) => !dependsOnDebt(condition)),
    true,
  );
  const ofDebt = conditions.filter(dependsOnDebt);
  const holdsOf = prepareAll(ofDebt, true);
  const isAbout = (kind: string): boolean => scope.debts.some((debts) => isOfKind(kind, debts));
  const isAboutUsual = { consumer: isAbout('consumer'), commercial: isAbout('commercial') };

  return (look, isBinding, adopted) => {
    if (!holds(look, null)) return null;
    const { debtIds } = look.facts.asked;
    if (look.debtKind !== undefined && ofDebt.length === 0) {
      if (isBinding && isAboutUsual[look.debtKind]) return debtIds;
      if (adopted === adoptsNothing) return null;
    }
    const isBound = (debtId: string | null): boolean => {
      const isNatural = isBinding && isAbout(debtKindOf(look, debtId));
      return (isNatural || adopted(id, debtId)) && holdsOf(look, debtId);
    };
    if (debtIds.length === 0) return isBound(null) ? debtIds : null;
    if (debtIds.every(isBound)) return debtIds;
    const debts = debtIds.filter(isBound);
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
