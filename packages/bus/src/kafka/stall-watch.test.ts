import { stalled } from './stall-watch.ts';
import type { Progress } from './topics.ts';

const partition = (committed: number, lag: number): Progress => ({
  topic: 'recover.customers',
  partition: 0,
  committed: BigInt(committed),
  lag,
});

const watch = (
  looks: () => Promise<Progress[]>,
  session: { generation?: number; isOccupied?: boolean } = {},
  signal = new AbortController().signal,
) =>
  stalled(
    { generation: 1, isOccupied: false, holds: () => true, ...session },
    { progress: looks, stalledAfterMs: 25, joinWithinMs: 50, lagSeen: () => undefined },
    signal,
  );

/** Resolves with the looks made so far, once there were so many that a stall would have been seen. */
function watchedFor(looksEnough: number, state: (look: number) => Progress[], session = {}) {
  const over = new AbortController();
  let looks = 0;
  const progress = async (): Promise<Progress[]> => {
    if (++looks === looksEnough) over.abort();
    return state(looks);
  };
  return watch(progress, session, over.signal);
}

test('lag without progress is a stall', async () => {
  expect(await watch(async () => [partition(7, 3)])).toBe(true);
});

test('progress, however slow the lag shrinks, is none', async () => {
  expect(await watchedFor(20, (look) => [partition(look, 1_000)])).toBe(false);
});

test('nothing to consume is none', async () => {
  expect(await watchedFor(20, () => [partition(10, 0)])).toBe(false);
});

test('a handler that takes its time is none', async () => {
  expect(await watchedFor(20, () => [partition(7, 3)], { isOccupied: true })).toBe(false);
});

test('a cluster that does not answer gives no verdict', async () => {
  const unreachable = watchedFor(20, () => {
    throw new Error('no broker');
  });

  expect(await unreachable).toBe(false);
});

test('a consumer that never joins is one', async () => {
  expect(await watch(async () => [], { generation: 0 })).toBe(true);
});
