import { evaluate, isBlocking } from '../evaluate.ts';
import type { Asked, CountedContact, Facts, RecordedFact } from '../facts.ts';
import { lawOf, type Row } from '../law.ts';
import { nextAllowedAt } from '../next-allowed.ts';
import { parseRecords, rulesetOf } from '../ruleset.ts';
import { aFact, anAsk, someFacts } from '../some-facts.ts';

export const law = lawOf({ jurisdiction: 'US', authority: 'Test' });
/** A record as far as a case cares. */
export type Bare = Omit<Row, 'id' | 'name' | 'group' | 'cite'>;
export const rulesetFor = (row: Bare) =>
  rulesetOf('test', parseRecords([law({ id: 'the-rule', name: 'The rule', group: 'other-hold', cite: '1', ...row })]));

/** 10:00 of a Tuesday in New York unless a case says otherwise; `next` is when contact is lawful again. */
export type Case = {
  name: string;
  row: Bare;
  at?: string;
  ask?: Partial<Omit<Asked, 'at'>>;
  over?: Partial<Facts>;
  contacts?: readonly CountedContact[];
  recorded?: readonly RecordedFact[];
  next?: string | null;
};

export function judge({ row, at = '2026-12-01T15:00:00Z', ask = {}, over = {}, contacts = [], recorded = [] }: Case) {
  const ruleset = rulesetFor(row);
  const facts = someFacts(anAsk({ at, ...ask }), { contacts, recorded, ...over });
  const judged = evaluate(ruleset, facts);
  const isAllowed = !judged.some(isBlocking);
  const next = isAllowed ? null : nextAllowedAt(ruleset, facts, judged);
  return { isAllowed, next: next === null ? null : new Date(next).toISOString() };
}

/** What a case that refuses expects. */
export const answer = ({ next = null }: Case) => ({ isAllowed: false, next });

/** A fact recorded at noon of its date. */
export const onDay = (text: string, over: Partial<RecordedFact> = {}, name = 'workRequestOralAt') =>
  aFact(name, text, { from: Date.parse(`${text.slice(0, 10)}T12:00:00Z`), ...over });
