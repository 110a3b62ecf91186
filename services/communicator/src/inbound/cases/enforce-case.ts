import { z } from 'zod';
import type { HoldReason } from '@fairdue/contracts';
import { causeOf } from '@fairdue/refused';
import type { Tx } from '@fairdue/store';
import { job, schedule, timerKind, tryAgain } from '@fairdue/timers';
import type { CommunicatorDeps } from '../../config.ts';
import { placeHold } from '../place-hold.ts';
import { findCase } from './proposed-case.store.ts';
import type { ProposedCase } from './proposed-case.ts';
import type { Wish } from './wish-phrases.ts';

/** What is lastingly held when a person has confirmed it. */
const reasons: Readonly<Record<Wish, HoldReason>> = {
  'stop-contact': 'cease',
  attorney: 'attorney',
  bankruptcy: 'bankruptcy',
  dispute: 'dispute',
  'identity-theft': 'fraud',
  death: 'deceased',
};
const ofDebts: readonly Wish[] = ['dispute', 'identity-theft'];

type Deps = Pick<CommunicatorDeps, 'db' | 'upstream'>;

const Lifted = z.object({ lifted: z.boolean() });
const keyOf = ({ _id }: ProposedCase): string => `wish:${_id}`;

const allCollection = { channels: [], themes: 'collection' as const, contactIds: [] };

/**
 * Makes the guard hold what the case says: while it is proposed all collection; once confirmed each wish for good, and
 * only then no more the proposal. Asked again it changes nothing: the guard knows each hold by its source.
 */
export async function enforceCase(deps: Deps, row: ProposedCase, wait: 'silence' | 'none'): Promise<void> {
  const { creditorId, customerId, state, decidedBy, wishes, debtIds } = row;
  const key = keyOf(row);
  const whose = { creditorId, customerId };
  if (state === 'proposed' || decidedBy === null) {
    const hold = { ...allCollection, reason: 'do-not-interact' as const, debtIds: [] };
    const sender = { kind: 'borrower', id: customerId } as const;
    return placeHold(deps, { ...whose, key, hold, recordedBy: sender }, wait);
  }
  if (state === 'confirmed')
    for (const wish of wishes) {
      const hold = { ...allCollection, reason: reasons[wish], debtIds: ofDebts.includes(wish) ? debtIds : [] };
      await placeHold(deps, { ...whose, key: `${key} ${wish}`, hold, recordedBy: decidedBy }, wait);
    }
  await deps.upstream('compliance-guard').call({
    method: 'POST',
    path: '/internal/holds/lift',
    creditorId,
    deadlineMs: 8_500,
    idempotent: true,
    body: {
      creditorId,
      customerId,
      source: { service: 'communicator', key, version: 2 },
      recordedBy: decidedBy,
    },
    schema: Lifted,
  });
}

const enforceJob = timerKind<{ creditorId: string; caseId: string }>('enforce-case', { time: 'real' });

/** Also without whoever sent the message, and without whoever decided, asking again. */
export const enforceLater = (tx: Tx, { _id, creditorId, state }: ProposedCase): Promise<void> =>
  schedule(tx, enforceJob, [{ id: `${_id} ${state}`, key: _id, dueAt: new Date(), data: { creditorId, caseId: _id } }]);

export const enforceCases = (deps: CommunicatorDeps) =>
  job(enforceJob, (rows) =>
    Promise.all(
      rows.map(async (row) => {
        const { creditorId, caseId } = row.data;
        try {
          const found = await findCase(deps, creditorId, caseId);
          if (found) await enforceCase(deps, found, 'none');
          return { id: row.id, done: () => Promise.resolve() };
        } catch (error) {
          return tryAgain(row, causeOf(error));
        }
      }),
    ),
  );
