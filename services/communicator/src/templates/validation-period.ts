import { DateTime } from 'luxon';

const ordinal = (year: number, month: number, weekday: number, nth: number): DateTime => {
  const first = DateTime.utc(year, month, 1);
  return first.plus({ days: ((weekday - first.weekday + 7) % 7) + 7 * (nth - 1) });
};

/** Federal holidays of 5 USC 6103(a). One that falls on a weekend needs no substitute here: both days are left out anyway. */
function holidaysOf(year: number): DateTime[] {
  const lastMondayOfMay = DateTime.utc(year, 5, 31).minus({ days: (DateTime.utc(year, 5, 31).weekday + 6) % 7 });
  return [
    DateTime.utc(year, 1, 1),
    ordinal(year, 1, 1, 3),
    ordinal(year, 2, 1, 3),
    lastMondayOfMay,
    DateTime.utc(year, 6, 19),
    DateTime.utc(year, 7, 4),
    ordinal(year, 9, 1, 1),
    ordinal(year, 10, 1, 2),
    DateTime.utc(year, 11, 11),
    ordinal(year, 11, 4, 4),
    DateTime.utc(year, 12, 25),
  ];
}

/** By year, the holidays as milliseconds of their midnight in UTC: working them out costs more than writing a message. */
const byYear = new Map<number, ReadonlySet<number>>();

function isFederalHoliday(day: DateTime): boolean {
  const holidays = byYear.get(day.year) ?? new Set(holidaysOf(day.year).map((holiday) => holiday.toMillis()));
  byYear.set(day.year, holidays);
  return holidays.has(day.toMillis());
}

/**
 * The last day to dispute: 30 days after a notice sent on that local day may be taken as received, which is the fifth
 * day without Saturdays, Sundays and federal holidays (12 CFR 1006.34(b)(5)).
 */
export function validationPeriodEnd(sentAt: Date, timeZone: string): DateTime {
  const sent = DateTime.fromJSDate(sentAt, { zone: timeZone });
  let day = DateTime.utc(sent.year, sent.month, sent.day);
  for (let counted = 0; counted < 5;) {
    day = day.plus({ days: 1 });
    if (day.weekday < 6 && !isFederalHoliday(day)) counted++;
  }
  return day.plus({ days: 30 });
}
