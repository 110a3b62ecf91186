/** Calendar questions in a named zone. Dates are `YYYY-MM-DD`; instants are milliseconds since 1970. */

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Zones change their offset on quarters of an hour only, so one look-up serves a whole quarter. */
const quarterMs = 900_000;
const offsets = new Map<string, number>();
const offsetsKept = 50_000;

function offsetMs(zone: string, at: number): number {
  const quarter = Math.floor(at / quarterMs);
  const key = `${zone}${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;

  const instant = quarter * quarterMs;
  const part: Record<string, number> = {};
  for (const { type, value } of formatFor(zone).formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) - instant;
  if (offsets.size >= offsetsKept) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

export const localDate = (zone: string, at: number): string =>
  new Date(at + offsetMs(zone, at)).toISOString().slice(0, 10);

export const localMinute = (zone: string, at: number): number => {
  const local = at + offsetMs(zone, at);
  return Math.floor((((local % dayMs) + dayMs) % dayMs) / minuteMs);
};

/** Local time with its offset, as people write it: `2025-07-01T21:30:00-07:00`. */
export function localText(zone: string, at: number): string {
  const offset = offsetMs(zone, at);
  const clock = new Date(at + offset).toISOString().slice(0, 19);
  const minutes = Math.abs(offset) / minuteMs;
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${clock}${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** The first instant at which a zone's clock shows that minute of that date, or has passed over it in spring. */
export function instantOf(zone: string, date: string, minute: number): number {
  const wall = Date.parse(`${date}T00:00:00Z`) + minute * minuteMs;
  const before = wall - offsetMs(zone, wall - dayMs);
  const after = wall - offsetMs(zone, wall + dayMs);
  const shows = (at: number) => at + offsetMs(zone, at) === wall;
  const [first, second] = before <= after ? [before, after] : [after, before];
  if (shows(first)) return first;
  return shows(second) ? second : before;
}

export const startOfDay = (zone: string, date: string): number => instantOf(zone, date, 0);

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Minutes since midnight of `HH:mm`. */
export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
