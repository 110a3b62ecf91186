import { rowsOf } from './table-rows.ts';
import { countyZones } from './tables/county-zones.table.ts';

/** `St. Clair County`, `saint clair` and `ST CLAIR` are one county. */
const folded = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/\b(county|co|parish|municipality|census area|(city and )?borough)\b\.?\s*$/, '')
    .replace(/\bsaint\b/, 'st')
    .replaceAll(/[^a-z]/g, '');

const zonesByCounty = new Map<string, readonly string[]>();
for (const { key: state, rest } of rowsOf(countyZones)) {
  const zones = rest.slice(0, rest.indexOf(' '));
  for (const name of rest.slice(zones.length).split(','))
    zonesByCounty.set(`${state} ${folded(name)}`, zones.split('+'));
}

/** Zones of a county of a split state; undefined for a name that the state has no county of. */
export const zonesOfCounty = (state: string, county: string): readonly string[] | undefined =>
  zonesByCounty.get(`${state} ${folded(county)}`);

const boroughs = new Set(
  ['New York', 'Kings', 'Queens', 'Bronx', 'Richmond', 'Manhattan', 'Brooklyn', 'The Bronx', 'Staten Island'].map(
    folded,
  ),
);

/** The five counties of New York City, by their own names or those of the boroughs. */
export const isNewYorkCityCounty = (county: string): boolean => boroughs.has(folded(county));
