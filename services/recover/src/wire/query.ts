import { requestInvalid } from './read-wire.ts';

/** `true` or `false` in any letter case: a typo must not silently flip a flag. */
export function queryFlag(name: string, value: unknown, whenMissing = false): boolean {
  if (value === undefined) return whenMissing;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  if (text !== 'true' && text !== 'false') throw requestInvalid(`${name} must be true or false.`);
  return text === 'true';
}

export function queryText(name: string, value: unknown, lengthMax: number): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && [...value].length <= lengthMax) return value;
  throw requestInvalid(`${name} must be given once, with at most ${lengthMax} characters.`);
}

export type TimeWindow = { from?: Date; until?: Date };

const lastMs = Date.UTC(9999, 11, 31);

function queryInstant(name: string, value: unknown): Date | undefined {
  if (value === undefined) return undefined;
  const ms = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : NaN;
  if (!(ms <= lastMs)) throw requestInvalid(`${name} must be a number of milliseconds since 1970.`);
  return new Date(ms);
}

/** `startTime` inclusive, `endTime` exclusive: windows can be laid side by side without a gap or a repeat. */
export function queryWindow(query: Record<string, unknown>): TimeWindow {
  const from = queryInstant('startTime', query['startTime']);
  const until = queryInstant('endTime', query['endTime']);
  if (from && until && from >= until) throw requestInvalid('startTime must be before endTime.');
  return { ...(from && { from }), ...(until && { until }) };
}

/** The window as a filter on the time of creation. */
export const createdWithin = ({ from, until }: TimeWindow): Record<string, unknown> =>
  from || until ? { timeCreated: { ...(from && { $gte: from }), ...(until && { $lt: until }) } } : {};

/** Which part of a list is wanted. */
export type Extent = { count: number; offset: number };

const countMax = 100;

function queryCount(name: string, value: unknown, least: number): number | undefined {
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : NaN;
  if (!(number >= least)) throw requestInvalid(`${name} must be a whole number of at least ${least}.`);
  return number;
}

/** Nobody gets more than 100 at once, however many they ask for. */
export const queryExtent = (query: Record<string, unknown>): Extent => ({
  count: Math.min(queryCount('count', query['count'], 1) ?? countMax, countMax),
  offset: queryCount('offset', query['offset'], 0) ?? 0,
});
