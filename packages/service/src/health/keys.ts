import { createHmac } from 'node:crypto';
import type { OwnHealth } from './health.wire.ts';

/** Tells two secrets apart without showing either: six bytes of a keyed hash. */
export const fingerprint = (secret: string): string =>
  createHmac('sha256', secret).update('fairdue: is it the same secret?').digest('hex').slice(0, 12);

/** Those that a variable configures by their ids, and those without which something stored cannot be read. */
export function keysFor(
  variable: string,
  keys: readonly { id: string }[],
  needed: readonly string[],
): OwnHealth['keys'][number] {
  const configured = keys.map(({ id }) => id);
  return { variable, configured, missing: [...new Set(needed)].filter((id) => !configured.includes(id)) };
}
