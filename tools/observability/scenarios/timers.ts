import { SandboxClock } from '@fairdue/clock';
import { ensureIndexes, transaction } from '@fairdue/store';
import {
  job,
  listFaultyTimers,
  redriveTimer,
  schedule,
  startTimers,
  timerKind,
  timersCollections,
} from '@fairdue/timers';
import { createLog, createMetrics } from '@fairdue/telemetry';
import { eventually, startTestEngines } from '@fairdue/testing';
import { minutesAgo, scraped, type Course, type Scenario } from './course.ts';

const asks = timerKind<{ isAtFault: boolean }>('hold-stop', { time: 'business' });

/** A service with one kind of job, whose rows fail or not. */
async function given() {
  const engines = await startTestEngines();
  const db = await engines.connect('timers');
  await ensureIndexes(db, timersCollections);
  const metrics = createMetrics('recover');
  let mended = false;
  const work = job(asks, (rows) =>
    Promise.resolve(
      rows.map(({ id, data }) =>
        data.isAtFault && !mended
          ? { id, cause: 'at fault', retryAt: new Date(Date.now() + 200) }
          : { id, done: () => Promise.resolve() },
      ),
    ),
  );
  const clock = new SandboxClock(0);
  const log = createLog('test', 'silent');
  const timers = await startTimers({ db, clock, work: [work], log, metrics, lookEveryMs: 50 });
  const set = (id: string, isAtFault: boolean, dueAt = minutesAgo(10)) =>
    transaction(db, (tx) => schedule(tx, asks, [{ id, key: id, dueAt, data: { isAtFault } }]));
  await set('an earlier one', false);
  await eventually(async () => (await timers.outlook()).isQuiet);
  return {
    db,
    set,
    mend: () => (mended = true),
    scrape: () => scraped(metrics),
    end: async () => {
      await timers.stop();
      await engines.stop();
    },
  };
}

const overdue: Scenario = {
  what: 'a job that fails, until its cause is mended',
  moves: [
    'fairdue_timers_oldest_due_seconds',
    'fairdue_timers_oldest_due_seconds{kind!="settle-hand-over"}',
    'fairdue_timers_retried_total',
  ],
  fires: ['FairdueTimersOverdue'],
  async begin(): Promise<Course> {
    const { set, mend, ...rest } = await given();
    const failed = async (): Promise<void> => {
      await set('at fault', true);
      await eventually(async () => (await rest.db.collection('timers').countDocuments({ attempts: { $gt: 0 } })) === 1);
    };
    await failed();
    await rest.db.collection('timers').deleteMany({});
    return { ...rest, happen: failed, heal: () => Promise.resolve(mend()) };
  },
};

const faulty: Scenario = {
  what: 'a job that fails while others of its kind succeed, until it is redriven',
  moves: ['fairdue_timers_failing_oldest_seconds', 'fairdue_timers_faulty', 'fairdue_timers_done_total'],
  fires: ['FairdueJobsFailing'],
  async begin(): Promise<Course> {
    const { db, set, mend, ...rest } = await given();
    const failing = { failingSince: { $ne: null }, faulty: false };
    return {
      ...rest,
      async happen() {
        await set('at fault', true);
        const since = { $set: { failingSince: minutesAgo(20) } };
        await eventually(async () => (await db.collection('timers').updateOne(failing, since)).matchedCount === 1);
        for (let others = 0; (await listFaultyTimers(db)).length === 0; others++) {
          await transaction(db, async (tx) => {
            await db.collection('timers').updateOne(failing, { $set: { heldUntil: new Date(0) } }, { session: tx.session });
            await schedule(tx, asks, [{ id: `${others}`, key: `${others}`, dueAt: new Date(), data: { isAtFault: false } }]);
          });
          await eventually(async () => (await db.collection('timers').countDocuments({ 'data.isAtFault': false })) === 0);
        }
      },
      async heal() {
        mend();
        const [row] = await listFaultyTimers(db);
        await redriveTimer(db, row?.id ?? '');
      },
    };
  }, // prettier-ignore
};

export const timers: readonly Scenario[] = [overdue, faulty];
