import { rules } from './ruleset.ts';
import { groups } from './words.ts';

test('every rule has an id of its own', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});

test('rules stand in the order in which answers name them', () => {
  const places = rules.map(({ group }) => groups.indexOf(group));

  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('a rule of law says where it stands', () => {
  const uncited = rules.filter(({ jurisdiction, citations }) => jurisdiction !== 'platform' && citations.length === 0);

  expect(uncited).toEqual([]);
});
