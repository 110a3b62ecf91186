import { evaluate, isBlocking } from './evaluate.ts';
import type { Asked, CountedContact, Facts, RecordedFact } from './facts.ts';
import { nextAllowedAt } from './next-allowed.ts';
import { ruleset } from './ruleset.ts';
import { aFact, anAsk, someFacts } from './some-facts.ts';

/** A case of the rules document: what is so, which rules refuse, and when contact is lawful again. */
export type Case = {
  no: number | string;
  at: string;
  zones?: readonly string[];
  ask?: Partial<Omit<Asked, 'at'>>;
  contacts?: readonly CountedContact[];
  recorded?: readonly RecordedFact[];
  facts?: Partial<Facts>;
  by?: string[];
  next?: string | null;
};

/** What every case takes for granted: the notices sent, their periods over, and a basis for email and text. */
const granted: readonly RecordedFact[] = [
  aFact('firstCommunicationAt', '2026-01-05'),
  aFact('firstWrittenCommunicationAt', '2026-01-05'),
  aFact('validationNoticeSentAt', '2026-01-05'),
  aFact('emailConsent'),
  aFact('textConsent', true, { from: Date.parse('2026-11-20T15:00:00Z') }),
  aFact('lastReassignedCheckAt', '2026-11-20'),
];

export function factsOfCase({
  at,
  zones = ['America/New_York'],
  ask = {},
  contacts = [],
  recorded = [],
  facts = {},
}: Case): Facts {
  return someFacts(anAsk({ at, ...ask }), { zones, contacts, recorded: [...granted, ...recorded], ...facts });
}

/** The rules that refuse, in their order, and the next permitted time. */
export function answerOf(each: Case): { by: string[]; next: string | null } {
  const facts = factsOfCase(each);
  const judged = evaluate(ruleset, facts);
  const by = judged.filter(isBlocking).map(({ rule }) => rule.id);
  const next = by.length > 0 ? nextAllowedAt(ruleset, facts, judged) : null;
  return { by, next: next === null ? null : new Date(next).toISOString() };
}
