import { numbersOf, rowsOf } from './table-rows.ts';
import { newYorkCity, zipStates } from './tables/zip-states.table.ts';
import { zipZones } from './tables/zip-zones.table.ts';

const stateByBeginning = new Map<string, string>();
for (const { key, rest } of rowsOf(zipStates)) for (const zips of numbersOf(rest)) stateByBeginning.set(zips, key);

const cityBeginnings = new Set(numbersOf(newYorkCity.trim()));

const zoneByZip = new Map<string, { state: string; zone: string }>();
for (const { key, rest } of rowsOf(zipZones)) {
  const [zone = '', ...runs] = rest.split(' ');
  for (const zip of numbersOf(runs.join(' '))) zoneByZip.set(zip, { state: key, zone });
}

/** The five digits of `10001` or `10001-0001`; undefined for anything else. */
export const zipOf = (text: string): string | undefined => /^(\d{5})(-?\d{4})?$/.exec(text.trim())?.[1];

/** Military post goes through New York, Miami or San Francisco and says nothing about where it ends. */
export const isMilitaryZip = (zip: string): boolean => /^(09|340|96[2-6])/.test(zip);

export const stateOfZip = (zip: string): string | undefined =>
  stateByBeginning.get(zip) ?? stateByBeginning.get(zip.slice(0, 3));

export const isNewYorkCityZip = (zip: string): boolean =>
  cityBeginnings.has(zip.slice(0, 3)) || cityBeginnings.has(zip);

/** The zone of a ZIP of a split state; undefined when it lies in both, or nobody knows the ZIP. */
export function zoneOfZip(state: string, zip: string): string | undefined {
  const known = zoneByZip.get(zip);
  return known?.state === state ? known.zone : undefined;
}
