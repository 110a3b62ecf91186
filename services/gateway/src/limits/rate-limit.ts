import type { ServerResponse } from 'node:http';
import { HttpFault } from '@fairdue/http';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export type RateLimit = (key: string, res: ServerResponse) => Promise<void>;

const seconds = (ms: number): string => String(Math.max(1, Math.ceil(ms / 1_000)));

/** Counts requests of one API key in windows of a minute, in this process, and says in every answer how many are left. */
export function rateLimit(perMinute: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });

  const say = (res: ServerResponse, { remainingPoints, msBeforeNext }: RateLimiterRes): void => {
    res.setHeader('ratelimit-limit', String(perMinute));
    res.setHeader('ratelimit-remaining', String(Math.max(0, remainingPoints)));
    res.setHeader('ratelimit-reset', seconds(msBeforeNext));
  };

  return async (key, res) => {
    try {
      say(res, await limiter.consume(key));
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      say(res, error);
      throw new HttpFault(429, 'rate-limited', `An API key may make ${perMinute} requests a minute.`, {
        'retry-after': seconds(error.msBeforeNext),
      });
    }
  };
}
