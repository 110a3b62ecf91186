import fc from 'fast-check';
import { DateTime } from 'luxon';
import { addDays, dayMs, instantOf, localDate, localMinute, localText, minuteMs, startOfDay } from './local-time.ts';

const zones = [
  'America/New_York', 'America/Chicago', 'America/Denver', 'America/Boise', 'America/Phoenix', 'America/Los_Angeles',
  'America/Anchorage', 'America/Adak', 'America/Detroit', 'America/Menominee', 'America/Indiana/Indianapolis',
  'America/Puerto_Rico', 'America/St_Johns', 'Pacific/Honolulu', 'Pacific/Guam', 'Pacific/Pago_Pago', 'Asia/Kolkata',
  'Australia/Lord_Howe',
]; // prettier-ignore
const zone = fc.constantFrom(...zones);
const instant = fc.integer({ min: Date.UTC(2007, 0), max: Date.UTC(2040, 0) });
const iso = (at: number): string => new Date(at).toISOString();

test('date, time and offset are those of luxon, in every zone and at every instant', () => {
  fc.assert(
    fc.property(zone, instant, (name, at) => {
      const expected = DateTime.fromMillis(at, { zone: name });

      expect(localDate(name, at)).toBe(expected.toISODate());
      expect(localMinute(name, at)).toBe(expected.hour * 60 + expected.minute);
      expect(localText(name, at)).toBe(expected.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ"));
    }),
    { numRuns: 2_000 },
  );
});

test('so they are in the milliseconds around every change of the clock', () => {
  const text = (name: string, at: number) =>
    DateTime.fromMillis(at, { zone: name }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
  const offset = (name: string, at: number) => DateTime.fromMillis(at, { zone: name }).offset;
  const halfHours = Array.from({ length: 49 }, (_, i) => i * 30 * minuteMs);
  let changes = 0;
  for (const name of zones)
    for (let day = Date.UTC(2026, 0); day < Date.UTC(2028, 0); day += dayMs) {
      if (offset(name, day) === offset(name, day + dayMs)) continue;
      changes += 1;
      for (const at of halfHours.flatMap((into) => [day + into - 1, day + into]))
        expect(localText(name, at)).toBe(text(name, at));
    }
  expect(changes).toBe(4 * 12);
});

test.each([
  ['a time that spring skips is the change itself', 'America/New_York', '2027-03-14', 150, '2027-03-14T07:00:00.000Z'],
  ['the change itself', 'America/New_York', '2027-03-14', 120, '2027-03-14T07:00:00.000Z'],
  ['the first time after it', 'America/New_York', '2027-03-14', 180, '2027-03-14T07:00:00.000Z'],
  ['a time that comes twice is the first of them', 'America/New_York', '2026-11-01', 90, '2026-11-01T05:30:00.000Z'],
  ['no change in Arizona', 'America/Phoenix', '2027-03-14', 150, '2027-03-14T09:30:00.000Z'],
  ['half an hour skipped', 'Australia/Lord_Howe', '2026-10-04', 135, '2026-10-03T15:30:00.000Z'],
  ['a leap day', 'Pacific/Honolulu', '2028-02-29', 480, '2028-02-29T18:00:00.000Z'],
  ['the end of a year', 'Pacific/Guam', '2027-01-01', 0, '2026-12-31T14:00:00.000Z'],
])('%s', (_what, name, date, minute, expected) => {
  expect(iso(instantOf(name, date, minute))).toBe(expected);
});

test('an instant is the first whose clock has reached the minute of the date', () => {
  fc.assert(
    fc.property(zone, fc.integer({ min: 0, max: 7_000 }), fc.integer({ min: 0, max: 1_439 }), (name, days, minute) => {
      const date = addDays('2015-01-01', days);
      const at = instantOf(name, date, minute);
      const wall = (time: number) => Date.parse(`${DateTime.fromMillis(time, { zone: name }).toFormat("yyyy-MM-dd'T'HH:mm")}Z`);
      const asked = Date.parse(`${date}T00:00Z`) + minute * minuteMs;

      expect(wall(at)).toBeGreaterThanOrEqual(asked);
      expect(wall(at - 1)).toBeLessThan(asked);
    }),
    { numRuns: 1_000 },
  );
}); // prettier-ignore

test('a day begins at midnight on the clock, in every zone and on every date', () => {
  fc.assert(
    fc.property(zone, fc.integer({ min: 0, max: 4_000 }), (name, days) => {
      const date = addDays('2020-01-01', days);
      const midnight = startOfDay(name, date);

      expect([localDate(name, midnight), localMinute(name, midnight)]).toEqual([date, 0]);
      expect(localDate(name, midnight - 1)).toBe(addDays(date, -1));
    }),
  );
});

test('days are added over leap days and ends of years', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  expect(Date.parse(addDays('2026-11-21', 60)) - Date.parse('2026-11-21')).toBe(60 * dayMs);
});

test('no date lies behind the last one, or before the first, that has four digits of a year', () => {
  const last = Date.parse('9999-12-31T23:59:59Z');

  expect([addDays('9999-12-31', 1), addDays('0001-01-01', -1)]).toEqual(['9999-12-31', '0001-01-01']);
  expect(localDate('Pacific/Guam', last)).toBe('9999-12-31');
  expect(iso(startOfDay('America/New_York', addDays('9999-12-31', 1)))).toBe('9999-12-31T05:00:00.000Z');
});

/** One name stands for a zone's relatives in our tables: their clocks must agree as far back as anybody may ask. */
test.each([
  ['America/New_York', 'America/Kentucky/Louisville'],
  ['America/New_York', 'America/Kentucky/Monticello'],
  ['America/New_York', 'America/Detroit'],
  ['America/New_York', 'America/Toronto'],
  ['America/Indiana/Indianapolis', 'America/Indiana/Marengo'],
  ['America/Indiana/Indianapolis', 'America/Indiana/Petersburg'],
  ['America/Indiana/Indianapolis', 'America/Indiana/Vevay'],
  ['America/Indiana/Indianapolis', 'America/Indiana/Vincennes'],
  ['America/Indiana/Indianapolis', 'America/Indiana/Winamac'],
  ['America/Chicago', 'America/Indiana/Knox'],
  ['America/Chicago', 'America/Indiana/Tell_City'],
  ['America/Chicago', 'America/Menominee'],
  ['America/Chicago', 'America/North_Dakota/Beulah'],
  ['America/Chicago', 'America/North_Dakota/Center'],
  ['America/Chicago', 'America/North_Dakota/New_Salem'],
  ['America/Denver', 'America/Boise'],
  ['America/Anchorage', 'America/Juneau'],
  ['America/Anchorage', 'America/Sitka'],
  ['America/Anchorage', 'America/Nome'],
  ['America/Anchorage', 'America/Yakutat'],
])('%s and %s have shown the same time since 2022', (name, other) => {
  const halfDays = Array.from({ length: 8 * 730 }, (_, i) => Date.UTC(2022, 0) + (i * dayMs) / 2);
  expect(halfDays.filter((at) => localText(name, at) !== localText(other, at)).map(iso)).toEqual([]);
});
