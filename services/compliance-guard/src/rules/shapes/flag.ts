import { factsNamed, known, prepare, prepareAll, type Ask, type Condition } from '../condition.ts';
import type { FactName } from '../fact-registry.ts';
import type { Look } from '../look.ts';
import type { RuleOf } from '../rule.ts';
import { pass, type Verdict } from '../verdict.ts';
import type { Judge } from './judge.ts';

/** What is on record of the facts that decided: flags, dates and words, null where nothing is. */
const evidenceOf = (names: readonly FactName[], look: Look, debtId: string | null): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, known(name, look, debtId)?.value ?? null]));

const nothing: Verdict = pass('nothing on record');
const noDebt = [null] as const;

/** Against where `stands` holds for one of the debts; the moment it ends is when one of the facts asked about changes. */
function judgeByFacts(conditions: readonly Condition[], detail: string, stands: Ask): Judge {
  const names = [...new Set(conditions.flatMap(factsNamed))];
  return (look, inScope) => {
    const debts: readonly (string | null)[] = inScope.length > 0 ? inScope : noDebt;
    const first = debts.find((debtId) => stands(look, debtId));
    if (first === undefined) return nothing;
    const against = debts.filter((debtId) => stands(look, debtId));
    return {
      outcome: 'against',
      detail,
      debtIds: against.length < debts.length ? against.filter((debtId) => debtId !== null) : [],
      isAboutContact: true,
      evidence: evidenceOf(names, look, first),
      freeAt: null,
    };
  };
}

/** Against while every condition holds. */
export function judgeFlag({ shape, name }: RuleOf<'flag'>): Judge {
  return judgeByFacts(shape.when, `${name}.`, prepareAll(shape.when, true));
}

/** Against while none of the consents is there. */
export function judgeConsent({ shape, name }: RuleOf<'consent'>): Judge {
  const isThere = prepare({ any: shape.anyOf }, false);
  return judgeByFacts(shape.anyOf, `No consent on record: ${name}.`, (look, debtId) => !isThere(look, debtId));
}
