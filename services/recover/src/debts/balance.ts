/** What is to be collected or still open, in integer cents. */
export type Buckets = { principalCents: number; interestCents: number; feesCents: number; costsCents: number };
type Bucket = keyof Buckets;

/** Overcharges are what came in beyond what was owed: never positive together with an open bucket. */
export type Balance = Buckets & { overchargesCents: number };

/** Which bucket a payment pays first, second, and so on: each of the four once. */
export type AllocationOrder = readonly ('costs' | 'fees' | 'interest' | 'principal')[];

/** Money that came in (positive) or went back (negative), in the order in which it was posted. */
export type LedgerEntry = {
  paymentId: string;
  amountCents: number;
  returnedPaymentId?: string;
  /** As the creditor wanted it when the entry was posted. */
  allocationOrder?: AllocationOrder;
};

/** Charges first, principal last. */
const usualOrder: AllocationOrder = ['costs', 'fees', 'interest', 'principal'];
const bucketsIn = (order: AllocationOrder): Bucket[] => order.map((name) => `${name}Cents` as const);
const everyBucket = bucketsIn(usualOrder);

export const totalCents = (buckets: Buckets): number => everyBucket.reduce((sum, bucket) => sum + buckets[bucket], 0);

/** A part of a payment that lowered a bucket and has not been taken back since. */
type Part = { paymentId: string; bucket: Bucket; cents: number };

class Ledger {
  readonly balance: Balance;
  readonly #parts: Part[] = [];
  readonly #paymentIds = new Set<string>();

  constructor(toCollect: Buckets) {
    this.balance = { ...toCollect, overchargesCents: 0 };
  }

  pay({ paymentId, amountCents, allocationOrder = usualOrder }: LedgerEntry): void {
    this.#paymentIds.add(paymentId);
    let restCents = amountCents;
    for (const bucket of bucketsIn(allocationOrder)) {
      const cents = Math.min(restCents, this.balance[bucket]);
      if (cents === 0) continue;
      this.balance[bucket] -= cents;
      this.#parts.push({ paymentId, bucket, cents });
      restCents -= cents;
    }
    this.balance.overchargesCents += restCents;
  }

  /** The exact mirror of paying: overcharges first, then the returned payment's own parts, then the latest ones. */
  giveBack({ amountCents, returnedPaymentId }: LedgerEntry): void {
    let restCents = -amountCents;
    const overpaidCents = Math.min(restCents, this.balance.overchargesCents);
    this.balance.overchargesCents -= overpaidCents;
    restCents -= overpaidCents;
    for (const part of this.#undone(returnedPaymentId)) {
      const cents = Math.min(restCents, part.cents);
      this.balance[part.bucket] += cents;
      part.cents -= cents;
      restCents -= cents;
    }
    this.balance.principalCents += restCents;
  }

  /** What is still open will never be asked for again; money that goes back after this is owed as principal. */
  forgive(): void {
    for (const bucket of everyBucket) this.balance[bucket] = 0;
    this.#parts.length = 0;
  }

  #undone(returnedPaymentId: string | undefined): Part[] {
    const latestFirst = this.#parts.toReversed();
    if (returnedPaymentId === undefined) return latestFirst;
    // The returned money was never allocated here: all of it is owed again, as principal.
    if (!this.#paymentIds.has(returnedPaymentId)) return [];
    const own = latestFirst.filter(({ paymentId }) => paymentId === returnedPaymentId);
    return [...own, ...latestFirst.filter((part) => !own.includes(part))];
  }
}

/**
 * Where a debt stands after everything that was posted to it. Sums never drift: it is counted anew each time.
 * `settlements` names the payments with which the rest was forgiven.
 */
export function balanceOf(
  toCollect: Buckets,
  entries: readonly LedgerEntry[],
  settlements: readonly string[] = [],
): Balance {
  if (entries.length === 0) return { ...toCollect, overchargesCents: 0 };
  const ledger = new Ledger(toCollect);
  for (const entry of entries) {
    if (entry.amountCents >= 0) ledger.pay(entry);
    else ledger.giveBack(entry);
    if (settlements.includes(entry.paymentId)) ledger.forgive();
  }
  return ledger.balance;
}
