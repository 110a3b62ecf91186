import { legalTimeOfDay, type Cadence, type Starting, type TimeOfDay } from './cadence.ts';
import { takeNumber, takeOneOf, takeWords, type Cursor } from './cursor.ts';
import { isLocalDate } from './local-date.ts';
import { takeSpan, takeWeekday } from './parse-pattern.ts';

type Modifier = Partial<Omit<Cadence, 'phases'>>;

function takeDate(cursor: Cursor): string | undefined {
  const date = cursor.tokens[cursor.at];
  if (date === undefined || !isLocalDate(date)) return undefined;
  cursor.at++;
  return date;
}

function takeStart(cursor: Cursor): Starting | undefined {
  if (takeWords(cursor, 'tomorrow')) return { after: { count: 1, unit: 'day' } };
  if (takeWords(cursor, 'in')) {
    const after = takeSpan(cursor);
    return after && { after };
  }
  const weekday = takeWeekday(cursor);
  if (weekday !== undefined) return { weekday };
  const date = takeDate(cursor);
  return date === undefined ? undefined : { date };
}

const partsOfDay: Record<string, TimeOfDay> = {
  morning: { from: 9 * 60, to: 12 * 60 },
  afternoon: { from: 12 * 60, to: 17 * 60 },
  evening: { from: 17 * 60, to: 20 * 60 },
};

/** `at 10am` is the hour from then. An hour in which nobody may be contacted is no time of day to ask for. */
function takeHour(cursor: Cursor): TimeOfDay | undefined {
  const hour = takeNumber(cursor);
  const half = takeOneOf(cursor, ['am', 'pm']);
  if (hour === undefined || hour > 12 || !half) return undefined;
  const from = ((hour % 12) + (half === 'pm' ? 12 : 0)) * 60;
  return from < legalTimeOfDay.from || from + 60 > legalTimeOfDay.to ? undefined : { from, to: from + 60 };
}

function takeMaximum(cursor: Cursor): number | undefined {
  const touches = takeNumber(cursor);
  if (touches !== undefined) takeWords(cursor, 'times');
  return touches;
}

export function takeModifier(cursor: Cursor): Modifier | undefined {
  if (takeWords(cursor, 'starting')) {
    const starting = takeStart(cursor);
    return starting && { starting };
  }
  if (takeWords(cursor, 'until')) {
    // A payment ends every campaign anyway, so `until paid` adds nothing.
    if (takeOneOf(cursor, ['paid', 'current', 'resolved'])) return {};
    const until = takeDate(cursor);
    return until === undefined ? undefined : { until };
  }
  if (takeWords(cursor, 'up', 'to') || takeWords(cursor, 'max') || takeWords(cursor, 'at', 'most')) {
    const touchesMax = takeMaximum(cursor);
    return touchesMax === undefined ? undefined : { touchesMax };
  }
  if (takeWords(cursor, 'at')) {
    const timeOfDay = takeHour(cursor);
    return timeOfDay && { timeOfDay };
  }
  const part = takeOneOf(
    cursor,
    Object.keys(partsOfDay).flatMap((name) => [name, `${name}s`]),
  );
  const timeOfDay = part && partsOfDay[part.replace(/s$/, '')];
  if (timeOfDay) return { timeOfDay };
  if (takeWords(cursor, 'weekdays', 'only') || takeWords(cursor, 'no', 'weekends')) return { weekdaysOnly: true };
  return undefined;
}
