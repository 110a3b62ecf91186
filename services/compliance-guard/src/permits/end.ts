import { canonicalJson } from '@fairdue/contracts';
import { trimmed, type Customer, type PermitEnd } from '../customers/customer.ts';
import type { Report } from './ask.ts';
import type { Circumstances, Effect } from './effect.ts';
import { permitEnded } from './permit-facts.ts';

/** A permit that was not used: its slot is free again. One that is no longer open stays as it is. */
export function free(customer: Customer, permitId: string, cause: PermitEnd, now: Date): Effect<object> {
  const permit = customer.permits.find((open) => open.permitId === permitId);
  if (!permit) return { customer, answer: {} };
  const { _id: customerId, creditorId } = customer;
  return {
    customer: trimmed({
      ...customer,
      permits: customer.permits.filter((open) => open !== permit),
      ended: [...customer.ended, { permitId, cause }],
    }),
    answer: {},
    facts: [permitEnded(customer, permit, cause, now)],
    evidence: [
      { creditorId, customerId, at: now, kind: 'permit-ended', subjectId: permitId, text: canonicalJson({ cause }) },
    ],
    closed: [permitId],
  };
}

/** What became of a hand-over. The first word counts; saying it again, or something else later, changes nothing. */
export function report(customer: Customer, { permitId, outcome }: Report, { now }: Circumstances): Effect<object> {
  if (customer.permits.some((open) => open.permitId === permitId))
    return free(customer, permitId, outcome === 'not-started' ? 'not-started' : 'released', now);
  const made = customer.made.find((contact) => contact.permitId === permitId);
  if (!made || made.handOver !== 'open') return { customer, answer: {} };

  const landed: Customer = { ...customer, inFlight: customer.inFlight.filter((entry) => entry.permitId !== permitId) };
  return outcome === 'answered' || outcome === 'overrun'
    ? { ...counted(landed, permitId, outcome, now), answer: {} }
    : { ...uncounted(landed, permitId, now), answer: {} };
}

function counted(customer: Customer, permitId: string, outcome: 'answered' | 'overrun', now: Date): Effect<object> {
  const { _id: customerId, creditorId } = customer;
  const made = customer.made.map((contact) =>
    contact.permitId === permitId ? { ...contact, handOver: 'ended' as const } : contact,
  );
  return {
    customer: { ...customer, made },
    answer: {},
    evidence: [
      {
        creditorId,
        customerId,
        at: now,
        kind: outcome === 'overrun' ? 'hand-over-overran' : 'hand-over',
        subjectId: permitId,
        text: canonicalJson({ outcome }),
      },
    ],
  };
}

/** Nothing reached anybody: the contact never was, and its interaction may ask anew. */
function uncounted(customer: Customer, permitId: string, now: Date): Effect<object> {
  const cause = 'not-started';
  const { _id: customerId, creditorId } = customer;
  const gone = customer.made.find((contact) => contact.permitId === permitId);
  const after = trimmed({
    ...customer,
    made: customer.made.filter((contact) => contact !== gone),
    ended: [...customer.ended, { permitId, cause }],
  });
  if (!gone?.contactId || !gone.decisionId) return { customer: after, answer: {} };
  const { contactId, decisionId, interactionId: askId, channel, theme, debtIds, touchId } = gone;
  const permit = { permitId, decisionId, askId, contactId, channel, theme, debtIds, touchId };
  return {
    customer: after,
    answer: {},
    facts: [permitEnded(customer, permit, cause, now)],
    evidence: [
      { creditorId, customerId, at: now, kind: 'permit-ended', subjectId: permitId, text: canonicalJson({ cause }) },
    ],
  };
}
