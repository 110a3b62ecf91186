import { isDeepStrictEqual } from 'node:util';
import type { ContactFacts, DebtFacts } from '../rules/facts.ts';
import type { Customer } from './customer.ts';

/**
 * How a contact or a debt stood until its owner said otherwise, by the time of the owner's word; `version` is that word's.
 * Null: until then there was no such contact.
 */
export type PastState = { subjectId: string; until: Date; version: number } & (
  { what: 'contact'; state: ContactFacts | null } | { what: 'debt'; state: DebtFacts }
);

function endedContacts(before: Customer, after: Customer, until: Date): PastState[] {
  if (before.version === 0 || before.contacts === after.contacts) return [];
  const { version } = after;
  const known = new Map(before.contacts.map((contact) => [contact.contactId, contact]));
  const changed = after.contacts.filter((contact) => !isDeepStrictEqual(known.get(contact.contactId), contact));
  const ids = new Set(after.contacts.map(({ contactId }) => contactId));
  return [
    ...changed.map(({ contactId }) => contactId),
    ...before.contacts.map(({ contactId }) => contactId).filter((contactId) => !ids.has(contactId)),
  ].map((subjectId) => ({ what: 'contact', subjectId, until, version, state: known.get(subjectId) ?? null }));
}

function endedDebts(before: Customer, after: Customer, until: Date): PastState[] {
  const known = new Map(before.debts.map((debt) => [debt.debtId, debt]));
  return after.debts.flatMap((debt): PastState[] => {
    const state = known.get(debt.debtId);
    const { version, debtId: subjectId } = debt;
    if (!state || state === debt || isDeepStrictEqual({ ...state, version }, debt)) return [];
    return [{ what: 'debt', subjectId, until, version, state }];
  });
}

/** What a word of the owner's ended. The first word about a customer or a debt ends nothing: it holds for all time before. */
export const endedBy = (before: Customer, after: Customer, until: Date): PastState[] => [
  ...endedContacts(before, after, until),
  ...endedDebts(before, after, until),
];

/** Of each contact or debt the state that ended first after that moment: the one that it had then. */
function statesThen(history: readonly PastState[], at: Date): Map<string, PastState> {
  const then = new Map<string, PastState>();
  for (const past of history) if (past.until > at && !then.has(past.subjectId)) then.set(past.subjectId, past);
  return then;
}

/**
 * The customer with contacts and debts as they stood at that moment. History is in the order in which it ended. The contact
 * that is asked about counts by the first that is known of it where it came later; a debt always does.
 */
export function asOf(customer: Customer, history: readonly PastState[], at: Date, contactId: string | null): Customer {
  const then = statesThen(history, at);
  if (then.size === 0) return customer;
  const present = new Map(customer.contacts.map((contact) => [contact.contactId, contact]));
  const gone = [...then.values()].flatMap(({ what, subjectId }) =>
    what === 'contact' && !present.has(subjectId) ? subjectId : [],
  );
  const firstOf = (id: string): ContactFacts | undefined =>
    history.flatMap((past) => (past.what === 'contact' && past.subjectId === id ? (past.state ?? []) : []))[0] ??
    present.get(id);
  return {
    ...customer,
    contacts: [...present.keys(), ...gone].flatMap((id): ContactFacts[] => {
      const past = then.get(id);
      const state = past?.what === 'contact' ? past.state : present.get(id);
      return [state ?? (id === contactId ? firstOf(id) : undefined) ?? []].flat();
    }),
    debts: customer.debts.map((debt) => {
      const past = then.get(debt.debtId);
      return past?.what === 'debt' ? past.state : debt;
    }),
  };
}
