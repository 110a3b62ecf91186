/** Times of a customer are read in the customer's zone, with UTC beside it. */

export type Local = { date: string; minutes: number };

const formats = new Map<string, Intl.DateTimeFormat>();

/** The date (YYYY-MM-DD) and the minutes since its beginning that clocks in a zone show at an instant. */
export function localTime(at: number, zone: string): Local {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
    }); // prettier-ignore
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    minutes: Number(parts['hour']) * 60 + Number(parts['minute']),
  };
}

export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** `2026-12-01 09:00 CST`. A date alone stays what it is: it has no time. */
export function told(at: string, zone: string): string {
  if (at.length === 10) return at;
  const { date, minutes } = localTime(Date.parse(at), zone);
  const name = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' })
    .formatToParts(Date.parse(at))
    .find(({ type }) => type === 'timeZoneName')?.value;
  return `${date} ${clockOf(minutes)} ${name ?? zone}`;
}

export const dayName = (date: string): string =>
  new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' }).format(
    Date.parse(`${date}T00:00:00Z`),
  );
