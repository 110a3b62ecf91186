import { addDays, weekdayOf } from '../places/local-time.ts';

/** The n-th such weekday of a month, counted from its end when n is negative. */
function nth(year: number, month: number, day: number, n: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const dates = Array.from({ length: new Date(Date.UTC(year, month, 0)).getUTCDate() }, (_, i) => {
    return `${year}-${two(month)}-${two(i + 1)}`;
  }).filter((date) => weekdayOf(date) === day);
  return dates.at(n > 0 ? n - 1 : n) ?? '';
}

const byYear = new Map<number, ReadonlySet<string>>();

/**
 * The legal public holidays of 5 U.S.C. 6103(a). The weekday that stands in for one on a weekend is no holiday by that
 * paragraph, and counts as a day.
 */
export function federalHolidays(year: number): ReadonlySet<string> {
  let holidays = byYear.get(year);
  if (!holidays) {
    holidays = new Set([
      `${year}-01-01`,
      nth(year, 1, 1, 3),
      nth(year, 2, 1, 3),
      nth(year, 5, 1, -1),
      `${year}-06-19`,
      `${year}-07-04`,
      nth(year, 9, 1, 1),
      nth(year, 10, 1, 2),
      `${year}-11-11`,
      nth(year, 11, 4, 4),
      `${year}-12-25`,
    ]);
    byYear.set(year, holidays);
  }
  return holidays;
}

export const isBusinessDay = (date: string): boolean =>
  weekdayOf(date) !== 0 && weekdayOf(date) !== 6 && !federalHolidays(Number(date.slice(0, 4))).has(date);

/** The date `days` business days later. */
export function addBusinessDays(date: string, days: number): string {
  let reached = date;
  for (let counted = 0; counted < days;) {
    reached = addDays(reached, 1);
    if (isBusinessDay(reached)) counted++;
  }
  return reached;
}
