import { setTimeout as wait } from 'node:timers/promises';
import type { ConsumerSession } from './consumer-session.ts';
import type { Progress } from './topics.ts';

export type StallWatchOptions = {
  progress: () => Promise<Progress[]>;
  /** Lag without progress for so long is a stall. */
  stalledAfterMs: number;
  /** Joining may have to wait for a member that finishes a long batch. */
  joinWithinMs: number;
  /** Told the lag of the partitions held, at every look. */
  lagSeen: (lag: number) => void;
};

type Watched = Pick<ConsumerSession, 'generation' | 'isOccupied' | 'holds'>;

/** True when a consumer has stopped consuming without saying so, as those of kafkajs do when brokers go. False: aborted. */
export async function stalled(session: Watched, options: StallWatchOptions, signal: AbortSignal): Promise<boolean> {
  let since = performance.now();
  let before: string | undefined;
  while (await passed(options.stalledAfterMs / 5, signal)) {
    const now = await standing(session, options).catch(() => undefined); // no answer, no verdict
    if (now === undefined || now !== before || session.isOccupied) since = performance.now();
    before = now;
    const patienceMs = session.generation === 0 ? options.joinWithinMs : options.stalledAfterMs;
    if (performance.now() - since >= patienceMs) return true;
  }
  return false;
}

/** What does not change while nothing is consumed; undefined while there is nothing to consume. */
async function standing(session: Watched, { progress, lagSeen }: StallWatchOptions): Promise<string | undefined> {
  if (session.generation === 0) return 'not joined';
  const held = (await progress()).filter(({ topic, partition }) => session.holds(topic, partition));
  const lag = held.reduce((sum, each) => sum + each.lag, 0);
  lagSeen(lag);
  return lag === 0 ? undefined : held.map(({ committed }) => committed).join();
}

const passed = (forMs: number, signal: AbortSignal): Promise<boolean> =>
  wait(forMs, true, { signal }).catch(() => false);
