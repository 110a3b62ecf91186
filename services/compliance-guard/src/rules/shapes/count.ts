import { addDays, localDate, startOfDay } from '../../places/local-time.ts';
import type { CountedContact, Facts } from '../facts.ts';
import type { RuleOf } from '../rule.ts';
import { pass, type Verdict } from '../verdict.ts';

const isAbout = (debtId: string) => (contact: CountedContact) =>
  contact.debtIds.length === 0 || contact.debtIds.includes(debtId);

type Reached = { debtId: string; zone: string; count: number; freeOn: string; freeAt: number };

/**
 * Whole local dates: reached when `max` counted contacts lie on the last `days` dates, today included, and free again
 * `days` after the date of the max-th last one. Contacts of tomorrow, by the clock of another replica, count too.
 */
export function judgeCount({ shape }: RuleOf<'count'>, { asked, contacts, dateZones }: Facts): Verdict {
  const counted = contacts.filter(
    ({ counts, channel, themeClass }) =>
      counts && shape.counted.includes(channel) && (themeClass === 'collection' || themeClass === 'notice'),
  );
  const reached: Reached[] = [];
  for (const zone of dateZones) {
    const first = addDays(asked.date ?? localDate(zone, asked.at), 1 - shape.days);
    for (const debtId of asked.debtIds) {
      const dates = counted
        .filter(isAbout(debtId))
        .map(({ at }) => localDate(zone, at))
        .filter((date) => date >= first)
        .toSorted();
      const oldest = dates.at(-shape.max);
      if (dates.length < shape.max || !oldest) continue;
      const freeOn = addDays(oldest, shape.days);
      reached.push({ debtId, zone, count: dates.length, freeOn, freeAt: startOfDay(zone, freeOn) });
    }
  }
  const last = reached.toSorted((a, b) => a.freeAt - b.freeAt).at(-1);
  if (!last) return pass(`fewer than ${shape.max} in ${shape.days} days for every debt`);

  const windowEnd = asked.date ?? localDate(last.zone, asked.at);
  return {
    outcome: 'against',
    detail: `${last.count} counted contacts about debt ${last.debtId} in ${shape.days} days; free again on ${last.freeOn}.`,
    debtIds: [...new Set(reached.map(({ debtId }) => debtId))].toSorted(),
    isAboutContact: false,
    evidence: {
      max: shape.max,
      days: shape.days,
      count: last.count,
      windowStart: addDays(windowEnd, 1 - shape.days),
      windowEnd,
    },
    freeAt: last.freeAt,
  };
}
