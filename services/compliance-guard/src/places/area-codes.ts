import { numbersOf, rowsOf } from './table-rows.ts';
import { areaCodes } from './tables/area-codes.table.ts';

const zonesByCode = new Map<string, readonly string[]>();
for (const { key, rest } of rowsOf(areaCodes))
  for (const code of numbersOf(rest)) zonesByCode.set(code, key.split('+'));

/**
 * All zones of a number's area code, because numbers move freely inside it; none when the number has no place, or is not
 * of the North American plan.
 */
export function zonesOfNumber(e164: string): readonly string[] {
  const code = /^\+1(\d{3})\d{7}$/.exec(e164)?.[1];
  return (code && zonesByCode.get(code)) || [];
}
