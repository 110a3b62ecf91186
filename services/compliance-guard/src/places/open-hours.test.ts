import fc from 'fast-check';
import { DateTime } from 'luxon';
import { zonesOfNumber } from './area-codes.ts';
import { dayMs, minuteMs } from './local-time.ts';
import { isOpenIn, nextOpen } from './open-hours.ts';
import { placeOf } from './place.ts';

const daytime = { open: '08:00', close: '21:00' };
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const zonesAt = (state: string, zipcode: string, ...numbers: string[]): string[] => [
  ...placeOf({ state, zipcode, countryCode: 'US' }).zones,
  ...numbers.flatMap((number) => zonesOfNumber(number)),
];

/** The time and zone part of the worked cases of compliance-rules 10: an equal answer means the moment is open. */
test.each([
  ['1', zonesAt('NY', '12207', '+15185550100'), '2026-12-01T15:00:00Z', '2026-12-01T15:00:00Z'],
  ['2', zonesAt('NY', '12207'), '2026-12-01T12:59:59Z', '2026-12-01T13:00:00Z'],
  ['3', zonesAt('NY', '12207'), '2026-12-02T02:00:00Z', '2026-12-02T13:00:00Z'],
  ['4', zonesAt('NY', '12207'), '2026-12-02T01:59:59Z', '2026-12-02T01:59:59Z'],
  ['5', zonesAt('CA', '90012', '+12125550100'), '2026-12-01T15:30:00Z', '2026-12-01T16:00:00Z'],
  ['6', zonesAt('CA', '90012', '+12125550100'), '2026-12-02T02:30:00Z', '2026-12-02T16:00:00Z'],
  ['7', zonesAt('HI', '96813', '+16175550100'), '2026-12-01T17:00:00Z', '2026-12-01T18:00:00Z'],
  ['8', zonesAt('HI', '96813', '+16175550100'), '2027-07-01T17:30:00Z', '2027-07-01T18:00:00Z'],
  ['9', zonesAt('NY', '12207'), '2027-03-13T12:30:00Z', '2027-03-13T13:00:00Z'],
  ['10', zonesAt('NY', '12207'), '2027-03-14T12:30:00Z', '2027-03-14T12:30:00Z'],
  ['11', zonesAt('NY', '12207'), '2026-10-31T12:30:00Z', '2026-10-31T12:30:00Z'],
  ['12', zonesAt('NY', '12207'), '2026-11-01T12:30:00Z', '2026-11-01T13:00:00Z'],
  ['13', zonesAt('AZ', '85001'), '2027-03-14T14:30:00Z', '2027-03-14T15:00:00Z'],
  ['14', zonesAt('AZ', '86515'), '2027-07-01T14:30:00Z', '2027-07-01T14:30:00Z'],
  ['15', zonesAt('AZ', '86599'), '2027-07-01T14:30:00Z', '2027-07-01T15:00:00Z'],
  ['16', zonesAt('FL', ''), '2026-12-01T13:30:00Z', '2026-12-01T14:00:00Z'],
  ['17', zonesAt('NY', '12207', '+16715550100'), '2026-12-01T15:00:00Z', '2026-12-01T22:00:00Z'],
  ['61', zonesAt('GU', '96910', '+16715550100'), '2026-12-02T00:00:00Z', '2026-12-02T00:00:00Z'],
])('worked case %s', (_number, zones, asked, expected) => {
  expect(iso(nextOpen(zones, Date.parse(asked), daytime))).toBe(iso(Date.parse(expected)));
});

test.each([
  ['the clock goes over the opening: open at the change', '02:30', '2027-03-14T06:30:00Z', '2027-03-14T07:00:00Z'],
  ['the clock goes over all hours of the night: open the night after', '02:10', '2027-03-14T06:30:00Z', '2027-03-15T06:10:00Z', '02:50'],
  ['the clock is set back before the opening: open a second time', '01:30', '2026-11-01T06:10:00Z', '2026-11-01T06:30:00Z'],
  ['the clock is set back into the hours: still open', '00:30', '2026-11-01T06:10:00Z', '2026-11-01T06:10:00Z'],
  ['a leap day is a day', '08:00', '2028-02-29T02:30:00Z', '2028-02-29T13:00:00Z'],
  ['so is the first of a year', '08:00', '2027-01-01T02:30:00Z', '2027-01-01T13:00:00Z'],
])('%s', (_what, open, asked, expected, close = '21:00') => {
  expect(iso(nextOpen(['America/New_York'], Date.parse(asked), { open, close }))).toBe(iso(Date.parse(expected)));
}); // prettier-ignore

