/** What a cadence phrase means, before it meets a calendar. A phrase is either understood whole or not at all. */
export type Unit = 'day' | 'week' | 'month';
export type Span = { count: number; unit: Unit };
export type TouchChannel = 'sms' | 'email' | 'call';
export type ListedDay = { day: number; channel?: TouchChannel };

export type Pattern =
  /** Campaign days, 1 is the start; a list that contains 0 counts from 0. */
  | { kind: 'days'; days: ListedDay[] }
  | { kind: 'weeks'; weeks: number[] }
  | { kind: 'after'; spans: Span[] }
  /** So many times in every span, for as long as the horizon reaches. */
  | { kind: 'rate'; times: number; every: Span }
  /** So many times and no more. `apart` is null when the phrase leaves it open. */
  | { kind: 'spaced'; times: number; apart: Span | null }
  /** 1 is Monday, 7 is Sunday. */
  | { kind: 'weekdays'; weekdays: number[] }
  | { kind: 'month-days'; days: number[] };

export type Phase = { pattern: Pattern; lasts: Span | null };

export type Starting = { weekday: number } | { after: Span } | { date: string };

/** Local time of day, in minutes after midnight; `to` is exclusive. */
export type TimeOfDay = { from: number; to: number };

export type Cadence = {
  phases: Phase[];
  starting: Starting | null;
  until: string | null;
  touchesMax: number | null;
  timeOfDay: TimeOfDay;
  weekdaysOnly: boolean;
};

export const defaultTimeOfDay: TimeOfDay = { from: 10 * 60, to: 18 * 60 };

/** Local hours outside which no window may lie (`reg-f-hours`): from 08:00, before 21:00. */
export const legalTimeOfDay: TimeOfDay = { from: 8 * 60, to: 21 * 60 };
