import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { freeAtInHours } from './next-allowed.ts';
import { ruleset } from './ruleset.ts';
import { factsOfCase, type Case } from './worked-case.ts';

export const bySelf = { collectorRole: 'firstParty', applyRegFToFirstParty: false, debtType: 'DEBT_TYPE_CONSUMER' } as const; // prettier-ignore

/** One row of a state's law asked about one contact: what it says, and of an objection when it is gone. */
export type RowCase = Omit<Case, 'no' | 'by' | 'at'> & {
  row: string;
  name: string;
  /** Ten in the morning of a Tuesday in New York, unless the case is about another time. */
  at?: string;
  /** `block`, `hold`, `warn` and `off` object; `text` and `duty` ask for something. */
  says: 'block' | 'hold' | 'warn' | 'off' | 'pass' | 'nothing' | 'text' | 'duty';
  /** What a text or duty is about: its slots, or its day. */
  of?: readonly string[] | string;
};

const saying = { block: 'block', hold: 'hold', warn: 'warn', off: 'off' } as const;

/** What the row says, in the words of a case. */
export function sayingOf(jurisdictions: readonly string[], each: RowCase): Pick<RowCase, 'says' | 'next' | 'of'> {
  const { row, name, at = '2026-12-01T15:00:00Z', facts, ...rest } = each;
  const asked: Facts = factsOfCase({ ...rest, no: name, at, facts: { jurisdictions, ...facts } });
  const judged = evaluate(ruleset, asked).find(({ rule }) => rule.id === row);
  if (!judged) return { says: 'nothing' };
  const { rule, verdict } = judged;
  if (verdict.outcome === 'due')
    return verdict.duty ? { says: 'duty', of: verdict.duty.dueOn } : { says: 'text', of: verdict.slots };
  if (verdict.outcome !== 'against') return { says: 'pass' };
  const free = freeAtInHours(ruleset, asked, judged);
  const says = saying[rule.enforcement as keyof typeof saying];
  return { says, next: free === null ? null : new Date(free).toISOString() };
}

/** What a case expects, so that both sides of a comparison have the same form. */
export const expected = ({ says, next, of }: RowCase): Pick<RowCase, 'says' | 'next' | 'of'> => ({
  says,
  ...(['block', 'hold', 'warn', 'off'].includes(says) ? { next: next ?? null } : {}),
  ...(of === undefined ? {} : { of }),
});
