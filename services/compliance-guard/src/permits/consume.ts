import { canonicalJson, type Disclosure, type DisclosureSlot } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import { trimmed, type Customer, type MadeContact, type OpenPermit } from '../customers/customer.ts';
import { decideForBoth, type Decision } from '../decisions/decide.ts';
import { answered, decisionRow } from '../decisions/decision-row.ts';
import { handOverWindowMs, type Consumption, type ConsumptionAnswer } from './ask.ts';
import type { Circumstances, Effect } from './effect.ts';
import { permitConsumed, permitEnded, permitRefused } from './permit-facts.ts';

/** Hand-overs that never end are a fault somewhere; until it is mended nothing more is let through. */
const inFlightMax = 200;

const isSame = (permit: OpenPermit, asked: Consumption): boolean =>
  permit.contactId === asked.contactId && permit.channel === asked.channel && permit.askId === asked.askId;

/** Why a permit that is not open cannot be used. */
function codeOfGone(
  { made, ended }: Customer,
  permitId: string,
): 'already-consumed' | 'expired' | 'refused' | 'unknown' {
  if (made.some((contact) => contact.permitId === permitId)) return 'already-consumed';
  const cause = ended.find((permit) => permit.permitId === permitId)?.cause;
  if (cause === 'not-started') return 'already-consumed';
  if (cause === 'refused-at-hand-over') return 'refused';
  return cause ? 'expired' : 'unknown';
}

/** Whoever says that a debt is being collected, and what for, has said that a collector writes. */
const saidBy: Partial<Record<DisclosureSlot, DisclosureSlot>> = { from_collector: 'mini_miranda' };

/** Was the message made with everything that it must carry by now? */
function carries({ disclosures }: OpenPermit, owed: readonly Disclosure[]): boolean {
  const said = new Set(disclosures.map(({ slot }) => slot));
  return owed.every(({ slot }) => said.has(slot) || said.has(saidBy[slot] ?? slot));
}

const without = (customer: Customer, permitId: string): Customer => ({
  ...customer,
  permits: customer.permits.filter((permit) => permit.permitId !== permitId),
});

/** Everything was asked when the permit was granted; everything is asked again now, at the moment it is used. */
export function consume(
  customer: Customer,
  asked: Consumption,
  circumstances: Circumstances,
): Effect<ConsumptionAnswer> {
  const { permitId } = asked;
  const { now, realNow, settings, ruleset, factsAreComplete } = circumstances;
  type Code = Extract<ConsumptionAnswer, { consumed: false }>['code'];
  const no = (code: Code) => ({ customer, answer: { permitId, consumed: false as const, code } });

  const permit = customer.permits.find((open) => open.permitId === permitId);
  if (!permit) return no(codeOfGone(customer, permitId));
  if (!isSame(permit, asked)) return no('mismatch');
  if (permit.expiresAt <= realNow) return no('expired');
  if (!factsAreComplete || customer.inFlight.length >= inFlightMax) return no('facts-incomplete');

  const question = { ...permit, at: now, date: null, isPast: false };
  let decision: Decision;
  try {
    decision = decideForBoth(ruleset, customer, settings, question, permitId);
  } catch (error) {
    if (error instanceof Refused) return no('facts-incomplete'); // its contact or debt is gone from our view
    throw error;
  }
  const { addressHash } = decision.facts.contact;
  return decision.allowed && addressHash === permit.addressHash && carries(permit, decision.disclosures)
    ? use(customer, permit, decision, now)
    : refuse(customer, permit, decision, now);
}

function handOverRow(customer: Customer, permit: OpenPermit, decision: Decision, now: Date) {
  const { _id: customerId, creditorId } = customer;
  const about = { kind: 'hand-over' as const, creditorId, customerId, at: now, requestedBy: permit.askId };
  return decisionRow(about, decision, { request: { permitId: permit.permitId }, data: answered(decision) });
}

function use(customer: Customer, permit: OpenPermit, decision: Decision, now: Date): Effect<ConsumptionAnswer> {
  const { permitId, askId, touchId, decisionId, contactId, channel, theme, subject, debtIds, addressHash } = permit;
  const { isAutodialed, says } = permit;
  const { _id: customerId, creditorId, epoch } = customer;
  const made: MadeContact = {
    interactionId: askId, permitId, touchId, decisionId, contactId, channel, theme, subject, debtIds, at: now, counts: true,
    isConversation: false, reach: channel === 'voice' ? 'answered' : 'sent', isAutodialed,
    isPrerecorded: says?.isPrerecorded ?? false, isResponse: decision.facts.asked.says.isResponseToInbound ?? false,
    isAnswerable: false, version: 0, handOver: 'open',
  }; // prettier-ignore
  const row = handOverRow(customer, permit, decision, now);
  return {
    customer: trimmed({
      ...without(customer, permitId),
      made: [...customer.made, made],
      inFlight: [...customer.inFlight, { permitId, epoch, consumedAt: now }],
    }),
    answer: { permitId, consumed: true, addressHash, windowMs: handOverWindowMs },
    facts: [permitConsumed(customer, permit, decision, now)],
    decisions: [row],
    evidence: [
      { creditorId, customerId, at: now, kind: 'decision', subjectId: row._id, text: row.record },
      {
        creditorId,
        customerId,
        at: now,
        kind: 'permit-consumed',
        subjectId: permitId,
        text: canonicalJson({ ...made, epoch }),
      },
    ],
    closed: [permitId],
  };
}

/**
 * Allowed when it was asked, not any more: the slot is free again. An address that changed since is a refusal, too, and so
 * is a text of the law that is owed only since.
 */
function refuse(customer: Customer, permit: OpenPermit, decision: Decision, now: Date): Effect<ConsumptionAnswer> {
  const { permitId } = permit;
  const { _id: customerId, creditorId } = customer;
  const row = handOverRow(customer, permit, decision, now);
  const cause = 'refused-at-hand-over';
  const refused = { ...permit, decisionId: row._id };
  return {
    customer: trimmed({ ...without(customer, permitId), ended: [...customer.ended, { permitId, cause }] }),
    answer: {
      permitId,
      consumed: false,
      code: decision.allowed ? 'mismatch' : 'refused',
      blocking: decision.reasons,
      nextAllowedAt: decision.nextAllowedAt,
    },
    facts: [
      ...(decision.allowed ? [] : [permitRefused(customer, refused, decision, now)]),
      permitEnded(customer, refused, cause, now),
    ],
    decisions: [row],
    evidence: [{ creditorId, customerId, at: now, kind: 'decision', subjectId: row._id, text: row.record }],
    closed: [permitId],
  };
}
