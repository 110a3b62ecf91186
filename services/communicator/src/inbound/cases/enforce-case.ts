import { z } from 'zod';
import type { HoldReason, RecordedBy } from '@fairdue/contracts';
import { Refused, Unavailable } from '@fairdue/refused';
import type { Tx } from '@fairdue/store';
import { job, schedule, timerKind } from '@fairdue/timers';
import type { CommunicatorDeps } from '../../config.ts';
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
type Hold = { reason: HoldReason; key: string; debtIds: string[] };

const Placed = z.object({ holdId: z.string(), silent: z.boolean() });
const Lifted = z.object({ lifted: z.boolean() });
const keyOf = ({ _id }: ProposedCase): string => `wish:${_id}`;

async function place(
  { upstream }: Deps,
  { creditorId, customerId }: ProposedCase,
  { reason, key, debtIds }: Hold,
  recordedBy: RecordedBy,
  wait: 'silence' | 'none',
): Promise<void> {
  const source = { service: 'communicator', key, version: 1 };
  const hold = { reason, channels: [], themes: 'collection', contactIds: [], debtIds, source, endsAt: null };
  const { silent } = await upstream('compliance-guard').call({
    method: 'POST',
    path: '/internal/holds',
    creditorId,
    deadlineMs: 8_500,
    idempotent: true,
    body: { creditorId, customerId, hold, recordedBy, wait },
    schema: Placed,
  });
  if (wait === 'silence' && !silent)
    throw new Unavailable('silence-not-reached', 'The wish is stored and not yet in force.', 2);
}

/**
 * Makes the guard hold what the case says: while it is proposed all collection; once confirmed each wish for good, and
 * only then no more the proposal. Asked again it changes nothing: the guard knows each hold by its source.
 */
export async function enforceCase(deps: Deps, row: ProposedCase, wait: 'silence' | 'none'): Promise<void> {
  const { creditorId, customerId, state, decidedBy, wishes, debtIds } = row;
  const key = keyOf(row);
  if (state === 'proposed' || decidedBy === null) {
    const sender = { kind: 'borrower', id: customerId } as const;
    return place(deps, row, { reason: 'do-not-interact', key, debtIds: [] }, sender, wait);
  }
  if (state === 'confirmed')
    for (const wish of wishes) {
      const about = ofDebts.includes(wish) ? debtIds : [];
      await place(deps, row, { reason: reasons[wish], key: `${key} ${wish}`, debtIds: about }, decidedBy, wait);
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
      rows.map(async ({ id, data: { creditorId, caseId }, attempts }) => {
        try {
          const row = await findCase(deps, creditorId, caseId);
          if (row) await enforceCase(deps, row, 'none');
          return { id, done: () => Promise.resolve() };
        } catch (error) {
          const cause = error instanceof Refused || error instanceof Unavailable ? error.code : 'failed';
          return { id, retryAt: new Date(Date.now() + Math.min(60_000, 500 * 2 ** Math.min(attempts, 7))), cause };
        }
      }),
    ),
  );
