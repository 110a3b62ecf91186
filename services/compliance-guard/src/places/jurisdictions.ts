import { stateOfZip } from './zips.ts';

/** New York, Kings, Queens, Bronx and Richmond county, by the first digits of their ZIPs (Floral Park's are by code). */
const newYorkCity = /^(100|101|102|103|104|111|112|113|114|116|11004|11005)/;

/**
 * The states and cities whose law an address brings. A ZIP of another state than the address says is a contradiction, and
 * both bind.
 */
export function jurisdictionsOfAddress(address: {
  state: string;
  zipcode: string;
  countryCode: string;
}): readonly string[] {
  if (!['US', 'USA', ''].includes(address.countryCode.trim().toUpperCase())) return [];
  const zip = /^\d{5}/.exec(address.zipcode.trim())?.[0] ?? '';
  const states = [address.state.trim().toUpperCase(), stateOfZip(zip) ?? ''].filter((state) =>
    /^[A-Z]{2}$/.test(state),
  );
  const codes = [...new Set(states)].map((state) => `US-${state}`);
  return newYorkCity.test(zip) ? [...codes, 'US-NY/NYC'] : codes;
}
