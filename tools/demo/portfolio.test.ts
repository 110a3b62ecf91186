import { kinds } from './borrowers.ts';
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

test('a thousand are as different, and there are of every kind as many as was declared', () => {
  const thousand = portfolio(1, new Date('2026-11-01T00:00:00Z'), 1_000);

  for (const field of ['phone', 'email', 'reference', 'transactionId', 'street'] as const)
    expect(new Set(thousand.map((person) => person[field])).size).toBe(1_000);
  for (const { name, share } of kinds)
    expect(thousand.filter(({ script }) => script.kind === name).length).toBe(share * 10);
});

test('the shares of all kinds are a hundred', () => {
  expect(kinds.reduce((sum, { share }) => sum + share, 0)).toBe(100);
});

test('the same seed gives the same people', () => {
  expect(portfolio(1, new Date('2026-11-01T00:00:00Z'))).toEqual(people);
});

test('another seed gives others', () => {
  expect(portfolio(2, new Date('2026-11-01T00:00:00Z'))).not.toEqual(people);
});
