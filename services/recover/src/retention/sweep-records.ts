import { CustomerErasedV1, type RecordedBy } from '@fairdue/contracts';
import { enqueue } from '@fairdue/outbox';
import type { Background, Deps } from '@fairdue/service';
import { transaction, type Tx } from '@fairdue/store';
import { schedule, timer, timerKind, timers } from '@fairdue/timers';
import type { RecoverConfig } from '../config.ts';
import { keysOf } from '../erasure/erasure.ts';
import { removeCustomer, saveErasure } from '../erasure/erasure.store.ts';
import { outlivedAfter, type Outlived } from './outlived.ts';

/** `erased`: in this round so far. */
type Round = { after: string; erased: number; onHold: number };
const sweepTimer = timerKind<Round>('sweep-records', { time: 'business' });

const dayMs = 86_400_000;
/** A day that was missed is not made up for: the next round looks at everybody. */
const nextRound = (dueAt: Date, now: Date): Date =>
  new Date(dueAt.getTime() + (Math.floor((now.getTime() - dueAt.getTime()) / dayMs) + 1) * dayMs);

const by: RecordedBy = { kind: 'service', id: 'recover' };
const reason = 'The time for which the law keeps records is over.';

const sweepFrom = (tx: Tx, round: Round, dueAt: Date): Promise<void> =>
  schedule(tx, sweepTimer, [{ id: 'round', key: 'round', dueAt, data: round }]);

/** Nobody need ask for what nobody may keep: erased like a customer whom two people erase, and told like it. */
async function eraseOutlived(
  tx: Tx,
  indexKey: Buffer,
  { customer, debts }: Outlived['due'][number],
  at: Date,
): Promise<void> {
  const { _id, creditorId, version } = customer;
  const agreed = { reason, beforeRetentionEnds: false, askedBy: by, askedAt: at, confirmedBy: by, confirmedAt: at };
  await saveErasure(tx, { _id, creditorId, state: 'under-way', ...agreed, keys: keysOf(indexKey, customer, debts) });
  await removeCustomer(tx, creditorId, _id);
  const told = { creditorId, customerId: _id, reason, beforeRetentionEnds: false, version: version + 1 };
  await enqueue(tx, CustomerErasedV1, at, { ...told, recordedBy: by, confirmedBy: by });
}

/** A round a day over all customers, page by page, each page and the place where the next begins in one transaction. */
export const sweepRecords = ({ config, now, log }: Deps<RecoverConfig>) =>
  timer(sweepTimer, async (tx, rows) => {
    for (const { data, dueAt } of rows) {
      if (!config.RETENTION_ERASES) return; // switched off since: the next start that wants it begins anew
      const { due, onHold, next } = await outlivedAfter(tx, data.after, { now: now(), years: config.RETENTION_YEARS });
      for (const each of due) await eraseOutlived(tx, config.SSN_INDEX_KEY, each, now());
      const round = { erased: data.erased + due.length, onHold: data.onHold + onHold };
      if (next === null) tx.afterCommit(() => log.info(round, 'records that had outlived the law’s time were erased'));
      if (next === null) await sweepFrom(tx, { after: '', erased: 0, onHold: 0 }, nextRound(dueAt, now()));
      else await sweepFrom(tx, { after: next, ...round }, dueAt);
    }
  });

/** The first round begins with the first start that wants it; later starts find it planned. */
export async function startSweeping({ db, config, now }: Deps<RecoverConfig>): Promise<Background> {
  if (config.RETENTION_ERASES)
    await transaction(db, async (tx) => {
      const planned = await timers(db)
        .exists({ _id: `${sweepTimer.name}:round` })
        .session(tx.session);
      if (!planned) await sweepFrom(tx, { after: '', erased: 0, onHold: 0 }, now());
    });
  return { stop: () => Promise.resolve() };
}
