import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileIn = (dataDir: string): string => join(dataDir, 'demo-days-played');

/** How many days of the month a run on this folder has played; undefined when there was none. A run is not resumed. */
export const daysPlayed = (dataDir: string): number | undefined =>
  existsSync(fileIn(dataDir)) ? Number(readFileSync(fileIn(dataDir), 'utf8')) : undefined;

export const noteDaysPlayed = (dataDir: string, days: number): void => writeFileSync(fileIn(dataDir), String(days));
