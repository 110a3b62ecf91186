import { canonicalJson } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { trimmed, type Customer, type OpenPermit } from '../customers/customer.ts';
import { decideForBoth, type Decision } from '../decisions/decide.ts';
import { answered, decisionRow } from '../decisions/decision-row.ts';
import type { Ask, AskAnswer } from './ask.ts';
import type { Circumstances, Effect } from './effect.ts';
import { permitGranted, permitRefused } from './permit-facts.ts';

/** Nobody needs more at once; a caller gone wild must not grow the document. */
const openMax = 200;

type Contents = Pick<Ask, 'contactId' | 'channel' | 'theme' | 'otherTheme' | 'subject' | 'isAutodialed' | 'says'>;

function contentsOf({
  contactId,
  channel,
  theme,
  otherTheme = theme,
  subject,
  isAutodialed,
  says = {},
}: Contents): string {
  return canonicalJson({ contactId, channel, theme, otherTheme, subject, isAutodialed, says });
}

/** Everything that was decided on: a permit for one message is none for another. No debts named are all there were. */
const isSameAsk = (permit: OpenPermit, ask: Ask): boolean =>
  contentsOf(permit) === contentsOf(ask) &&
  (ask.debtIds.length === 0 ||
    (ask.debtIds.every((id) => permit.debtIds.includes(id)) && permit.debtIds.every((id) => ask.debtIds.includes(id))));

const served = (permit: OpenPermit): AskAnswer => ({
  askId: permit.askId,
  granted: true,
  permitId: permit.permitId,
  decisionId: permit.decisionId,
  expiresAt: permit.expiresAt.toISOString(),
  addressHash: permit.addressHash,
  disclosures: permit.disclosures,
});

/** Decides and reserves. The same ask again gets its open permit; one that was used up has to start anew. */
export function grant(customer: Customer, ask: Ask, circumstances: Circumstances): Effect<AskAnswer> {
  const { askId } = ask;
  const unchanged = (error: Extract<AskAnswer, { error: string }>['error']) => ({ customer, answer: { askId, error } });
  const open = customer.permits.find((permit) => permit.askId === askId);
  if (open) return isSameAsk(open, ask) ? { customer, answer: served(open) } : unchanged('ask-changed');
  if (customer.made.some(({ interactionId, permitId }) => interactionId === askId && permitId !== null))
    return unchanged('already-consumed');
  if (!circumstances.factsAreComplete) return unchanged('facts-incomplete');
  if (customer.permits.length >= openMax) return unchanged('too-many-open');

  const { now, settings, ruleset } = circumstances;
  const at = ask.sendAt ? new Date(ask.sendAt) : now;
  const question = { ...ask, at, date: null, isPast: false };
  return reserve(customer, ask, decideForBoth(ruleset, customer, settings, question), at, circumstances);
}

function reserve(
  customer: Customer,
  ask: Ask,
  decision: Decision,
  reservedFor: Date,
  { now, realNow, permitLifetimeMs, callPermitLifetimeMs }: Circumstances,
): Effect<AskAnswer> {
  const { askId, contactId, channel, theme, otherTheme, subject, debtIds, isAutodialed, says, touchId } = ask;
  const { _id: customerId, creditorId } = customer;
  const about = { kind: 'permit' as const, creditorId, customerId, at: now, requestedBy: askId };
  const row = decisionRow(about, decision, { request: ask, data: answered(decision) });
  const decided = {
    decisions: [row],
    evidence: [{ creditorId, customerId, at: now, kind: 'decision' as const, subjectId: row._id, text: row.record }],
  };
  const { rulesetVersion } = decision;
  const wanted = { decisionId: row._id, askId, contactId, channel, theme, debtIds, touchId, rulesetVersion };
  if (!decision.allowed)
    return {
      customer,
      answer: {
        askId,
        granted: false,
        decisionId: row._id,
        blocking: decision.reasons,
        nextAllowedAt: decision.nextAllowedAt,
      },
      facts: [permitRefused(customer, { ...wanted, permitId: null }, decision, now)],
      ...decided,
    };

  const permit: OpenPermit = {
    ...wanted,
    permitId: newId('permit'),
    addressHash: decision.facts.contact.addressHash,
    subject,
    debtIds: [...decision.facts.asked.debtIds],
    isAutodialed,
    says,
    otherTheme,
    disclosures: [...decision.disclosures],
    reservedFor,
    expiresAt: new Date(realNow.getTime() + (channel === 'voice' ? callPermitLifetimeMs : permitLifetimeMs)),
  };
  return {
    customer: trimmed({ ...customer, permits: [...customer.permits, permit] }),
    answer: served(permit),
    facts: [permitGranted(customer, permit, decision, now)],
    opened: [permit],
    decisions: decided.decisions,
    evidence: [
      ...decided.evidence,
      {
        creditorId,
        customerId,
        at: now,
        kind: 'permit-granted',
        subjectId: permit.permitId,
        text: canonicalJson(permit),
      },
    ],
  };
}
