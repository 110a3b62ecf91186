import { validationPeriodEnd } from './validation-period.ts';

test.each([
  ['2026-11-25T15:00:00Z', '2027-01-02'], // Thanksgiving and a weekend do not count
  ['2026-11-26T02:00:00Z', '2027-01-02'], // the same local day in New York
  ['2026-03-02T15:00:00Z', '2026-04-08'],
  ['2026-05-21T15:00:00Z', '2026-06-28'], // Memorial Day does not count
])('a notice sent at %s may be disputed until %s', (sentAt, end) => {
  expect(validationPeriodEnd(new Date(sentAt), 'America/New_York').toISODate()).toBe(end);
});
