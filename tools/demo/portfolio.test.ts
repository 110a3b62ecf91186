import { portfolio } from './portfolio.ts';

const people = portfolio(1, new Date('2026-11-01T00:00:00Z'));

test('the portfolio is 250 people across at least 35 states, some of them in two time zones', () => {
  expect(people).toHaveLength(250);
  expect(new Set(people.map(({ state }) => state)).size).toBeGreaterThanOrEqual(35);
  expect(people.filter(({ twoZones }) => twoZones).length).toBeGreaterThan(10);
});

test('nobody in it can be reached', () => {
  expect(people.every(({ phone, email }) => /^\d{3}-555-01\d\d$/.test(phone) && email.endsWith('@example.com'))).toBe(
    true,
  );
});

test('nobody shares a number, a reference or a debt with another', () => {
  for (const field of ['phone', 'email', 'reference', 'transactionId'] as const)
    expect(new Set(people.map((person) => person[field])).size).toBe(250);
});

test('those who pay do so on many days of the month', () => {
  const days = people.filter(({ behaviour }) => behaviour === 'pays').map(({ actsAfterDays }) => actsAfterDays);

  expect(new Set(days).size).toBeGreaterThan(10);
  expect(days.every((day) => day >= 0 && day < 28)).toBe(true);
});

test('the same seed gives the same people', () => {
  expect(portfolio(1, new Date('2026-11-01T00:00:00Z'))).toEqual(people);
});
