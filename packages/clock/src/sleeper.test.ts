import { Sleeper } from './index.ts';

test('a sleep ends when it is woken, however long it was to be', async () => {
  const sleeper = new Sleeper();
  const began = performance.now();

  for (const ms of [undefined, 3_600_000]) {
    const sleeping = sleeper.sleep(ms);
    sleeper.wake();
    await sleeping;
  }

  expect(performance.now() - began).toBeLessThan(1_000);
});

test('a wake that nobody slept through cuts the next sleep short, and only that one', async () => {
  const sleeper = new Sleeper();
  sleeper.wake();
  sleeper.wake();
  await sleeper.sleep();

  const began = performance.now();
  await sleeper.sleep(20);

  expect(performance.now() - began).toBeGreaterThan(15);
});
