import { evaluate, type Judged } from './evaluate.ts';
import type { Asked, ContactFacts, CountedContact, Facts, FactValue, RecordedFact, Stop } from './facts.ts';
import { nextAllowedAt } from './next-allowed.ts';
import { ruleset } from './ruleset.ts';
import { aCall, aContact, aFact, anAsk, someFacts } from './some-facts.ts';
import { classOfTheme } from './themes.ts';

/**
 * A question put to one record alone. It says its enforcement where it stands against the contact, the texts or the dated
 * task that it asks for, that it is kept elsewhere, or nothing. Unsaid: a call at ten on a Tuesday in December by a third party, with nothing known.
 */
export type StateRow = {
  rule: string;
  when: string;
  says?: string;
  /** When this record lets contact pass again, in open hours; unsaid, nobody can tell. */
  next?: string;
  at?: string;
  ask?: Partial<Omit<Asked, 'at' | 'themeClass'>>;
  contact?: Partial<ContactFacts>;
  role?: Facts['settings']['collectorRole'];
  known?: Record<string, FactValue>;
  recorded?: readonly RecordedFact[];
  stops?: readonly Stop[];
  contacts?: readonly CountedContact[];
};

/** One contact a day, on these dates, at noon. */
export const on = (dates: readonly string[], over: Partial<CountedContact> = {}): CountedContact[] =>
  dates.map((date) => aCall(`${date}T12:00:00`, over));

const words = ({ rule, verdict }: Judged): string => {
  if (verdict.outcome === 'against') return rule.enforcement;
  if (verdict.outcome === 'notApplicable') return 'elsewhere';
  if (verdict.outcome !== 'due') return 'nothing';
  return verdict.duty ? `${verdict.duty.task} by ${verdict.duty.dueOn}` : verdict.slots.join(' ');
};

/** What the record says in that state, and until when. */
export function saidIn(jurisdiction: string, zone: string, each: StateRow): { says: string; next?: string | null } {
  const { rule: id, at = '2026-12-01T15:00:00Z', ask = {}, contact = {}, role = 'thirdParty', known = {} } = each;
  const themeClass = classOfTheme(ask.theme ?? 'opsCollDebt');
  const facts = someFacts(anAsk({ at, ...ask, themeClass }), {
    jurisdictions: [jurisdiction],
    zones: [zone],
    settings: { collectorRole: role, applyRegFToFirstParty: false, debtType: 'DEBT_TYPE_CONSUMER' },
    contact: aContact(contact),
    recorded: [...Object.entries(known).map(([name, value]) => aFact(name, value)), ...(each.recorded ?? [])],
    stops: each.stops ?? [],
    contacts: each.contacts ?? [],
  });
  const judged = evaluate(ruleset, facts).find(({ rule }) => rule.id === id);
  if (!judged) return { says: 'nothing' };
  const says = words(judged);
  if (says !== 'block' && says !== 'hold') return { says };
  const inHours = ({ id: other, shape }: Judged['rule']) => other === id || shape.kind === 'hours';
  const next = nextAllowedAt(ruleset, facts, [judged], inHours);
  return { says, next: next === null ? null : new Date(next).toISOString() };
}

/** What a case expects, in the same form. */
export function expected({ says = 'nothing', next }: StateRow): { says: string; next?: string | null } {
  return says === 'block' || says === 'hold' ? { says, next: next ?? null } : { says };
}
