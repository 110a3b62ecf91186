import { createHmac } from 'node:crypto';
import type { RecordedBy } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { Customer } from '../customers/customer.ts';
import { isTerminal, type Debt } from '../debts/debt.ts';

/** The wish to erase a customer, and from its confirmation on all that is left of them here. `_id` is the customer's. */
export type Erasure = {
  _id: string;
  creditorId: string;
  state: 'asked' | 'under-way' | 'done';
  /** Why, in the words of who asked. */
  reason: string;
  /** They decided that records go before the law’s time is over. */
  beforeRetentionEnds: boolean;
  askedBy: RecordedBy;
  askedAt: Date;
  confirmedBy?: RecordedBy;
  confirmedAt?: Date;
  doneAt?: Date;
  /** Keyed hashes of the names that the creditor had for them and their debts: who is placed again is not made anew. */
  keys: string[];
};

export type Wish = Pick<Erasure, 'reason' | 'beforeRetentionEnds'>;

/** A name of the creditor's, as nobody can read it. */
export const erasedKey = (indexKey: Buffer, creditorId: string, kind: 'reference' | 'transactionId', name: string) =>
  createHmac('sha256', indexKey)
    .update(JSON.stringify(['erased', creditorId, kind, name]))
    .digest('base64url');

/** What the creditor calls the customer and their debts, unreadably. */
export const keysOf = (indexKey: Buffer, { creditorId, reference }: Customer, debts: readonly Debt[]): string[] => [
  ...(reference === undefined ? [] : [erasedKey(indexKey, creditorId, 'reference', reference)]),
  ...debts.flatMap(({ transactionId }) =>
    transactionId === undefined ? [] : [erasedKey(indexKey, creditorId, 'transactionId', transactionId)],
  ),
];

/** When anything was last done to collect: nobody is contacted about debts that have ended. */
export const lastActivity = ({ lastModified }: Customer, debts: readonly Debt[]): Date =>
  new Date(Math.max(lastModified.getTime(), ...debts.map((debt) => debt.lastModified.getTime())));

/** 12 CFR 1006.100(a): until three years after the last collection activity on the debt. */
export function keptUntil(customer: Customer, debts: readonly Debt[], years: number): Date {
  const end = lastActivity(customer, debts);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  return end;
}

/** Refuses while something is still to be done about the customer, or the law wants their records. */
export function requireErasable(
  customer: Customer,
  debts: readonly Debt[],
  { beforeRetentionEnds }: Wish,
  { now, years, isHeld }: { now: Date; years: number; isHeld: boolean },
): void {
  if (isHeld)
    throw new Refused(
      'rule',
      'erasure-legal-hold',
      'The customer’s records are kept for a court: take the legal hold off first.',
    );
  const open = debts.filter(({ status }) => !isTerminal(status));
  if (open.length > 0)
    throw new Refused(
      'rule',
      'erasure-debt-open',
      `${open.length} of the customer’s debts are open: close, retract or settle them first. That ends their campaigns.`,
    );
  const until = keptUntil(customer, debts, years);
  if (now < until && !beforeRetentionEnds)
    throw new Refused(
      'rule',
      'erasure-too-early',
      `The law keeps records for ${years} years after the last collection activity, here until ${until.toISOString()}. To erase them before, say beforeRetentionEnds, and why.`,
    );
}

/** A second person agrees. What was agreed before stays as it was. */
export function confirm(erasure: Erasure, by: RecordedBy, at: Date, keys: readonly string[]): Erasure {
  if (erasure.askedBy.id === by.id)
    throw new Refused('forbidden', 'second-person-needed', 'Another person than the one who asked has to confirm.');
  return { ...erasure, state: 'under-way', confirmedBy: by, confirmedAt: at, keys: [...keys] };
}
