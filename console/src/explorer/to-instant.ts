import { localTime } from '../parts/time.ts';

/** The instant at which clocks in a zone show `2026-12-01T09:30`. Of an hour that comes twice the first; one that is left out is moved on. */
export function toInstant(moment: string, zone: string): string {
  const wanted = Date.parse(`${moment}:00Z`);
  const shown = (at: number): number => {
    const { date, minutes } = localTime(at, zone);
    return Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
  };
  const first = wanted - (shown(wanted) - wanted);
  const second = first - (shown(first) - wanted);
  return new Date(
    shown(second) === wanted ? Math.min(second, shown(first) === wanted ? first : second) : first,
  ).toISOString();
}
