import { SandboxClock, monotonicMs, systemClock } from './index.ts';

test('a moved clock runs on from where it was put', () => {
  let real = 1_000;
  const clock = new SandboxClock(0, () => real);

  clock.moveTo(new Date(50_000));
  real += 5;

  expect(clock.now().getTime()).toBe(50_005);
});

test('a clock never goes back', () => {
  const clock = new SandboxClock(10_000, () => 1_000);

  clock.moveTo(new Date(2_000));

  expect(clock.now().getTime()).toBe(11_000);
});

test('moving business time does not touch monotonic time', () => {
  const clock = new SandboxClock();
  const before = monotonicMs();

  clock.moveTo(new Date(systemClock.now().getTime() + 86_400_000));

  expect(monotonicMs() - before).toBeLessThan(60_000);
});
