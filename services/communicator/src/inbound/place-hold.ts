import { z } from 'zod';
import type { HoldFacts, RecordedBy } from '@fairdue/contracts';
import { Unavailable } from '@fairdue/refused';
import type { CommunicatorDeps } from '../config.ts';

type Hold = Pick<HoldFacts, 'reason' | 'channels' | 'themes' | 'contactIds' | 'debtIds'>;

/** What somebody wants to be held: `key` tells a repeat of a wish from another one. */
export type WishedHold = { creditorId: string; customerId: string; key: string; hold: Hold; recordedBy: RecordedBy };

const Placed = z.object({ holdId: z.string(), silent: z.boolean() });

/**
 * Places a hold at the guard. With `silence` it comes back when nothing more can start; until then the wish is stored and
 * not in force, which is told as unavailable. Asked again it changes nothing: the guard knows each hold by its source.
 */
export async function placeHold(
  { upstream }: Pick<CommunicatorDeps, 'upstream'>,
  { creditorId, customerId, key, hold, recordedBy }: WishedHold,
  wait: 'silence' | 'none',
): Promise<void> {
  const source = { service: 'communicator', key, version: 1 };
  const { silent } = await upstream('compliance-guard').call({
    method: 'POST',
    path: '/internal/holds',
    creditorId,
    deadlineMs: 8_500,
    idempotent: true,
    body: { creditorId, customerId, hold: { ...hold, source, endsAt: null }, recordedBy, wait },
    schema: Placed,
  });
  if (wait === 'silence' && !silent)
    throw new Unavailable('silence-not-reached', 'The wish is stored and not yet in force.', 2);
}
