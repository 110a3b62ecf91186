import { Refused } from '@fairdue/refused';
import type { Connection } from '@fairdue/store';
import { findInteraction } from '../interactions/interaction.store.ts';
import type { Interaction } from '../interactions/interaction.ts';

/** The interaction that a field of a request names, by our id or its recorder's. Another creditor's does not exist. */
export async function theInteraction(
  db: Connection,
  creditorId: string,
  reference: string,
  field: string,
): Promise<Interaction> {
  const found = await findInteraction({ db }, creditorId, reference);
  if (!found) throw namesNone(field);
  return found;
}

/** The contact that a message follows on. One with another person does not exist either. */
export async function previousInteraction(
  db: Connection,
  { creditorId, _id: customerId }: { creditorId: string; _id: string },
  reference: string | undefined,
): Promise<Interaction | null> {
  if (reference === undefined) return null;
  const found = await theInteraction(db, creditorId, reference, 'previousInteractionId');
  if (found.customerId !== customerId) throw namesNone('previousInteractionId');
  return found;
}

const namesNone = (field: string): Refused =>
  new Refused('not-found', 'interaction-not-found', 'There is no such interaction', [
    { path: field, problem: 'names no interaction' },
  ]);
