import { isNewYorkCityCounty, zonesOfCounty } from './counties.ts';
import { isMilitaryState, stateCode, zonesOfState } from './states.ts';
import { isMilitaryZip, isNewYorkCityZip, stateOfZip, zipOf, zoneOfZip } from './zips.ts';

export type PlaceAddress = { state: string; zipcode: string; countryCode: string; county?: string | null };

/** Where an address may lie. Whatever is uncertain is answered by all that is possible, so that every rule of it counts. */
export type Place = {
  /** Two letters each, territories too. Empty: nobody can tell, or not of the United States. */
  states: readonly string[];
  /** IANA zones. Empty: nobody can tell what time it is there. */
  zones: readonly string[];
  isNewYorkCity: boolean;
};

const nowhere: Place = { states: [], zones: [], isNewYorkCity: false };
/** Territories have country codes of their own, and people write them. */
const territories = ['PR', 'VI', 'GU', 'MP', 'AS'];

const unique = (values: readonly (string | undefined)[]): string[] =>
  [...new Set(values)].filter((value) => value !== undefined).toSorted();

/** ZIP and county each narrow the zones of a split state; where they contradict each other, both count. */
function zonesIn(state: string, zip: string | undefined, county: string | undefined): readonly string[] {
  const all = zonesOfState(state);
  if (all.length < 2) return all;
  const zone = zip && zoneOfZip(state, zip);
  const byZip = zone ? [zone] : all;
  const byCounty = (county && zonesOfCounty(state, county)) || all;
  const common = byZip.filter((known) => byCounty.includes(known));
  return common.length > 0 ? common : [...byZip, ...byCounty];
}

/** In the state of New York, whatever neither ZIP nor county places elsewhere is taken for the city. */
function mayBeNewYorkCity(states: readonly string[], zip: string | undefined, county: string | undefined): boolean {
  if (!states.includes('NY')) return false;
  if (county && isNewYorkCityCounty(county)) return true;
  if (zip && stateOfZip(zip) === 'NY') return isNewYorkCityZip(zip);
  return !county;
}

/**
 * States, zones and city of an address (compliance-rules 6 and 7). A ZIP that lies in another state than the address says
 * is a contradiction, and both count. Military post keeps its state's rules, when it names one, but has no zone.
 */
export function placeOf({ state, zipcode, countryCode, county }: PlaceAddress): Place {
  const country = countryCode.trim().toUpperCase();
  const isTerritory = territories.includes(country);
  if (!['US', 'USA', ''].includes(country) && !isTerritory) return nowhere;

  const zip = zipOf(zipcode);
  const isMilitary = isMilitaryState(state) || (zip !== undefined && isMilitaryZip(zip));
  const named = isTerritory ? country : stateCode(state);
  const ofZip = zip && stateOfZip(zip);
  const states = unique([named, ofZip]);
  const within = county?.trim() || undefined;
  return {
    states,
    zones: isMilitary
      ? []
      : unique(states.flatMap((code) => zonesIn(code, zip, code === named || !named ? within : undefined))),
    isNewYorkCity: mayBeNewYorkCity(states, zip, within),
  };
}