test('hours that never meet are never open', () => {
  expect(nextOpen(['Pacific/Guam', 'America/Puerto_Rico'], Date.UTC(2026, 0), { open: '08:00', close: '18:00' })).toBe(null);
}); // prettier-ignore

test('hours over midnight are open on both sides of it', () => {
  const night = { open: '21:00', close: '08:00' };

  expect(isOpenIn('America/New_York', Date.parse('2026-01-01T03:00:00-05:00'), night)).toBe(true);
  expect(isOpenIn('America/New_York', Date.parse('2026-01-01T08:00:00-05:00'), night)).toBe(false);
  expect(nextOpen(['America/New_York'], Date.parse('2026-01-01T08:00:00-05:00'), night)).toBe(
    Date.parse('2026-01-01T21:00:00-05:00'),
  );
});

test('on a weekday without hours everything is open, from midnight on', () => {
  const hours = { open: '17:00', close: '08:00', weekdays: [5] };

  expect(isOpenIn('America/New_York', Date.parse('2026-01-01T12:00:00-05:00'), hours)).toBe(true);
  expect(isOpenIn('America/New_York', Date.parse('2026-01-02T12:00:00-05:00'), hours)).toBe(false);
  expect(
    nextOpen(['America/New_York'], Date.parse('2026-01-02T12:00:00-05:00'), {
      open: '06:00',
      close: '07:00',
      weekdays: [5],
    }),
  ).toBe(Date.parse('2026-01-03T00:00:00-05:00'));
});

const zones = fc.uniqueArray(
  fc.constantFrom(
    'America/New_York', 'America/Chicago', 'America/Phoenix', 'America/Los_Angeles', 'America/Anchorage', 'America/Adak',
    'Pacific/Honolulu', 'America/Puerto_Rico', 'Pacific/Guam', 'Pacific/Pago_Pago', 'America/St_Johns',
  ),
  { minLength: 1, maxLength: 4 },
); // prettier-ignore

/** Any time, and often the days around a change of the clock. */
const instant = fc.oneof(
  fc.integer({ min: Date.UTC(2023, 0), max: Date.UTC(2030, 0) }),
  fc
    .tuple(fc.constantFrom('2026-03-08', '2026-11-01', '2027-03-14', '2027-11-07'), fc.integer({ min: -dayMs, max: dayMs }))
    .map(([date, away]) => Date.parse(date) + away),
); // prettier-ignore

const hours = fc
  .tuple(fc.integer({ min: 0, max: 1_380 }), fc.integer({ min: 1, max: 1_439 }))
  .map(([open, long]) => [open, Math.min(open + long, 1_439)].map((m) => new Date(m * minuteMs).toISOString().slice(11, 16)))
  .map(([open = '', close = '']) => ({ open, close })); // prettier-ignore

test('the next opening is open on luxon’s clocks, and no whole minute before it is', () => {
  fc.assert(
    fc.property(zones, instant, hours, (names, at, { open, close }) => {
      const isOpen = (time: number): boolean =>
        names.every((name) => {
          const clock = DateTime.fromMillis(time, { zone: name }).toFormat('HH:mm');
          return clock >= open && clock < close;
        });
      const next = nextOpen(names, at, { open, close });
      const end = Math.min(next ?? Infinity, at + 3 * dayMs);
      const minutes = Array.from({ length: 3 * 24 * 60 }, (_, i) => (Math.ceil(at / minuteMs) + i) * minuteMs);
      const before = [at, ...minutes.filter((_, i) => i % 7 === 0), end - 1].filter((time) => time >= at && time < end);

      expect(next === null || isOpen(next)).toBe(true);
      expect(before.filter(isOpen)).toEqual([]);
    }),
    { numRuns: 250 },
  );
}); // prettier-ignore
