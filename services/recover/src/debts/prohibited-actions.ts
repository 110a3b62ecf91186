import { Refused } from '@fairdue/refused';
import type { DebtTerms } from './debt-terms.ts';
import { z } from 'zod';
import { isTerminal, type Debt } from './debt.ts';

const paying = ['NEW_PAYMENT', 'NEW_PAYMENT_PLAN', 'NEW_PART_PAYMENT'] as const;
const all = ['NEW_PAYMENT', 'NEW_PAYMENT_PLAN', 'MAKE_COMMUNICATION', 'NEW_PART_PAYMENT'] as const;

type Action = (typeof all)[number];
const Reason = z.enum(['DEBT_TERMINAL', 'CREDITOR_STATUS', 'PENDING_PAYMENT', 'LOCATION']);
type Reason = z.infer<typeof Reason>;

export const ProhibitedAction = z.strictObject({ debtAction: z.enum(all), prohibitedReasons: z.array(Reason) });

type Standing = Pick<Debt, 'status' | 'unsettledCents'>;
/** What every debt of a customer shares: the creditor's terms, and the states of the customer's active addresses. */
export type Collection = { terms: Pick<DebtTerms, 'isCreditorActive' | 'blockedStates'>; states: readonly string[] };

const isBlocked = ({ terms, states }: Collection): boolean =>
  states.some((state) => terms.blockedStates.includes(state.toUpperCase()));

/** What may not be done with a debt now, each action once with everything that stands against it (section 4.2). */
export function prohibitedActions({ status, unsettledCents }: Standing, collection: Collection) {
  const against: readonly (readonly [applies: boolean, reason: Reason, actions: readonly Action[]])[] = [
    [isTerminal(status), 'DEBT_TERMINAL', all],
    [!collection.terms.isCreditorActive, 'CREDITOR_STATUS', all],
    [isBlocked(collection), 'LOCATION', all],
    [(unsettledCents ?? 0) > 0, 'PENDING_PAYMENT', paying],
  ];
  if (!against.some(([applies]) => applies)) return [];
  return all.flatMap((debtAction) => {
    const reasons = against.filter(([applies, , actions]) => applies && actions.includes(debtAction));
    return reasons.length > 0 ? [{ debtAction, prohibitedReasons: reasons.map(([, reason]) => reason) }] : [];
  });
}

/** The agency takes no money and agrees to nothing where the creditor, or the place the customer lives in, forbids it. */
export function requireCollectable(collection: Collection): void {
  if (!collection.terms.isCreditorActive)
    throw new Refused('rule', 'creditor-inactive', 'Nothing may be collected for a creditor that is not active.');
  if (isBlocked(collection))
    throw new Refused('rule', 'location-blocked', 'The agency does not collect where the customer lives.');
}
