import { z } from 'zod';
import { Refused } from '@fairdue/refused';
import type { CommunicatorDeps } from '../config.ts';
import type { Customer } from '../customers/customer.ts';

/** What is said of a case: a hold of the guard's, which owns them. */
const Case = z.object({
  holdId: z.string(),
  reason: z.string(),
  endsAt: z.iso.datetime().nullable(),
  placedAt: z.iso.datetime(),
  liftedAt: z.iso.datetime().nullable(),
});
export type Case = z.output<typeof Case>;
const Cases = z.object({ items: z.array(Case) });

/** A case of that person, open or closed. The guard is asked: no event tells of every kind. */
export async function knowCase(
  { upstream }: Pick<CommunicatorDeps, 'upstream'>,
  { creditorId, _id: customerId }: Customer,
  caseId: string,
): Promise<Case> {
  const { items } = await upstream('compliance-guard').call({
    method: 'GET',
    path: '/agency/v1/holds',
    query: { customerId },
    creditorId,
    schema: Cases,
  });
  const found = items.find(({ holdId }) => holdId === caseId);
  if (found) return found;
  throw new Refused('not-found', 'case-not-found', 'That case is not of this person.', [
    { path: 'caseId', problem: 'is no case of this person' },
  ]);
}
