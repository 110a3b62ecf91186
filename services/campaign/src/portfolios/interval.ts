import type { Counts } from './member.ts';

/** A figure with its 95 % confidence interval. */
export type Interval = { value: number; low: number; high: number };

const z = 1.959964;

/** A share of `n`, by Wilson's score: honest also where it is small, or where there are few. Null without anybody. */
export function wilson(count: number, n: number): Interval | null {
  if (n === 0) return null;
  const value = count / n;
  const middle = (value + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((value * (1 - value)) / n + z ** 2 / (4 * n ** 2));
  return { value, low: count === 0 ? 0 : Math.max(0, middle - half), high: count === n ? 1 : Math.min(1, middle + half) };
} // prettier-ignore

/** Below this many customers an interval of a ratio says nothing. */
const customersMin = 30;

/**
 * Cents that came in for each contact made, over `n` customers. Payments and contacts of one customer hang together, so
 * the interval comes from how customers differ (delta method of a ratio), not from counting contacts. Null when nobody
 * was contacted; without an interval where too few were.
 */
export function centsPerContact(sums: Counts, n: number): { value: number; low: number | null; high: number | null } | null {
  if (sums.contacts === 0) return null;
  const value = sums.paidCents / sums.contacts;
  if (sums.contacted < customersMin) return { value, low: null, high: null };
  const residuals = sums.paidCentsSquared - 2 * value * sums.paidTimesContacts + value ** 2 * sums.contactsSquared;
  const variance = (Math.max(0, residuals) / (n - 1)) * (n / sums.contacts ** 2);
  const half = z * Math.sqrt(variance);
  return { value, low: value - half, high: value + half };
} // prettier-ignore

/**
 * How many there are in all, of whom `count` were met in a share of the way that was drawn evenly. The interval is that
 * of a Poisson count by its score; all of the way is no estimate.
 */
export function scaledUp(count: number, share: number): Interval {
  if (share >= 1) return { value: count, low: count, high: count };
  const spread = (1 - share) * z ** 2;
  const half = Math.sqrt(1 - share) * z * Math.sqrt(count + spread / 4);
  return {
    value: Math.round(count / share),
    low: Math.max(count, Math.floor((count + spread / 2 - half) / share)),
    high: Math.ceil((count + spread / 2 + half) / share),
  };
}
