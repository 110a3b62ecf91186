import { contains, type County, type Point } from './county-shapes.ts';
import type { SplitState } from './split-states.ts';
import type { ZipPlace } from './zip-points.ts';

const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);
export const names = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim().replaceAll(/\s+/g, ' '))
    .filter(Boolean);

/** Zones of every county of the state, by the last three digits of its number. */
export function zonesByCounty(split: SplitState, counties: readonly County[]): Map<string, string[]> {
  const [other, both] = [names(split.counties.other), names(split.counties.both)];
  const unknown = [...other, ...both].filter((name) => !counties.some((county) => county.name === name));
  if (unknown.length > 0) throw new Error(`${split.state} has no county ${unknown.join(', ')}`);
  return new Map(
    counties.map(({ fips, name }) => [
      fips.slice(2),
      both.includes(name) ? [split.main, split.other] : [other.includes(name) ? split.other : split.main],
    ]),
  );
}

const stepDegrees = 0.03;
/** A ZIP whose middle is nearly as near as the nearest one may cover the same ground. */
const nearly = 1.2;
const cell = 0.5;

function nearestBy(middles: readonly (readonly [zip: string, point: Point])[]): (point: Point) => string[] {
  const key = (x: number, y: number): string => `${Math.floor(x / cell)},${Math.floor(y / cell)}`;
  const cells = new Map<string, (readonly [string, Point])[]>();
  for (const middle of middles) {
    const at = key(...middle[1]);
    cells.set(at, [...(cells.get(at) ?? []), middle]);
  }
  return ([x, y]) => {
    const near = [-1, 0, 1]
      .flatMap((dx) => [-1, 0, 1].flatMap((dy) => cells.get(key(x + dx * cell, y + dy * cell)) ?? []))
      .map(([zip, [zx, zy]]) => ({ zip, far: Math.hypot((zx - x) * Math.cos((y * Math.PI) / 180), zy - y) }));
    const nearest = Math.min(...near.map(({ far }) => far));
    return near.filter(({ far }) => far <= nearest * nearly).map(({ zip }) => zip);
  };
}

/**
 * Zones of every ZIP of a split state: those of its county, and of each county whose ground lies nearest to its middle,
 * because a ZIP follows the roads of its post office and not the line of a county.
 */
export function zonesByZip(
  split: SplitState,
  counties: readonly County[],
  places: readonly ZipPlace[],
  middles: ReadonlyMap<string, Point>,
): Map<string, Set<string>> {
  const byCounty = zonesByCounty(split, counties);
  const own = places.filter(({ state }) => state === split.state);
  const zones = new Map(own.map(({ zip, county }) => [zip, new Set(byCounty.get(county))]));
  const nearest = nearestBy([...middles]);
  const isCutByCounties = split.counties.other !== '';
  for (const county of isCutByCounties ? counties : []) {
    const lies = byCounty.get(county.fips.slice(2)) ?? [];
    const [zone] = lies;
    if (!zone || lies.length > 1) continue;
    for (const point of gridOf(county)) for (const zip of nearest(point)) zones.get(zip)?.add(zone);
  }
  for (const [zip, lies] of zones) if (lies.size === 0) zones.set(zip, new Set([split.main, split.other]));
  for (const zip of words(split.pinned.main)) zones.set(zip, new Set([split.main]));
  for (const zip of words(split.pinned.other)) zones.set(zip, new Set([split.other]));
  return zones;
}

function* gridOf(county: County): Generator<Point> {
  const points = county.rings.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  for (let x = Math.min(...xs); x <= Math.max(...xs); x += stepDegrees)
    for (let y = Math.min(...ys); y <= Math.max(...ys); y += stepDegrees) if (contains(county, [x, y])) yield [x, y];
}
