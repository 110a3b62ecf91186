import fc from 'fast-check';
import { normalise } from './normalise.ts';
import { isLocalDate } from './local-date.ts';
import { parseCadence } from './parse-cadence.ts';
import { schedule } from './schedule.ts';
import type { TouchChannel } from './cadence.ts';

const number = fc.integer({ min: 0, max: 40 }).map(String);
const unit = fc.constantFrom('day', 'days', 'week', 'weeks', 'month', 'months');
const weekday = fc.constantFrom('monday', 'tuesday', 'wednesday', 'thursdays', 'friday', 'saturday', 'sundays');
const channel = fc.constantFrom('', ' email', ' sms', ' call');
const listOf = (item: fc.Arbitrary<string>) =>
  fc.tuple(fc.array(item, { minLength: 1, maxLength: 6 }), fc.constantFrom(', ', ' and ', ', and ')).map(([items, by]) => items.join(by)); // prettier-ignore

const pattern = fc.oneof(
  listOf(fc.tuple(number, channel).map(([day, on]) => `day ${day}${on}`)),
  fc.tuple(number, number).map(([from, to]) => `days ${from}-${to}`),
  listOf(number.map((week) => `week ${week}`)),
  fc.tuple(listOf(fc.tuple(number, unit).map((span) => span.join(' ')))).map(([spans]) => `after ${spans}`),
  fc.tuple(number, unit).map(([count, every]) => `every ${count} ${every}`),
  fc.tuple(number, number, unit).map(([times, count, every]) => `${times} times per ${count} ${every}`),
  fc.tuple(number, number, unit).map(([times, count, apart]) => `${times} times, ${count} ${apart} apart`),
  listOf(weekday),
  listOf(number).map((days) => `the ${days} of each month`),
  fc.constantFrom('daily', 'weekly', 'bi-weekly', 'monthly', 'twice a week', 'weekdays', '2x/month', 'once'),
);
const phase = fc
  .tuple(pattern, fc.option(fc.tuple(number, unit)))
  .map(([what, lasts]) => (lasts ? `${what} for ${lasts.join(' ')}` : what));
const modifier = fc.constantFrom('', ' no weekends', ', max 5 touches', ' starting friday', ' until 2027-03-01', ', evenings', ' starting in 2 weeks'); // prettier-ignore
const phrase = fc
  .tuple(fc.array(phase, { minLength: 1, maxLength: 3 }), modifier)
  .map(([phases, said]) => phases.join(' then ') + said);
const start = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const channels = fc.subarray<TouchChannel>(['sms', 'email', 'call'], { minLength: 1 });

const dayMs = 86_400_000;

test('no phrase contacts anybody more than once a day, three times in seven days, or twelve times in all', () => {
  fc.assert(
    fc.property(phrase, start, channels, (text, first, requested) => {
      const cadence = parseCadence(text);
      fc.pre(cadence !== undefined);

      const { slots } = schedule(cadence, first, requested);

      const days = slots.map(({ date }) => Date.parse(date) / dayMs);
      expect(new Set(days).size).toBe(days.length);
      expect(days.length).toBeLessThanOrEqual(12);
      for (const day of days) expect(days.filter((other) => other > day - 7 && other <= day).length).toBeLessThan(4);
    }),
    { numRuns: 300 },
  );
});

test('every slot is a real date from day 1 on, in order, over a requested channel', () => {
  fc.assert(
    fc.property(phrase, start, channels, (text, first, requested) => {
      const cadence = parseCadence(text);
      fc.pre(cadence !== undefined);

      const { slots } = schedule(cadence, first, requested);

      const dates = slots.map(({ date }) => date);
      expect(dates.every((date) => isLocalDate(date) && date >= first)).toBe(true);
      expect(dates).toEqual([...dates].sort());
      expect(slots.every((slot, i) => requested.includes(slot.channel) && slot.slot === i + 1)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a phrase and its normalised form mean the same', () => {
  fc.assert(
    fc.property(fc.oneof(phrase, fc.string({ maxLength: 80 })), (text) => {
      expect(parseCadence(normalise(text).join(' '))).toEqual(parseCadence(text));
    }),
    { numRuns: 500 },
  );
});

test('whatever is typed, reading it ends', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      expect(() => parseCadence(text)).not.toThrow();
    }),
  );
});

const slotsOf = (text: string, requested: TouchChannel[], first = '2026-12-01') => {
  const cadence = parseCadence(text);
  return cadence && schedule(cadence, first, requested);
};

test('touches go round the requested channels, and a named one that was not requested is taken round too', () => {
  expect(slotsOf('weekly, max 3', ['call', 'sms'])?.slots.map(({ channel }) => channel)).toEqual([
    'sms',
    'call',
    'sms',
  ]);
  expect(slotsOf('day 1 email, day 5', ['sms'])).toMatchObject({
    slots: [{ channel: 'sms' }, { channel: 'sms' }],
    warnings: ['channel_not_enabled'],
  });
});

test.each([
  ['twenty-one days', 'a compound number word'],
  ['weekly at 6am', 'an hour in which nobody may be contacted'],
  ['weekly until 2027-02-30', 'a date that no calendar has'],
  ['days 9-3', 'a range that runs backwards'],
  ['every 0 days', 'an interval of nothing'],
  ['weekly, mornings, evenings', 'two times of day'],
  ['weekly,', 'a comma that leads nowhere'],
  ['', 'an empty phrase'],
])('"%s" is not understood: %s', (text) => {
  expect(parseCadence(text)).toBeUndefined();
});

test('a start beyond the horizon leaves no slot, and says why', () => {
  expect(slotsOf('weekly starting 2029-01-01', ['email'])).toMatchObject({
    slots: [],
    warnings: ['slot_beyond_horizon'],
  });
});

test('without weekends a Saturday moves to Monday', () => {
  expect(slotsOf('days 1, 5, no weekends', ['email'])?.slots.map(({ date }) => date)).toEqual([
    '2026-12-01',
    '2026-12-07',
  ]);
});
