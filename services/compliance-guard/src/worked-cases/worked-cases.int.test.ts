import { startGuard, type Guard } from '../start-guard.ts';
import { placeCases } from './ask-case.ts';
import type { Case } from './case.ts';
import { federalCases } from './federal.cases.ts';
import { stateCases } from './state.cases.ts';

/** In the order of their moments, for the clock never goes back. */
const cases: readonly Case[] = [...federalCases, ...stateCases].toSorted(
  (one, other) => Date.parse(one.at) - Date.parse(other.at),
);

let guard: Guard;
let answerTo: Awaited<ReturnType<typeof placeCases>>;
beforeAll(async () => {
  guard = await startGuard({ now: '2026-10-30T15:00:00.000Z' });
  answerTo = await placeCases(guard, cases);
});
afterAll(() => guard.stop());

test.each(cases)('worked case $no', async (asked) => {
  const { by = [], next = null, firstAllowedAt, warns = [] } = asked;

  const answer = await answerTo(asked);

  expect(answer).toMatchObject({ by, next, permit: by, ...(firstAllowedAt !== undefined && { firstAllowedAt }) });
  expect(answer.warns.join(' ')).toMatch(new RegExp(warns.join('.*')));
});

test('every case of the document is asked', () => {
  const asked = new Set(cases.map(({ no }) => Number(no.split(',')[0])));

  expect([...asked].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 61 }, (_, i) => i + 1));
});
