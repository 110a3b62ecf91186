import { z } from 'zod';
import { Refused, Unavailable } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import type { TouchChannel } from '../cadence/cadence.ts';
import type { Campaign } from './campaign.ts';
import { platformChannel } from './facts.ts';

const Held = z.object({ holdId: z.string(), silent: z.boolean() });

type Wish = { channel: TouchChannel | 'all'; recordedBy: { kind: 'account' | 'borrower'; id: string } };

/**
 * Has the guard hold what a person opted out of, and comes back only when nothing of it can start any more. The same
 * wish sent again is the same hold, so a request that was answered 503 may be repeated until it succeeds.
 */
export async function holdAtGuard(
  { upstream }: Pick<Deps, 'upstream'>,
  { _id, creditorId, customerId }: Campaign,
  { channel, recordedBy }: Wish,
): Promise<void> {
  if (customerId === null) return; // nobody is contacted about it; whoever is named later is held first
  const hold = {
    reason: channel === 'all' ? 'do-not-interact' : 'opted-out',
    channels: channel === 'all' ? [] : [platformChannel[channel]],
    themes: 'collection',
    contactIds: [],
    debtIds: [],
    source: { service: 'campaign', key: `opt-out:${_id}:${channel}`, version: 1 },
    endsAt: null,
  };
  try {
    const { silent } = await upstream('compliance-guard').call({
      method: 'POST',
      path: '/internal/holds',
      body: { creditorId, customerId, hold, recordedBy, wait: 'silence', isUttered: true },
      deadlineMs: 8_000,
      idempotent: true,
      schema: Held,
    });
    if (silent) return;
  } catch (error) {
    if (!(error instanceof Unavailable) && !(error instanceof Refused)) throw error;
    throw unsure(error);
  }
  throw unsure();
}

export const unsure = (cause?: unknown): Unavailable =>
  new Unavailable('opt-out-not-yet-effective', 'The opt-out is recorded and not yet in force everywhere.', 2, {
    cause,
  });
