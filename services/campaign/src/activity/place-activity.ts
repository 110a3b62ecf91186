import { Sleeper } from '@fairdue/clock';
import type { Background, Deps } from '@fairdue/service';
import { transaction, writeRows, type Connection } from '@fairdue/store';
import {
  accountsWaiting,
  activities,
  activityHeads,
  isAnyWaiting,
  waitingActivity,
  type ActivityHead,
} from './activity.store.ts';
import { wakeWebhooks } from '../webhooks/webhook.store.ts';
import { signalsOf, tellPlaced } from './signals.ts';

const batchMax = 500;
const accountsAtOnce = 8;
const lookEveryMs = 1_000;

/**
 * Gives what has committed its places, in one transaction with the end of the line: of two that do so at once one begins
 * again, and what it then sees includes what the other saw. So places have no gap, and none appears behind another.
 */
async function placeBatch(db: Connection, creditorId: string, now: Date): Promise<number> {
  return transaction(db, async (tx) => {
    const waiting = await waitingActivity(tx, creditorId, batchMax);
    if (waiting.length === 0) return 0;
    const head = await activityHeads(db)
      .findOneAndUpdate(
        { _id: creditorId, creditorId },
        { $inc: { seq: waiting.length } },
        { session: tx.session, upsert: true, returnDocument: 'after' },
      )
      .lean<ActivityHead>();
    const last = head?.seq ?? 0;
    const first = last - waiting.length + 1;
    await writeRows(
      tx,
      activities,
      waiting.map(({ _id }, i) => ({
        updateOne: {
          filter: { _id: _id as never, creditorId },
          update: { $set: { seq: first + i }, $unset: { waits: '' } },
        },
      })),
    );
    await wakeWebhooks(tx, creditorId, now);
    const placed = waiting.map((each, i) => ({ ...each, seq: first + i }));
    tx.afterCommit(() => tellPlaced(db, creditorId, placed));
    return waiting.length;
  });
}

/** Everything of the account that has committed has its place afterwards: who reads then, reads what he wrote before. */
export async function placeActivity(db: Connection, creditorId: string, now: Date): Promise<void> {
  if (await isAnyWaiting(db, creditorId)) await placeWaiting(db, creditorId, now);
}

async function placeWaiting(db: Connection, creditorId: string, now: Date): Promise<void> {
  while ((await placeBatch(db, creditorId, now)) === batchMax);
}

/** Places activity as soon as it has committed. Every replica places its own; what a crash left is found by looking. */
export function startPlacing({ db, log, now }: Deps): Background {
  const stopping = new AbortController();
  const rest = new Sleeper();
  let written = new Set<string>();
  let isAtRest = false;
  const onWritten = (creditorIds: ReadonlySet<string>): void => {
    isAtRest = false;
    for (const creditorId of creditorIds) written.add(creditorId);
    rest.wake();
  };
  signalsOf(db).on('written', onWritten);

  let lookedAt = -Infinity;
  const round = async (): Promise<void> => {
    const accounts = [...written];
    written = new Set();
    if (performance.now() - lookedAt > lookEveryMs) {
      accounts.push(...(await accountsWaiting(db)).filter((each) => !accounts.includes(each)));
      lookedAt = performance.now();
    }
    for (let at = 0; at < accounts.length; at += accountsAtOnce)
      await Promise.all(accounts.slice(at, at + accountsAtOnce).map((each) => placeWaiting(db, each, now())));
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await round().catch((error: unknown) => log.error({ err: error }, 'activity waits for its places'));
      isAtRest = written.size === 0;
      if (isAtRest) await rest.sleep(lookEveryMs);
    }
  })();
  return {
    isQuiet: () => Promise.resolve(isAtRest),
    async stop() {
      stopping.abort();
      signalsOf(db).off('written', onWritten);
      rest.wake();
      await running;
    },
  };
}
