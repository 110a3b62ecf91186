import type { OutgoingHttpHeaders } from 'node:http';
import { HttpFault, type Upstream } from '@fairdue/http';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';
import { portions, type AskPortion, type Standing } from './portions.ts';

/** `headers`: those of the answer, whatever it will be. A promise only where a portion has to be waited for. */
export type RateLimit = (key: string, headers: OutgoingHttpHeaders) => Promise<void> | undefined;

const Portion = z.object({ granted: z.int(), total: z.int(), endsInMs: z.number() });

/** The creditor service keeps what all replicas have been granted of a key's minute. */
export const portionsOf =
  (creditor: Upstream, perMinute: number): AskPortion =>
  (key, portion) =>
    creditor.call({
      method: 'POST',
      path: '/internal/request-budgets',
      body: { key, portion, perMinute },
      deadlineMs: 1_000,
      schema: Portion,
    });

const seconds = (ms: number): string => String(Math.max(1, Math.ceil(ms / 1_000)));

/**
 * A key may make so many requests a minute, whichever replica they come to, and every answer says how many are left.
 * While nobody can be asked for portions, each replica counts alone.
 */
export function rateLimit(perMinute: number, ask: AskPortion): RateLimit {
  const take = portions(perMinute, ask);
  const limit = String(perMinute);
  const alone = new RateLimiterMemory({ points: perMinute, duration: 60 });

  async function takeAlone(key: string): Promise<Standing> {
    const { isGranted, counted } = await alone.consume(key).then(
      (counted) => ({ isGranted: true, counted }),
      (counted: RateLimiterRes) => ({ isGranted: false, counted }),
    );
    return { isGranted, remaining: counted.remainingPoints, resetMs: counted.msBeforeNext };
  }

  function tell({ isGranted, remaining, resetMs }: Standing, headers: OutgoingHttpHeaders): undefined {
    headers['ratelimit-limit'] = limit;
    headers['ratelimit-remaining'] = String(Math.max(0, remaining));
    headers['ratelimit-reset'] = seconds(resetMs);
    if (isGranted) return;
    throw new HttpFault(429, 'rate-limited', `An API key may make ${limit} requests a minute.`, {
      'retry-after': seconds(resetMs),
    });
  }

  return (key, headers) => {
    const standing = take(key);
    if (!(standing instanceof Promise)) return tell(standing, headers);
    return standing.catch(() => takeAlone(key)).then((later) => tell(later, headers));
  };
}
