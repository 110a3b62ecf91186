import { createHmac } from 'node:crypto';

/** Tells two secrets apart without showing either: six bytes of a keyed hash. */
export const fingerprint = (secret: string): string =>
  createHmac('sha256', secret).update('fairdue: is it the same secret?').digest('hex').slice(0, 12);

/** How long ago that was, for a list of what waits. */
export const secondsSince = (then: Date | null | undefined, now: Date): number | null =>
  then ? Math.max(0, (now.getTime() - then.getTime()) / 1_000) : null;
