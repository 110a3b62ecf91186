import type { DebtStatus, HoldReason } from '@fairdue/contracts';
import type { TouchChannel } from '../cadence/cadence.ts';
import { holdsOn, isClosed, turnsOfHolds, type Customer, type KnownHold } from '../customers/customer.ts';
import { loanStatus, type LoanFacts } from '../documents/document.ts';
import { requestedChannels, type Campaign, type EndReason } from './campaign.ts';
import type { Situation } from './situation.ts';

/** What the facts of this moment make of a campaign, whatever order they arrived in. */
export type Standing = {
  end: EndReason | null;
  pause: string | null;
  closed: TouchChannel[];
  /** When time alone may change this. */
  lookAgainAt: Date | null;
};

const endOfHold: Partial<Record<HoldReason, EndReason>> = {
  cease: 'ceased',
  deceased: 'deceased',
  retracted: 'retracted',
  closed: 'closed',
};

const pauseOfHold: Partial<Record<HoldReason, [string]>> = {
  bankruptcy: ['bankruptcy'],
  attorney: ['represented'],
  dispute: ['disputed'],
  fraud: ['fraud_review'],
  pause: ['debt_paused:hold'],
  'do-not-interact': ['do_not_interact'],
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
  'portfolio_paused',
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

function loanEnd({ debtStatus, remainingCents, statedStatus, disputeUpheld }: LoanFacts): EndReason | null {
  const inOrder = statedStatus === 'CURRENT' ? 'loan_current' : null;
  const end = endOfDebt[debtStatus] ?? (remainingCents === 0 ? 'paid' : inOrder);
  return end === 'closed' && disputeUpheld ? 'dispute_upheld' : end;
}

/** Why recover closed a debt, only the debt says, and may say it later than the hold: until then it is paused. */
const isClosing = ({ reason, source }: KnownHold): boolean => reason === 'closed' && source.service === 'recover';

const pauseOf = (hold: KnownHold): string[] =>
  isClosing(hold) ? ['debt_paused:closing'] : (pauseOfHold[hold.reason] ?? []);

/** How the pause of a debt is shown. One for a soldier's rights is a case, and its decision ends it. */
const pauseShown = (reason: string): string => (reason === 'SCRA' ? 'scra_review' : `debt_paused:${reason}`);

function loanPauses(loan: LoanFacts, now: Date): string[] {
  const { debtStatus, hasAttorney, pausedReason, pausedUntil, planIsLate } = loan;
  const isPaused = pausedReason !== null && (pausedUntil === null || pausedUntil > now);
  return [
    ...(debtStatus === 'Bankruptcy' ? ['bankruptcy'] : []),
    ...(hasAttorney ? ['represented'] : []),
    ...(debtStatus === 'Disputed' ? ['disputed'] : []),
    ...(debtStatus === 'Fraud' ? ['fraud_review'] : []),
    ...(isPaused ? [pauseShown(pausedReason)] : []),
    ...(debtStatus === 'OnPaymentPlan' && !planIsLate ? ['payment_plan'] : []),
  ];
}

/** A wish for silence that names neither channel nor contact stops everything. */
const wantsSilence = (hold: { reason: string; channels: unknown[]; contactIds: unknown[] }): boolean =>
  hold.reason === 'opted-out' && hold.channels.length === 0 && hold.contactIds.length === 0;

const dayMs = 86_400_000;
/** How long a person may be without any contact to use before their campaign is over. */
const noContactMsMax = 14 * dayMs;

const givesUpAt = ({ noContactSince }: Campaign): Date[] =>
  noContactSince ? [new Date(noContactSince.getTime() + noContactMsMax)] : [];

/** The next instant at which a pause or a hold ends or begins by itself, or nobody waits for a contact any longer. */
function nextTurn(campaign: Campaign, { pausedUntil }: LoanFacts, customer: Customer, now: Date): Date | null {
  const turns = [
    ...givesUpAt(campaign),
    ...turnsOfHolds(customer, campaign.debtId),
    ...(pausedUntil ? [pausedUntil] : []),
  ];
  const next = Math.min(...turns.map((turn) => turn.getTime()).filter((turn) => turn > now.getTime()));
  return Number.isFinite(next) ? new Date(next) : null;
}

type Known = Pick<Situation, 'campaign' | 'document' | 'customer' | 'portfolio'>;

/** What staff decided about a campaign, or about all that are members with it: an end, or pauses. */
const endByHand = ({ portfolio }: Known): EndReason | null => (portfolio?.state === 'ended' ? 'cancelled' : null);
const pausesByHand = ({ campaign, portfolio }: Known): string[] => [
  ...(portfolio?.state === 'paused' ? ['portfolio_paused'] : []),
  ...(campaign.pausedByHand ? ['manual'] : []),
];

export function standing(known: Known, now: Date): Standing {
  const { campaign, customer } = known;
  const { loan } = known.document;
  const holds = holdsOn(customer, campaign.debtId, now);
  const whole = holds.filter(({ contactIds, channels }) => contactIds.length === 0 && channels.length === 0);
  const pauses = [
    ...loanPauses(loan, now),
    ...whole.flatMap(pauseOf),
    ...(holds.some(wantsSilence) ? ['do_not_interact'] : []),
    ...(campaign.pausedByGuard ? [campaign.pausedByGuard] : []),
  ];
  const closed = requestedChannels(campaign).filter((channel) => isClosed(customer, holds, channel));
  const ended =
    loanEnd(loan) ?? whole.flatMap((hold) => (isClosing(hold) ? [] : (endOfHold[hold.reason] ?? [])))[0] ?? null;
  const unreachable = givesUpAt(campaign).some((at) => at <= now) ? 'no_contact' : null;
  // A kept plan, a dispute or a bankruptcy is not a loan in good order: it pauses, and may begin again.
  const isInOrder = pauses.length === 0 && loanStatus(loan, now) === 'CURRENT';
  const end = ended ?? unreachable ?? (isInOrder ? 'loan_current' : null) ?? endByHand(known);
  return {
    end,
    pause: gravest([...pauses, ...pausesByHand(known)]),
    closed,
    lookAgainAt: nextTurn(campaign, loan, customer, now),
  };
}
