import { z } from 'zod';
import { dayMs, instantOf, localDate } from '../places/local-time.ts';
import { endOfDay } from '../rules/next-allowed.ts';
import { invalid } from './wire-refused.ts';

export type AskedMoment = { at: Date; date: string | null; isPast: boolean };

const aheadMs = 90 * dayMs;
const backMs = 3 * 366 * dayMs;
/** A question about now takes a moment to arrive; only what lies further back is a question about the past. */
const justNowMs = 60_000;

/** A day of the calendar: Date.parse makes the first of March of a thirtieth of February. */
const isDay = (text: string): boolean => z.iso.date().safeParse(text).success;
const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/;

function instantFrom(text: string): number {
  if (!dateTime.test(text) || !isDay(text.slice(0, 10))) return NaN;
  return Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`);
}

type Input = { startAt?: string | undefined; checkAtCompanyNoon: boolean };

/** Which moment is asked about: now, an instant, a day at the customer's place, or noon of today at the company's. */
export function askedMoment(input: Input, now: Date, companyZone: string, customerZone: string): AskedMoment {
  const { startAt, checkAtCompanyNoon } = input;
  if (startAt === undefined) {
    if (!checkAtCompanyNoon) return { at: now, date: null, isPast: false };
    const noon = instantOf(companyZone, localDate(companyZone, now.getTime()), 12 * 60);
    return { at: new Date(noon), date: null, isPast: false };
  }
  if (checkAtCompanyNoon) throw invalid('oneClock', 'startAt', 'send startAt or checkAtCompanyNoon, not both');

  const date = isDay(startAt) ? startAt : null;
  const at = date ? endOfDay(customerZone, date) : instantFrom(startAt);
  if (Number.isNaN(at)) throw invalid('invalidField', 'startAt', 'startAt is a date or a date-time');
  const away = at - now.getTime();
  if (away > aheadMs + (date ? dayMs : 0) || away < -backMs)
    throw invalid('startAtOutOfRange', 'startAt', 'startAt lies at most 90 days ahead and 3 years back');
  return { at: new Date(at), date, isPast: away < -justNowMs };
}
