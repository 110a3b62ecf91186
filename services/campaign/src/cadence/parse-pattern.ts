import type { ListedDay, Pattern, Span, TouchChannel, Unit } from './cadence.ts';
import { attempt, takeList, takeNumber, takeOneOf, takeWords, type Cursor } from './cursor.ts';

const units: Record<string, Unit> = {
  day: 'day',
  days: 'day',
  week: 'week',
  weeks: 'week',
  month: 'month',
  months: 'month',
};

export const unitWords: readonly string[] = Object.keys(units);

function takeUnit(cursor: Cursor): Unit | undefined {
  const word = takeOneOf(cursor, unitWords);
  return word === undefined ? undefined : units[word];
}

export const takeSpan = (cursor: Cursor, lowest = 1): Span | undefined =>
  attempt(cursor, () => {
    const count = takeNumber(cursor, lowest);
    const unit = takeUnit(cursor);
    return count !== undefined && unit ? { count, unit } : undefined;
  });

/** `week`, or `2 weeks`. */
const takePeriod = (cursor: Cursor): Span | undefined => {
  const unit = takeUnit(cursor);
  return unit ? { count: 1, unit } : takeSpan(cursor);
};

export const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** 1 is Monday. */
export function takeWeekday(cursor: Cursor): number | undefined {
  const word = takeOneOf(
    cursor,
    weekdayNames.flatMap((name) => [name, `${name}s`]),
  );
  return word === undefined ? undefined : weekdayNames.indexOf(word.replace(/s$/, '')) + 1;
}

const channelWords: Record<string, TouchChannel> = { sms: 'sms', text: 'sms', email: 'email', call: 'call' };

/** `5`, `1-5`, `3 to 6`, each with a channel when it names one. A range that runs backwards is not understood. */
function takeDays(cursor: Cursor): ListedDay[] | undefined {
  takeWords(cursor, 'day');
  const from = takeNumber(cursor, 0);
  if (from === undefined) return undefined;
  const to = takeOneOf(cursor, ['-', 'to']) ? takeNumber(cursor, 0) : from;
  if (to === undefined || to < from) return undefined;
  const word = takeOneOf(cursor, Object.keys(channelWords));
  const channel = word && channelWords[word];
  return Array.from({ length: to - from + 1 }, (_, i) => ({ day: from + i, ...(channel && { channel }) }));
}

function dayList(cursor: Cursor): Pattern | undefined {
  if (!takeOneOf(cursor, ['day', 'days'])) return undefined;
  const days = takeList(cursor, takeDays)?.flat();
  return days && { kind: 'days', days };
}

function weekList(cursor: Cursor): Pattern | undefined {
  if (!takeWords(cursor, 'week')) return undefined;
  const weeks = takeList(cursor, () => {
    takeWords(cursor, 'week');
    return takeNumber(cursor, 0);
  });
  return weeks && { kind: 'weeks', weeks };
}

function offsetList(cursor: Cursor): Pattern | undefined {
  if (!takeWords(cursor, 'after')) return undefined;
  const spans = takeList(cursor, () => takeSpan(cursor, 0));
  return spans && { kind: 'after', spans };
}

function tList(cursor: Cursor): Pattern | undefined {
  const spans = takeList(cursor, (): Span | undefined => {
    const [, days] = /^t\+(\d{1,4})$/.exec(cursor.tokens[cursor.at] ?? '') ?? [];
    if (days === undefined) return undefined;
    cursor.at++;
    return { count: Number(days), unit: 'day' };
  });
  return spans && { kind: 'after', spans };
}

function interval(cursor: Cursor): Pattern | undefined {
  const every = takeWords(cursor, 'every') ? takePeriod(cursor) : undefined;
  return every && { kind: 'rate', times: 1, every };
}

function rate(cursor: Cursor): Pattern | undefined {
  const times = takeNumber(cursor);
  if (times === undefined || !takeWords(cursor, 'times')) return undefined;
  const every = takeOneOf(cursor, ['per', 'a', 'each', 'every']) ? takePeriod(cursor) : undefined;
  return every && { kind: 'rate', times, every };
}

function spaced(cursor: Cursor): Pattern | undefined {
  const times = takeNumber(cursor);
  if (times === undefined || !takeWords(cursor, 'times')) return undefined;
  takeWords(cursor, ',');
  takeWords(cursor, 'a');
  const apart = takePeriod(cursor);
  return apart && takeWords(cursor, 'apart') ? { kind: 'spaced', times, apart } : undefined;
}

function weekdays(cursor: Cursor): Pattern | undefined {
  takeOneOf(cursor, ['on', 'every', 'each']);
  const named = takeList(cursor, takeWeekday);
  return named && { kind: 'weekdays', weekdays: named };
}

function workingDays(cursor: Cursor): Pattern | undefined {
  takeWords(cursor, 'every');
  return takeOneOf(cursor, ['weekday', 'weekdays']) && { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5] };
}

function monthDays(cursor: Cursor): Pattern | undefined {
  takeWords(cursor, 'on');
  if (!takeWords(cursor, 'the')) return undefined;
  const days = takeList(cursor, () => takeNumber(cursor));
  if (!days || days.some((day) => day > 31)) return undefined;
  if (!takeWords(cursor, 'of', 'each', 'month')) takeWords(cursor, 'of', 'every', 'month');
  return { kind: 'month-days', days };
}

function count(cursor: Cursor): Pattern | undefined {
  const times = takeNumber(cursor);
  return times !== undefined && takeWords(cursor, 'times') ? { kind: 'spaced', times, apart: null } : undefined;
}

/** In this order: a longer reading of the same first words comes before the shorter one. */
const patterns = [
  dayList,
  weekList,
  offsetList,
  tList,
  interval,
  spaced,
  rate,
  weekdays,
  workingDays,
  monthDays,
  count,
];

export function takePattern(cursor: Cursor): Pattern | undefined {
  for (const pattern of patterns) {
    const found = attempt(cursor, pattern);
    if (found) return found;
  }
  return undefined;
}
