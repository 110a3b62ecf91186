import { addDays, instantOf, localDate, localMinute, localText, minuteOf, weekdayOf } from '../../places/local-time.ts';
import { known } from '../condition.ts';
import type { FactValue } from '../facts.ts';
import type { Look } from '../look.ts';
import type { RuleOf } from '../rule.ts';
import { pass, type Verdict } from '../verdict.ts';

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** One stated time: `17:00-19:00` every day, or `mon,wed 17:00-19:00`; past midnight where it ends before it begins. */
export const statedTime = /^(?:((?:sun|mon|tue|wed|thu|fri|sat)(?:,(?:sun|mon|tue|wed|thu|fri|sat))*) )?([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/; // prettier-ignore

type Window = { days: readonly number[]; from: number; until: number; text: string };

function windowsOf(value: FactValue): Window[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly string[]).flatMap((text) => {
    const [, days, ...clock] = statedTime.exec(text) ?? [];
    if (clock.length === 0) return [];
    const [from, until] = [`${clock[0]}:${clock[1]}`, `${clock[2]}:${clock[3]}`].map(minuteOf) as [number, number];
    return [
      { days: days ? days.split(',').map((day) => dayNames.indexOf(day)) : [0, 1, 2, 3, 4, 5, 6], from, until, text },
    ];
  });
}

/** When the window that stands open now closes again; null while it is not open. */
function endOf({ days, from, until }: Window, zone: string, at: number): number | null {
  const today = localDate(zone, at);
  const minute = localMinute(zone, at);
  const overnight = from >= until;
  const beganToday = days.includes(weekdayOf(today)) && minute >= from && (overnight || minute < until);
  if (beganToday) return instantOf(zone, overnight ? addDays(today, 1) : today, until);
  const beganYesterday = overnight && minute < until && days.includes(weekdayOf(addDays(today, -1)));
  return beganYesterday ? instantOf(zone, today, until) : null;
}

const roundsMax = 50;

function firstOutside(windows: readonly Window[], zones: readonly string[], at: number): number | null {
  let candidate = at;
  for (let round = 0; round < roundsMax; round++) {
    const ends = windows.flatMap((window) => zones.flatMap((zone) => endOf(window, zone, candidate) ?? []));
    if (ends.length === 0) return candidate;
    candidate = Math.max(...ends);
  }
  return null;
}

/** Not while it is, anywhere the customer may be, a time that the customer named. */
export function judgeStatedTimes({ shape }: RuleOf<'stated-times'>, look: Look): Verdict {
  const { asked, zones } = look.facts;
  if (asked.date) return { outcome: 'notApplicable', detail: 'no time of day was asked about' };
  const stated = known(shape.fact, look, null);
  const windows = stated ? windowsOf(stated.value) : [];
  const inside = windows.flatMap((window) =>
    zones.flatMap((zone) => (endOf(window, zone, asked.at) === null ? [] : [{ window, zone }])),
  );
  const [first] = inside;
  if (!first) return pass('not in a time that the customer named');
  return {
    outcome: 'against',
    detail: 'The customer named this time as inconvenient.',
    debtIds: [],
    isAboutContact: true,
    evidence: { stated: first.window.text, localTime: localText(first.zone, asked.at), zone: first.zone },
    freeAt: firstOutside(windows, zones, asked.at),
  };
}
