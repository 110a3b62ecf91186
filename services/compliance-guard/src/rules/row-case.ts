import { evaluate } from './evaluate.ts';
import type { ContactFacts, CountedContact, Facts, RecordedFact, Stop } from './facts.ts';
import { freeAtInHours } from './next-allowed.ts';
import { ruleset } from './ruleset.ts';
import { aCall, aContact, aFact, aStop } from './some-facts.ts';
import { factsOfCase, type Case } from './worked-case.ts';

/** Takes back what every case takes for granted. */
export const notYet = (name: string): RecordedFact => aFact(name, false, { from: Date.parse('2026-06-01T00:00:00Z') });
export const contactOf = (over: Partial<ContactFacts>): Pick<Facts, 'contact'> => ({ contact: aContact(over) });
export const atWork = contactOf({ label: 'work', lineType: 'business' });
export const byMail = { channel: 'mail' } as const;
export const byEmail = { channel: 'email' } as const;
export const byText = { channel: 'text' } as const;
export const isAnswer = { says: { isResponseToInbound: true } } as const;
export const asksWhere = { theme: 'opsCollLocateBorrower' } as const;
export const stoppedBy = (reason: Stop['reason'], over: Partial<Stop> = {}): Pick<Facts, 'stops'> => ({
  stops: [aStop(reason, over)],
});
/** So many contacts, one on each of these days of November 2026. */
export const onDays = (days: readonly number[], over: Partial<CountedContact> = {}): CountedContact[] =>
  days.map((day, i) => aCall(`2026-11-${String(day).padStart(2, '0')}T10:${String(i).padStart(2, '0')}:00`, over));

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
  const says = saying[rule.enforcement as keyof typeof saying];
  if (says === 'warn' || says === 'off') return { says };
  const free = freeAtInHours(ruleset, asked, judged);
  return { says, next: free === null ? null : new Date(free).toISOString() };
}

/** What a case expects, so that both sides of a comparison have the same form. */
export const expected = ({ says, next, of }: RowCase): Pick<RowCase, 'says' | 'next' | 'of'> => ({
  says,
  ...(says === 'block' || says === 'hold' ? { next: next ?? null } : {}),
  ...(of === undefined ? {} : { of }),
});
