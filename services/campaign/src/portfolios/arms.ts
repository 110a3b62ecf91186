import { createHash } from 'node:crypto';
import type { Channels } from '../campaigns/campaign-body.ts';
import type { z } from 'zod';

/** One way of contacting people, tried on a share of them: a champion, and what challenges it. Whole: nothing is inherited. */
export type Arm = z.output<typeof Channels> & { name: string; share: number; tone: string; cadence: string };

const drawnBits = 48;

/** A number from 0 to below 100 that is the same for a person in a portfolio campaign, and new in every other one. */
const drawn = (portfolioId: string, customerId: string): number =>
  (createHash('sha256')
    .update(`${portfolioId}:${customerId}`)
    .digest()
    .readUIntBE(0, drawnBits / 8) /
    2 ** drawnBits) *
  100;

/** The arm of a person: whatever they owe on, and however often they are asked about. */
export function armOf(portfolioId: string, customerId: string, arms: readonly Arm[]): Arm {
  const at = drawn(portfolioId, customerId);
  let below = 0;
  for (const arm of arms) if (at < (below += arm.share)) return arm;
  throw new Error('The shares of the arms do not make a hundred.');
} // prettier-ignore
