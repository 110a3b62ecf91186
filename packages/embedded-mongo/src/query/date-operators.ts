import { EJSON } from 'bson';
import { MongoError, notSupported } from '../mongo-error.ts';
import { type Document, typeName } from '../values/document.ts';

type Run = (args: unknown[]) => unknown;
const exactly = (count: number, run: Run) => ({ min: count, max: count, run });
const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;

const part = (operator: string, read: (date: Date) => number) =>
  exactly(1, ([value]) => {
    if (isNothing(value)) return null;
    if (!(value instanceof Date))
      throw new MongoError(16006, `can't convert from BSON type ${typeName(value)} to Date, as ${operator} needs`);
    return read(value);
  });

const unitMs: Record<string, number> = {
  millisecond: 1,
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};
const unitMonths: Record<string, number> = { month: 1, quarter: 3, year: 12 };

function unitName(unit: unknown): string {
  if (typeof unit !== 'string') throw new MongoError(5439013, 'a time unit must be a string');
  return unit;
}

/** Adds months as MongoDB does: 31 January and a month is the last of February. */
function shifted(named: unknown, sign: 1 | -1): unknown {
  const { startDate, unit, amount, timezone } = named as Document;
  if (timezone !== undefined && timezone !== 'UTC') throw notSupported('time zones in date expressions');
  if (isNothing(startDate) || isNothing(unit) || isNothing(amount)) return null;
  if (!(startDate instanceof Date))
    throw new MongoError(5166403, '$dateAdd requires startDate to be convertible to a date');
  const steps = Number(amount) * sign;
  const ms = unitMs[unitName(unit)];
  if (ms !== undefined) return new Date(startDate.getTime() + steps * ms);
  const months = unitMonths[unitName(unit)];
  if (months === undefined) throw new MongoError(9, `unknown time unit value: ${unitName(unit)}`);
  const result = new Date(startDate);
  const day = result.getUTCDate();
  result.setUTCDate(1);
  result.setUTCMonth(result.getUTCMonth() + steps * months);
  const last = new Date(Date.UTC(result.getUTCFullYear(), result.getUTCMonth() + 1, 0)).getUTCDate();
  result.setUTCDate(Math.min(day, last));
  return result;
}

const pad = (value: number, width: number) => String(value).padStart(width, '0');

const formats: Record<string, ((date: Date) => string) | undefined> = {
  Y: (date) => pad(date.getUTCFullYear(), 4),
  m: (date) => pad(date.getUTCMonth() + 1, 2),
  d: (date) => pad(date.getUTCDate(), 2),
  H: (date) => pad(date.getUTCHours(), 2),
  M: (date) => pad(date.getUTCMinutes(), 2),
  S: (date) => pad(date.getUTCSeconds(), 2),
  L: (date) => pad(date.getUTCMilliseconds(), 3),
  j: (date) => pad(dayOfYear(date), 3),
  w: (date) => String(date.getUTCDay() + 1),
  u: (date) => String(date.getUTCDay() || 7),
  z: () => '+0000',
  Z: () => '+0',
  '%': () => '%',
};

const dayOfYear = (date: Date) => Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;

function formatted(named: unknown): unknown {
  const { date, format = '%Y-%m-%dT%H:%M:%S.%LZ', timezone, onNull = null } = named as Document;
  if (timezone !== undefined && timezone !== 'UTC') throw notSupported('time zones in date expressions');
  if (isNothing(date)) return onNull;
  if (!(date instanceof Date)) throw new MongoError(16006, `can't convert from BSON type ${typeName(date)} to Date`);
  return String(format).replace(/%(.?)/g, (whole, letter: string) => {
    const write = formats[letter];
    if (!write) throw notSupported(`'${whole}' in the format of $dateToString`);
    return write(date);
  });
}

function truncated(named: unknown): unknown {
  const { date, unit, binSize = 1, timezone } = named as Document;
  if (timezone !== undefined && timezone !== 'UTC') throw notSupported('time zones in date expressions');
  if (isNothing(date) || isNothing(unit)) return null;
  if (!(date instanceof Date)) throw new MongoError(5439012, '$dateTrunc requires date to be a date');
  if (binSize !== 1) throw notSupported('$dateTrunc with a binSize');
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (unit === 'year') return new Date(Date.UTC(year, 0, 1));
  if (unit === 'quarter') return new Date(Date.UTC(year, month - (month % 3), 1));
  if (unit === 'month') return new Date(Date.UTC(year, month, 1));
  const midnight = Date.UTC(year, month, date.getUTCDate());
  if (unit === 'week') return new Date(midnight - date.getUTCDay() * 86_400_000);
  const ms = unitMs[unitName(unit)];
  if (ms === undefined) throw new MongoError(9, `unknown time unit value: ${unitName(unit)}`);
  return new Date(Math.floor(date.getTime() / ms) * ms);
}

export const dateOperators = {
  $year: part('$year', (date) => date.getUTCFullYear()),
  $month: part('$month', (date) => date.getUTCMonth() + 1),
  $dayOfYear: part('$dayOfYear', dayOfYear),
  $dayOfMonth: part('$dayOfMonth', (date) => date.getUTCDate()),
  $dayOfWeek: part('$dayOfWeek', (date) => date.getUTCDay() + 1),
  $hour: part('$hour', (date) => date.getUTCHours()),
  $minute: part('$minute', (date) => date.getUTCMinutes()),
  $second: part('$second', (date) => date.getUTCSeconds()),
  $millisecond: part('$millisecond', (date) => date.getUTCMilliseconds()),
  $toDate: exactly(1, ([value]) => {
    if (isNothing(value)) return null;
    const date = value instanceof Date ? value : new Date(typeof value === 'string' ? value : Number(value));
    if (Number.isNaN(date.getTime()))
      throw new MongoError(241, `Error parsing date string '${EJSON.stringify(value)}'`);
    return date;
  }),
  $dateAdd: {
    min: 1,
    max: 1,
    named: ['startDate', 'unit', 'amount', 'timezone'],
    run: ([named]: unknown[]) => shifted(named, 1),
  },
  $dateSubtract: {
    min: 1,
    max: 1,
    named: ['startDate', 'unit', 'amount', 'timezone'],
    run: ([named]: unknown[]) => shifted(named, -1),
  },
  $dateTrunc: {
    min: 1,
    max: 1,
    named: ['date', 'unit', 'binSize', 'timezone'],
    run: ([named]: unknown[]) => truncated(named),
  },
  $dateToString: {
    min: 1,
    max: 1,
    named: ['date', 'format', 'timezone', 'onNull'],
    run: ([named]: unknown[]) => formatted(named),
  },
};
