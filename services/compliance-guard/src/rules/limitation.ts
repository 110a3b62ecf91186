import { addDays } from '../places/local-time.ts';
import { dateOf, noteDay, recordedFact, todayIn, type Look } from './look.ts';

/**
 * Limitation periods of written contracts in years: shortest and longest among three independent secondary lists. Start,
 * tolling, revival and choice of law are not modelled. Not settled: no list can be relied on.
 */
type Period = { shortest: number; longest: number; isSettled: boolean };

const periods = new Map<string, Period>();
const period = (states: string, shortest: number, longest = shortest, isSettled = true) => {
  for (const state of states.split(' ')) periods.set(`US-${state}`, { shortest, longest, isSettled });
};

period('AL AZ CT GA HI ME MA MI MN NV NJ NM ND OR SD TN UT VT WA WI', 6);
period('AR FL ID NE OK VA', 5);
period('CA PA TX', 4);
period('DE DC MD MS NH NC SC', 3);
period('IL IA LA MO WV WY', 10);
period('MT', 8);
period('AK CO NY', 3, 6);
period('IN', 6, 10);
period('KS', 5, 6);
period('KY', 10, 15);
period('OH', 6, 15);
period('RI', 5, 10);
period('PR', 6, 6, false);

/** So close to the end nobody should rely on a table. */
const closeDays = 180;

export const limitationPeriods: ReadonlyMap<string, Period> = periods;

const yearsAfter = (date: string, years: number): string => {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCFullYear(Math.min(at.getUTCFullYear() + years, 9_999));
  return at.toISOString().slice(0, 10);
};

export type Limitation = { answer: 'yes' | 'no' | 'unclear'; isCertain: boolean };

/**
 * Has the time to sue run out? Counted with the shortest period of any of the customer's states, so that nobody threatens
 * to sue too late. `unclear` where no list can be relied on or less than 180 days are left; not certain either while a
 * longer list would still allow the suit.
 */
export function limitation(look: Look, debtId: string | null): Limitation | undefined {
  const said = recordedFact(look, 'timeBarred', debtId)?.value;
  if (said !== undefined) return { answer: said === 'no' || said === false ? 'no' : 'yes', isCertain: true };
  const creditorSays = byCreditor(look, debtId);
  if (creditorSays) return creditorSays;
  const spans = look.facts.jurisdictions.flatMap((state) => periods.get(state) ?? []);
  const since = defaultOf(look, debtId);
  const [zone] = look.facts.dateZones;
  if (!since || !zone || spans.length === 0) return undefined;

  const today = todayIn(zone, look);
  const first = yearsAfter(since, Math.min(...spans.map(({ shortest }) => shortest)));
  const last = yearsAfter(since, Math.max(...spans.map(({ longest }) => longest)));
  const closeFrom = addDays(first, -closeDays);
  for (const day of [closeFrom, first, last]) noteDay(look, zone, day);
  if (today >= first) return { answer: 'yes', isCertain: today >= last };
  const isUnclear = today > closeFrom || spans.some(({ isSettled }) => !isSettled);
  return { answer: isUnclear ? 'unclear' : 'no', isCertain: !isUnclear };
}

/** What the creditor said when they placed the debt, or later: that it has run out or not, or the day it does. */
function byCreditor(look: Look, id: string | null): Limitation | undefined {
  const { date, flag } = look.facts.debts.find(({ debtId }) => debtId === id)?.outOfStatute ?? {};
  const [zone] = look.facts.dateZones;
  if (flag !== undefined) return { answer: flag ? 'yes' : 'no', isCertain: true };
  if (date === undefined || !zone) return undefined;
  noteDay(look, zone, date);
  return { answer: todayIn(zone, look) >= date ? 'yes' : 'no', isCertain: true };
}

/** The day payment stopped, in the customer’s zone; what somebody wrote down outranks what recover tells. */
export function defaultOf(look: Look, id: string | null): string | null {
  const recorded = recordedFact(look, 'defaultDate', id);
  const [zone = 'UTC'] = look.facts.dateZones;
  if (recorded) return dateOf(zone, recorded.value, recorded.from);
  return look.facts.debts.find(({ debtId }) => debtId === id)?.defaultDate ?? null;
}
