import type { ZipPlace } from './zip-points.ts';

/** Beginnings that the sources leave out: territories and post boxes. 969 is shared, its ZIPs are below. */
const territories = '006 PR|007 PR|009 PR|008 VI|967 HI|968 HI';
const territoryZips = '96799 AS|96950 MP|96951 MP|96952 MP';
const guam = Array.from({ length: 23 }, (_, i) => `${96910 + i} GU`);

const newYorkCounties = new Set(['005', '047', '061', '081', '085']);
/** Floral Park and New Hyde Park deliver on both sides of the city line. */
const atTheCityLine = ['11001', '11040'];

const majority = (values: readonly string[]): string =>
  values.toSorted((a, b) => values.filter((v) => v === b).length - values.filter((v) => v === a).length)[0] ?? '';

const byPrefix = (places: readonly ZipPlace[]): Map<string, ZipPlace[]> => {
  const groups = new Map<string, ZipPlace[]>();
  for (const place of places) {
    const prefix = place.zip.slice(0, 3);
    groups.set(prefix, [...(groups.get(prefix) ?? []), place]);
  }
  return groups;
};

/** The state of every beginning of three digits, and of each ZIP that lies in another state than its beginning. */
export function stateByBeginning(places: readonly ZipPlace[]): Map<string, string> {
  const states = new Map<string, string>();
  for (const [prefix, own] of byPrefix(places)) {
    const state = majority(own.map((place) => place.state));
    states.set(prefix, state);
    for (const place of own) if (place.state !== state) states.set(place.zip, place.state);
  }
  for (const entry of [...territories.split('|'), ...territoryZips.split('|'), ...guam])
    states.set(entry.slice(0, -3), entry.slice(-2));
  return states;
}

/** The five boroughs: beginnings wholly inside the city, and single ZIPs of the others. */
export function newYorkCityBeginnings(places: readonly ZipPlace[]): string[] {
  const isCity = ({ state, county }: ZipPlace): boolean => state === 'NY' && newYorkCounties.has(county);
  const found = [...byPrefix(places)].flatMap(([prefix, own]) =>
    own.every(isCity) ? [prefix] : own.filter(isCity).map(({ zip }) => zip),
  );
  return [...found, ...atTheCityLine].toSorted();
}
