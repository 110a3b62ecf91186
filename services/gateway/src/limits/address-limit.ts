import type { IncomingMessage } from 'node:http';
import { HttpFault } from '@fairdue/http';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

export type AddressLimit = (req: IncomingMessage) => Promise<void>;

/**
 * Where a request comes from: behind so many proxies of ours, the address that the outermost of them saw. What stands further
 * to the left in X-Forwarded-For the sender may have written.
 */
function addressOf({ socket, headers }: IncomingMessage, trustedProxies: number): string {
  const forwarded = headers['x-forwarded-for'] ?? [];
  const seen = [forwarded].flat().join().split(',').map((each) => each.trim()).filter(Boolean); // prettier-ignore
  const hops = [...seen, socket.remoteAddress ?? ''];
  return hops.at(-1 - trustedProxies) ?? hops[0] ?? '';
}

/** So many requests a minute from one address. Each replica counts alone: who opens a link is told to no service. */
export function addressLimit(perMinute: number, trustedProxies: number): AddressLimit {
  const counted = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async (req) => {
    try {
      await counted.consume(addressOf(req, trustedProxies));
    } catch (refused) {
      const seconds = Math.max(1, Math.ceil((refused as RateLimiterRes).msBeforeNext / 1_000));
      throw new HttpFault(429, 'rate-limited', 'Too many requests came from there. Please try again in a minute.', {
        'retry-after': String(seconds),
      });
    }
  };
}
