import { createHash } from 'node:crypto';
import { zonesByAreaCode } from './area-code-zones.ts';
import { countyShapes, type County } from './county-shapes.ts';
import { folded, runs } from './runs.ts';
import { type Source, sources } from './sources.ts';
import { splitStates } from './split-states.ts';
import { newYorkCityBeginnings, stateByBeginning } from './zip-states.ts';
import { zipMiddles, zipPlaces } from './zip-points.ts';
import { zonesByCounty, zonesByZip } from './zip-zones.ts';

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

/** Values by key, turned into keys by value. */
function keysByValue(values: ReadonlyMap<string, string>): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  for (const [key, value] of values) keys.set(value, [...(keys.get(value) ?? []), key]);
  return keys;
}

function file(from: readonly Source[], note: string, constants: Record<string, string>): string {
  const body = Object.entries(constants)
    .map(([name, text]) => `export const ${name} = \`\n${text}\n\`;\n`)
    .join('\n');
  const lines = from.map(({ name, version, licence, holds }) => ` * - ${name} ${version}: ${holds}; ${licence}`);
  const digest = createHash('sha256').update(body).digest('hex');
  return `/**\n * ${note}\n * Written by \`npm run places\`, never by hand. Sources, beside what tools/places says by the law:\n${lines.join('\n')}\n * sha256 ${digest}\n */\n${body}`;
}

const zipZones = (counties: readonly County[]): string =>
  splitStates
    .flatMap((split) => {
      const own = counties.filter(({ fips }) => fips.startsWith(split.fips));
      const zones = zonesByZip(split, own, zipPlaces(), zipMiddles());
      return [split.main, split.other].map((zone) => {
        const zips = [...zones].filter(([, all]) => all.size === 1 && all.has(zone)).map(([zip]) => zip);
        return folded(`${split.state} ${zone} ${runs(zips)}`);
      });
    })
    .join('\n');

const countyZones = (counties: readonly County[]): string =>
  splitStates
    .flatMap((split) => {
      const own = counties.filter(({ fips }) => fips.startsWith(split.fips));
      const zones = zonesByCounty(split, own);
      const named = own.map(({ fips, name }): [string, string] => [name, (zones.get(fips.slice(2)) ?? []).join('+')]);
      return [...keysByValue(new Map(named))].map(([zone, names]) =>
        folded(`${split.state} ${zone} ${names.toSorted().join(', ')}`),
      );
    })
    .join('\n');

function zipStates(): string {
  const states = [...stateByBeginning(zipPlaces())];
  const ofLength = (length: number) => new Map(states.filter(([beginning]) => beginning.length === length));
  return [3, 5]
    .flatMap((length) => [...keysByValue(ofLength(length))].toSorted(byKey))
    .map(([state, beginnings]) => folded(`${state} ${runs(beginnings)}`))
    .join('\n');
}

function areaCodes(): string {
  const zones = [...zonesByAreaCode()].map(([code, all]): [string, string] => [code, [...all].toSorted().join('+')]);
  return [...keysByValue(new Map(zones))]
    .toSorted(byKey)
    .map(([zone, codes]) => folded(`${zone} ${runs(codes)}`))
    .join('\n');
}

/** Path and text of every table. */
export function placeTables(): Map<string, string> {
  const counties = countyShapes();
  const city = newYorkCityBeginnings(zipPlaces());
  const { zips, areas, counties: shapes, phones } = sources;
  return new Map([
    ['zip-states.table.ts', file([zips], 'The state of each beginning of a ZIP; the ZIPs of New York City.', {
      zipStates: zipStates(),
      newYorkCity: [3, 5].map((length) => runs(city.filter((zip) => zip.length === length))).join(' '),
    })],
    ['zip-zones.table.ts', file([zips, areas, shapes], 'ZIPs of split states whose zone is known. Any other has all zones of its state.', {
      zipZones: zipZones(counties),
    })],
    ['county-zones.table.ts', file([shapes], 'Counties of split states with their zones.', { countyZones: countyZones(counties) })],
    ['area-codes.table.ts', file([phones], 'Area codes of the North American plan with all their zones.', { areaCodes: areaCodes() })],
  ]); // prettier-ignore
}
