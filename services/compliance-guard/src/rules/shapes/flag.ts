import { factsNamed, known, prepare, type Condition } from '../condition.ts';
import type { Look } from '../look.ts';
import type { RuleOf } from '../rule.ts';
import { pass, type Verdict } from '../verdict.ts';
import type { Judge } from './judge.ts';

/** What is on record of the facts that decided: flags, dates and words, null where nothing is. */
function evidenceOf(conditions: readonly Condition[], look: Look, debtId: string | null): Record<string, unknown> {
  const names = [...new Set(conditions.flatMap(factsNamed))];
  return Object.fromEntries(names.map((name) => [name, known(name, look, debtId)?.value ?? null]));
}

const nothing: Verdict = pass('nothing on record');
const noDebt = [null] as const;

/** Against where `stands` holds for one of the debts; the moment it ends is when one of the facts asked about changes. */
function judgeByFacts(
  conditions: readonly Condition[],
  detail: string,
  stands: (look: Look, debtId: string | null) => boolean,
): Judge {
  return (look, inScope) => {
    const debts: readonly (string | null)[] = inScope.length > 0 ? inScope : noDebt;
    const against = debts.filter((debtId) => stands(look, debtId));
    const [first] = against;
    if (first === undefined) return nothing;
    return {
      outcome: 'against',
      detail,
      debtIds: against.length < debts.length ? against.filter((debtId) => debtId !== null) : [],
      isAboutContact: true,
      evidence: evidenceOf(conditions, look, first),
      freeAt: null,
    };
  };
}

/** Against while every condition holds. */
export function judgeFlag({ shape, name }: RuleOf<'flag'>): Judge {
  const conditions = shape.when.map((condition) => prepare(condition, true));
  return judgeByFacts(shape.when, `${name}.`, (look, debtId) => conditions.every((holds) => holds(look, debtId)));
}

/** Against while none of the consents is there. */
export function judgeConsent({ shape, name }: RuleOf<'consent'>): Judge {
  const conditions = shape.anyOf.map((condition) => prepare(condition, false));
  return judgeByFacts(shape.anyOf, `No consent on record: ${name}.`, (look, debtId) =>
    conditions.every((holds) => !holds(look, debtId)),
  );
}
