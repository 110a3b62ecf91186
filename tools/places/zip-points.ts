import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Point } from './county-shapes.ts';
import { fetched, sources } from './sources.ts';

export type ZipPlace = { zip: string; state: string; county: string };

/** ZIPs of the states with the county each is counted to (three digits). Military ones have no state there. */
export function zipPlaces(): ZipPlace[] {
  const text = readFileSync(join(fetched(sources.zips), 'data/US.txt'), 'utf8');
  return text
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([, , , , state = '']) => /^[A-Z]{2}$/.test(state) && !['MH', 'AA', 'AE', 'AP'].includes(state))
    .map(([, zip = '', , , state = '', , county = '']) => ({ zip, state, county }))
    .toSorted((a, b) => (a.zip < b.zip ? -1 : 1));
}

const Areas = z.array(z.object({ zipCode: z.string(), latitude: z.number(), longitude: z.number() }));

/** The middle of every ZIP that covers ground; post boxes and single buildings have none. */
export function zipMiddles(): Map<string, Point> {
  const text = readFileSync(join(fetched(sources.areas), 'array.js'), 'utf8');
  const json = text.slice(text.indexOf('['), text.lastIndexOf(']') + 1).replace(/,\s*\]$/, ']');
  return new Map(Areas.parse(JSON.parse(json)).map((area) => [area.zipCode, [area.longitude, area.latitude]]));
}
