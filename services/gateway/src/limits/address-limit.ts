import { HttpFault } from '@fairdue/http';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

export type AddressLimit = (address: string) => Promise<void>;

/** So many requests a minute from one address. Each replica counts alone: who opens a link is told to no service. */
export function addressLimit(perMinute: number): AddressLimit {
  const counted = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async (address) => {
    try {
      await counted.consume(address);
    } catch (refused) {
      const seconds = Math.max(1, Math.ceil((refused as RateLimiterRes).msBeforeNext / 1_000));
      throw new HttpFault(429, 'rate-limited', 'Too many requests came from there. Please try again in a minute.', {
        'retry-after': String(seconds),
      });
    }
  };
}
