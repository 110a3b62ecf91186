import { portions, type AskPortion } from './portions.ts';

/** One minute of one key, as the creditor service counts it. */
function aMinute(perMinute: number, endsInMs = 60_000) {
  let total = 0;
  const asked: number[] = [];
  const ask: AskPortion = (_key, portion) => {
    asked.push(portion);
    total += portion;
    const granted = Math.max(0, Math.min(portion, portion - (total - perMinute)));
    return Promise.resolve({ granted, total: Math.min(total, perMinute), endsInMs });
  };
  return { ask, asked };
}

test.each([
  [2, 1],
  [60, 1],
  [600, 1],
  [600, 3],
  [600, 6],
  [10_000, 4],
])('of a limit of %i, %i replicas together grant no more, and at least nine tenths', async (perMinute, replicas) => {
  const { ask } = aMinute(perMinute);
  const takes = Array.from({ length: replicas }, () => portions(perMinute, ask));
  let granted = 0;

  for (let i = 0; i < perMinute * 1.5; i++) if ((await takes[i % replicas]!('k')).isGranted) granted++;

  expect(granted).toBeLessThanOrEqual(perMinute);
  expect(granted).toBeGreaterThanOrEqual(perMinute * 0.9);
});

test('one replica grants the limit exactly, counts down to nothing, and then asks no more', async () => {
  const { ask, asked } = aMinute(100);
  const take = portions(100, ask);

  const standings = [];
  for (let i = 0; i < 150; i++) standings.push(await take('k'));

  expect(standings.filter(({ isGranted }) => isGranted)).toHaveLength(100);
  expect(standings[0]!.remaining).toBe(99);
  expect(standings.slice(99).map(({ remaining }) => remaining)).toEqual(Array(51).fill(0));
  expect(asked.length).toBeLessThanOrEqual(102);
});

test('many requests at once ask once or twice, and each key has its own minute', async () => {
  const { ask, asked } = aMinute(6_000);
  const take = portions(6_000, ask);

  const standings = await Promise.all(Array.from({ length: 500 }, async () => take('k')));

  expect(standings.every(({ isGranted }) => isGranted)).toBe(true);
  expect(asked.length).toBeLessThan(12);
  const other = portions(1, aMinute(1).ask);
  expect([(await other('a')).isGranted, (await other('a')).isGranted]).toEqual([true, false]);
});

test('when the minute is over the next one begins, and nothing is carried over', async () => {
  let nowMs = 0;
  const minutes = [aMinute(300), aMinute(300)];
  const take = portions(
    300,
    (key, portion) => minutes[nowMs < 60_000 ? 0 : 1]!.ask(key, portion),
    () => nowMs,
  );
  const granted = async () => {
    let count = 0;
    while ((await take('k')).isGranted) count++;
    return count;
  };

  expect(await granted()).toBe(300);
  nowMs = 60_000;
  expect(await granted()).toBe(300);
});

test('what was left of a minute is not used in the next', async () => {
  let nowMs = 0;
  const answers = [
    { granted: 3, total: 3, endsInMs: 60_000 },
    { granted: 3, total: 3, endsInMs: 120_000 }, // asked ahead, and counted in the next minute
  ];
  const take = portions(
    300,
    () => Promise.resolve(answers.shift() ?? { granted: 0, total: 300, endsInMs: 1 }),
    () => nowMs,
  );

  for (let i = 0; i < 2; i++) await take('k'); // one left: the next portion is asked for
  await Promise.resolve();
  nowMs = 60_001;

  expect((await take('k')).remaining).toBe(299);
});

test('a question that fails is asked again by the next request', async () => {
  const { ask } = aMinute(10);
  let isAway = true;
  const take = portions(10, (key, portion) => (isAway ? Promise.reject(new Error('away')) : ask(key, portion)));

  await expect(take('k')).rejects.toThrow('away');
  isAway = false;

  expect((await take('k')).isGranted).toBe(true);
});
