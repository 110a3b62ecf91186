import { canonicalJson, type RecordedBy } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { Customer, Hold } from '../customers/customer.ts';
import type { Effect } from '../permits/effect.ts';
import type { HoldKind } from '../rules/words.ts';
import { lift } from './hold.ts';

/** What protects a customer by law: nobody at the agency ends it alone. */
const needsTwo: ReadonlySet<HoldKind> = new Set(['cease', 'attorney', 'bankruptcy']);

function theHold({ holds }: Customer, holdId: string): Hold {
  const hold = holds.find((each) => each.holdId === holdId);
  if (!hold) throw new Refused('not-found', 'hold-not-found', 'There is no such hold.');
  return hold;
}

/** Takes a hold off, or, of one that needs two people, remembers who wants it off. Asked again nothing changes. */
export function askLift(customer: Customer, holdId: string, by: RecordedBy, now: Date): Effect<Hold> {
  const hold = theHold(customer, holdId);
  if (hold.liftedAt || !needsTwo.has(hold.reason)) {
    const { answer, ...effect } = lift(customer, hold.source, by, now);
    return { ...effect, answer: answer ?? hold };
  }
  if (hold.liftAsked) return { customer, answer: hold };
  const { _id: customerId, creditorId } = customer;
  const asked: Hold = { ...hold, liftAsked: { by, at: now } };
  return {
    customer: { ...customer, holds: customer.holds.map((each) => (each === hold ? asked : each)) },
    answer: asked,
    evidence: [
      { creditorId, customerId, at: now, kind: 'hold-lift-asked', subjectId: holdId, text: canonicalJson(asked) },
    ],
  };
}

/** The second person agrees, and the hold is off. */
export function confirmLift(customer: Customer, holdId: string, by: RecordedBy, now: Date): Effect<Hold> {
  const hold = theHold(customer, holdId);
  if (hold.liftedAt) return { customer, answer: hold };
  if (!hold.liftAsked) throw new Refused('conflict', 'lift-not-asked', 'Nobody asked for that hold to be lifted.');
  if (hold.liftAsked.by.id === by.id)
    throw new Refused('forbidden', 'second-person-needed', 'Another person than the one who asked has to confirm.');
  const { answer, ...effect } = lift(customer, hold.source, by, now);
  return { ...effect, answer: answer ?? hold };
}
