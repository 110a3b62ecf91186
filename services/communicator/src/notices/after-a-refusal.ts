import type { Tx } from '@fairdue/store';
import type { Interaction } from '../interactions/interaction.ts';
import { lookAtDuties } from './notice-duty.store.ts';

/** Of messages that were not made: the duties they were for are looked at again. */
export async function lookAtDutiesOf(tx: Tx, rows: readonly Interaction[], now: Date): Promise<void> {
  const unmade = rows.flatMap(({ dutyId, customerId, creditorId, status }) =>
    dutyId !== null && customerId !== null && (status === 'failed' || status === 'canceled')
      ? [{ dutyId, customerId, creditorId }]
      : [],
  );
  if (unmade.length > 0) await lookAtDuties(tx, unmade, now);
}
