import type { DebtStatus, HoldReason } from '@fairdue/contracts';
import type { TouchChannel } from '../cadence/cadence.ts';
import { holdsOn, isClosed, type Customer } from '../customers/customer.ts';
import { loanStatus, type LoanFacts } from '../documents/document.ts';
import { requestedChannels, type Campaign, type EndReason } from './campaign.ts';

/** What the facts of this moment make of a campaign, whatever order they arrived in. */
export type Standing = { end: EndReason | null; pause: string | null; closed: TouchChannel[] };

const endOfHold: Partial<Record<HoldReason, EndReason>> = {
  cease: 'ceased',
  deceased: 'deceased',
  retracted: 'retracted',
  closed: 'closed',
};

const pauseOfHold: Partial<Record<HoldReason, string>> = {
  bankruptcy: 'bankruptcy',
  attorney: 'represented',
  dispute: 'disputed',
  fraud: 'fraud_review',
  pause: 'debt_paused:hold',
  'do-not-interact': 'do_not_interact',
};

/** When several hold at once, the gravest is shown. */
const gravity = [
  'bankruptcy',
  'represented',
  'disputed',
  'scra_review',
  'fraud_review',
  'debt_paused',
  'payment_plan',
  'manual',
  'do_not_interact',
  'location_unknown',
];
const gravest = (reasons: readonly string[]): string | null =>
  gravity.flatMap((grave) => reasons.find((reason) => reason.split(':')[0] === grave) ?? [])[0] ?? null;

const endOfDebt: Partial<Record<DebtStatus, EndReason>> = {
  PaidInFull: 'paid',
  SettledInFull: 'settled',
  RetractedByCreditor: 'retracted',
  ClosedByAgency: 'closed',
  Deceased: 'deceased',
};

const loanEnd = ({ debtStatus, remainingCents, statedStatus }: LoanFacts): EndReason | null =>
  endOfDebt[debtStatus] ?? (remainingCents === 0 ? 'paid' : statedStatus === 'CURRENT' ? 'loan_current' : null);

function loanPauses({ debtStatus, hasAttorney, pausedReason, pausedUntil }: LoanFacts, now: Date): string[] {
  const isPaused = pausedReason !== null && (pausedUntil === null || pausedUntil > now);
  return [
    ...(debtStatus === 'Bankruptcy' ? ['bankruptcy'] : []),
    ...(hasAttorney ? ['represented'] : []),
    ...(debtStatus === 'Disputed' ? ['disputed'] : []),
    ...(debtStatus === 'Fraud' ? ['fraud_review'] : []),
    ...(isPaused ? [`debt_paused:${pausedReason}`] : []),
    ...(debtStatus === 'OnPaymentPlan' ? ['payment_plan'] : []),
  ];
}

/** A wish for silence that names neither channel nor contact stops everything. */
const wantsSilence = (hold: { reason: string; channels: unknown[]; contactIds: unknown[] }): boolean =>
  hold.reason === 'opted-out' && hold.channels.length === 0 && hold.contactIds.length === 0;

export function standing(campaign: Campaign, loan: LoanFacts, customer: Customer, now: Date): Standing {
  const holds = holdsOn(customer, campaign.debtId, now);
  const whole = holds.filter(({ contactIds, channels }) => contactIds.length === 0 && channels.length === 0);
  const pauses = [
    ...loanPauses(loan, now),
    ...whole.flatMap(({ reason }) => pauseOfHold[reason] ?? []),
    ...(holds.some(wantsSilence) ? ['do_not_interact'] : []),
    ...(campaign.pausedByGuard ? [campaign.pausedByGuard] : []),
  ];
  const closed = requestedChannels(campaign).filter((channel) => isClosed(customer, holds, channel));
  const ended = loanEnd(loan) ?? whole.flatMap(({ reason }) => endOfHold[reason] ?? [])[0] ?? null;
  // A kept plan, a dispute or a bankruptcy is not a loan in good order: it pauses, and may begin again.
  const end = ended ?? (pauses.length === 0 && loanStatus(loan, now) === 'CURRENT' ? 'loan_current' : null);
  return { end, pause: gravest([...pauses, ...(campaign.pausedByHand ? ['manual'] : [])]), closed };
}
