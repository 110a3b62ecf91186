import { FairdueError } from './fairdue-error.ts';
import type { Route } from './route.ts';

/** How often and how patiently a request is repeated. */
export type Patience = { attemptsMax: number; firstWaitMs: number; longestWaitMs: number };

export const usualPatience: Patience = { attemptsMax: 4, firstWaitMs: 250, longestWaitMs: 20_000 };

/** Reading changes nothing; a write with a key is one effect however often it arrives. Nothing else is ever sent twice unasked. */
const isSafe = ({ method, takesKey }: Route): boolean => method === 'GET' || takesKey === true;

/** Refused at the door, before anything was done: whoever is asked to slow down may come again with any request. */
const isUntouched = (fault: unknown): boolean => fault instanceof FairdueError && fault.status === 429;

/**
 * How long to wait before attempt `attempt + 1`, or undefined to give up. Waits double and are drawn at random, so that many
 * clients do not return at one moment; what the platform asks for in `Retry-After` is the least of it.
 */
export function waitBefore(
  route: Route,
  fault: unknown,
  attempt: number,
  { attemptsMax, firstWaitMs, longestWaitMs }: Patience,
  random: () => number = Math.random,
): number | undefined {
  if (attempt >= attemptsMax || !(isSafe(route) || isUntouched(fault))) return undefined;
  if (fault instanceof FairdueError && !fault.retryable) return undefined;
  const backoffMs = Math.min(longestWaitMs, firstWaitMs * 2 ** (attempt - 1)) * (0.5 + random() / 2);
  const askedMs = fault instanceof FairdueError ? (fault.retryAfterMs ?? 0) : 0;
  if (askedMs > longestWaitMs) return undefined;
  return Math.max(backoffMs, askedMs);
}
