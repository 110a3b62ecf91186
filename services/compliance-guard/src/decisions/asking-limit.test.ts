import { askingLimit } from './asking-limit.ts';

function someone(nowMs: () => number) {
  const limit = askingLimit(nowMs);
  return (customerId = 'BO-1-A'): boolean => {
    try {
      limit(customerId);
      return true;
    } catch {
      return false;
    }
  };
}

test('whoever is refused learns why, and when to come back', () => {
  const limit = askingLimit(() => 0);
  for (let i = 0; i < 19; i++) limit('BO-1-A');

  const wait = { status: 429, code: 'person-asked-too-often', headers: { 'retry-after': '1' } };
  expect(() => limit('BO-1-A')).toThrow(expect.objectContaining(wait));
});

test('the twentieth question within a second is refused, and so are those that follow at once', () => {
  const ask = someone(() => 0);

  const answers = Array.from({ length: 30 }, () => ask());

  expect(answers.filter(Boolean)).toHaveLength(19);
  expect(answers.slice(19)).toEqual(Array(11).fill(false));
});

test('a second is any second: never are twenty answered within one, however they are spread', () => {
  let now = 0;
  const ask = someone(() => now);
  const answeredAt: number[] = [];
  for (; now < 5_000; now += 7) if (ask()) answeredAt.push(now);

  for (const at of answeredAt)
    expect(answeredAt.filter((other) => other > at - 1_000 && other <= at).length).toBeLessThan(20);
  expect(answeredAt.length).toBeGreaterThanOrEqual(90);
});

test('questions about others are counted apart, and however many people are asked about, few are remembered', () => {
  const ask = someone(() => 0);
  for (let i = 0; i < 19; i++) ask();

  expect([ask(), ask('BO-1-B')]).toEqual([false, true]);
  for (let i = 0; i < 10_000; i++) ask(`BO-2-${i}`);
  expect(ask()).toBe(true);
});
