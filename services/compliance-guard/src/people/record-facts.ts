import { canonicalJson, type RecordedBy } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { Customer, CustomerFact } from '../customers/customer.ts';
import { knownFacts, withoutReplaced } from '../customers/known-facts.ts';
import type { EvidenceKind } from '../evidence/evidence.store.ts';
import type { Effect } from '../permits/effect.ts';
import { factRegistry, type FactName } from '../rules/fact-registry.ts';
import { untilWithdrawn } from './consent.ts';

export type FactWish = Pick<CustomerFact, 'value' | 'from' | 'until'> & {
  name: FactName;
  contactId: string | null;
  debtId: string | null;
};

type Said = Pick<CustomerFact, 'of' | 'value' | 'from' | 'until'> & { name: FactName };

/** More than anybody can need; it keeps a customer's document bounded. */
const factsMax = 2_000;

/** On what the fact stands. One of a contact or debt without a name of it stands on all of them. */
function subjectOf({ contacts, debts }: Customer, { name, contactId, debtId }: FactWish): string | null {
  const { on } = factRegistry[name];
  if ((contactId !== null && on !== 'contact') || (debtId !== null && on !== 'debt'))
    throw new Refused('rule', 'fact-subject-wrong', `${name} stands on a ${on}.`);
  if (contactId !== null && !contacts.some((contact) => contact.contactId === contactId))
    throw new Refused('not-found', 'contact-not-found', 'That contact is not of this person.');
  if (debtId !== null && !debts.some((debt) => debt.debtId === debtId))
    throw new Refused('not-found', 'loan-not-found', 'That loan is not of this person.');
  return contactId ?? debtId;
}

const textOf = (facts: readonly CustomerFact[]): string =>
  canonicalJson(knownFacts(facts, Infinity).map((fact) => canonicalJson(fact)).toSorted()); // prettier-ignore

/** Later than every earlier word about the same, so that of two the newer one is known. */
function knowledgeTime({ facts }: Customer, { name, of }: Pick<CustomerFact, 'name' | 'of'>, now: Date): Date {
  const earlier = facts.filter((fact) => fact.name === name && fact.of === of).map((fact) => fact.recordedAt.getTime());
  return new Date(Math.max(now.getTime(), ...earlier.map((at) => at + 1)));
}

/** Writes one thing down about the person, or a contact or debt of theirs. What is known already is not written again. */
export function recordFact(
  customer: Customer,
  { name, of, value, ...time }: Said,
  kind: EvidenceKind,
  recordedBy: RecordedBy,
  now: Date,
): Effect<CustomerFact> {
  const { _id: customerId, creditorId } = customer;
  const recordedAt = knowledgeTime(customer, { name, of }, now);
  const known = customer.facts.filter((each) => each.name === name && each.of === of);
  const said = { value, from: time.from, until: time.until };
  const { from, until } = kind === 'consent-recorded' ? untilWithdrawn(name, said, known) : said;
  const entry: CustomerFact = { name, of, value, from, until, recordedAt, recordedBy };
  if (textOf(known) === textOf([...known, entry])) return { customer, answer: known.at(-1) ?? entry };

  const all = [...customer.facts, entry];
  const facts = all.length > factsMax ? withoutReplaced(all) : all;
  if (facts.length > factsMax) throw new Refused('rule', 'facts-too-many', `At most ${factsMax} facts of a person.`);
  return {
    customer: { ...customer, facts },
    answer: entry,
    evidence: [{ creditorId, customerId, at: now, kind, subjectId: name, text: canonicalJson(entry) }],
  };
}

/** Writes down what is true, from when until when, and who says so. */
export const recordFacts = (
  customer: Customer,
  wishes: readonly FactWish[],
  kind: EvidenceKind,
  recordedBy: RecordedBy,
  now: Date,
): Effect<CustomerFact[]> =>
  wishes.reduce<Effect<CustomerFact[]>>(
    (before, wish) => {
      const said = { ...wish, of: subjectOf(before.customer, wish) };
      const { customer: after, answer, evidence = [] } = recordFact(before.customer, said, kind, recordedBy, now);
      return {
        customer: after,
        answer: [...before.answer, answer],
        evidence: [...(before.evidence ?? []), ...evidence],
      };
    },
    { customer, answer: [] },
  );
