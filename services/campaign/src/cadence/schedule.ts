import type { Cadence, Starting, TouchChannel } from './cadence.ts';
import { addSpan, dayNumber, localDate, weekdayOf, type DayNumber } from './local-date.ts';
import { phaseDays, touchesPerCampaignMax, touchesPerWeekMax, type PlannedDay } from './phase-days.ts';

export type CadenceWarning =
  'cadence_lowered' | 'cadence_clipped' | 'slot_beyond_horizon' | 'channel_not_enabled' | 'cadence_default_spacing';

/** One touch to be made: on which local date, over which channel. */
export type Slot = { slot: number; date: string; channel: TouchChannel };

export type Schedule = { slots: Slot[]; cap: number; ceilingApplied: boolean; warnings: CadenceWarning[] };

/** What counts against the ceilings from before: local dates on which contact was made, and how many slots are left. */
export type Before = { dates: readonly string[]; slotsMax: number };
export const nothingBefore: Before = { dates: [], slotsMax: touchesPerCampaignMax };

const rotation = ['email', 'sms', 'call'] as const;
const horizonDays = 365;

function startDay(first: DayNumber, starting: Starting | null): DayNumber {
  if (!starting) return first;
  if ('after' in starting) return addSpan(first, starting.after);
  if ('date' in starting) return Math.max(first, dayNumber(starting.date));
  return first + ((starting.weekday - weekdayOf(first) + 7) % 7);
}

/** A day on a weekend moves to the Monday after it. */
function offTheWeekend(planned: PlannedDay): PlannedDay {
  const weekday = weekdayOf(planned.day);
  return weekday > 5 ? { ...planned, day: planned.day + 8 - weekday } : planned;
}

/** At most one touch a day and three in any seven days; of a crowd the earliest stay. */
function underTheCeiling(days: readonly PlannedDay[], before: readonly DayNumber[]): PlannedDay[] {
  const kept: PlannedDay[] = [];
  for (const planned of days) {
    const recent = [...before.map((day) => ({ day })), ...kept].filter(({ day }) => day > planned.day - 7);
    if (recent.length < touchesPerWeekMax && recent.every(({ day }) => day !== planned.day)) kept.push(planned);
  }
  return kept;
}

/** Every phase after the one before it: when its span ends, or a week after its last day. */
function allDays(cadence: Cadence, start: DayNumber, warnings: Set<CadenceWarning>): PlannedDay[] {
  let from = start;
  return cadence.phases.flatMap(({ pattern, lasts }) => {
    const { days, lowered, spacingAssumed } = phaseDays(pattern, from, lasts);
    if (lowered) warnings.add('cadence_lowered');
    if (spacingAssumed) warnings.add('cadence_default_spacing');
    from = lasts ? addSpan(from, lasts) : (days.at(-1)?.day ?? from) + 7;
    return days;
  });
}

/**
 * The dates of a cadence, for a campaign whose day 1 is `firstDate`. Everything that would contact a person more than
 * the phrase or the law allows is left out, and a warning says so.
 */
export function schedule(
  cadence: Cadence,
  firstDate: string,
  channels: readonly TouchChannel[],
  before: Before = nothingBefore,
): Schedule {
  const warnings = new Set<CadenceWarning>();
  const first = dayNumber(firstDate);
  const start = startDay(first, cadence.starting);
  const end = start < first + horizonDays ? start + horizonDays : start;

  const planned = allDays(cadence, start, warnings)
    .map(cadence.weekdaysOnly ? offTheWeekend : (same) => same)
    .filter(({ day }) => cadence.until === null || day <= dayNumber(cadence.until))
    .sort((a, b) => a.day - b.day);
  const within = planned.filter(({ day }) => day < end);
  if (within.length < planned.length) warnings.add('slot_beyond_horizon');
  const allowed = underTheCeiling(within, before.dates.map(dayNumber));
  if (allowed.length < within.length) warnings.add('cadence_clipped');

  const cap = Math.min(cadence.touchesMax ?? touchesPerCampaignMax, before.slotsMax);
  const kept = allowed.slice(0, cap);
  if (kept.some(({ channel }) => channel && !channels.includes(channel))) warnings.add('channel_not_enabled');
  return {
    slots: kept.map(({ day, channel }, i) => ({
      slot: i + 1,
      date: localDate(day),
      channel: channel && channels.includes(channel) ? channel : rotated(channels, i),
    })),
    cap,
    ceilingApplied: warnings.has('cadence_lowered') || warnings.has('cadence_clipped'),
    warnings: [...warnings],
  };
}

function rotated(channels: readonly TouchChannel[], index: number): TouchChannel {
  const open = rotation.filter((channel) => channels.includes(channel));
  return open[index % open.length] ?? 'email';
}
