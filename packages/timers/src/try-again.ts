import type { JobOutcome } from './work.ts';

const laterMsMax = 60_000;

/** A job that did not come through is worked on again after `firstMs`, then twice as long, at last each minute. */
export const tryAgain = (
  { id, attempts }: { id: string; attempts: number },
  cause: string,
  firstMs = 500,
): JobOutcome => ({
  id,
  cause,
  retryAt: new Date(Date.now() + Math.min(laterMsMax, firstMs * 2 ** Math.min(attempts, 20))),
});
