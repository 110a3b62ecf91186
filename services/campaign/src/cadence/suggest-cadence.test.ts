import { parseCadence } from './parse-cadence.ts';
import { suggestCadence } from './suggest-cadence.ts';

test.each([
  ['once per wek', 'once per week'],
  ['every tusday', 'every tuesday'],
  ['Evry 2 weeks, strating tomorrow', 'every 2 weeks, starting tomorrow'],
  ['fortnigthly', 'fortnightly'],
  ['days 1, 5 adn 14', 'days 1, 5 and 14'],
])('%s may have been meant as %s', (phrase, suggestion) => {
  expect(parseCadence(phrase)).toBeUndefined();
  expect(suggestCadence(phrase)).toBe(suggestion);
  expect(parseCadence(suggestion)).toBeDefined();
});

test.each(['whenever you like', 'call them until they pay', '', '€€€', 'hourly', 'week '.repeat(16)])(
  '%s is like nothing that is understood',
  (phrase) => {
    expect(suggestCadence(phrase)).toBeNull();
  },
);
