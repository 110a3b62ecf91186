// npm run retention -- --dry-run [--url URL] [--key API_KEY]
// Says how many customers' records have outlived the law's time, and erases none: recover does that by itself, once a day,
// where RETENTION_ERASES is true. Goes through the running platform's API; the key may stand in FAIRDUE_API_KEY.
import { parseArgs } from 'node:util';
import { callPlatform, platformOptions } from './call-platform.ts';

type Look = { years: number; erases: boolean; looked: number; due: number; onHold: number; next: string | null };

const { values } = parseArgs({ options: { ...platformOptions, 'dry-run': { type: 'boolean', default: true } } });

try {
  const total = { looked: 0, due: 0, onHold: 0 };
  let look: Look | undefined;
  for (let after: string | null = ''; after !== null; after = look.next) {
    look = (await callPlatform(values, 'GET', `/agency/v1/retention?after=${after}`)) as Look;
    total.looked += look.looked;
    total.due += look.due;
    total.onHold += look.onHold;
  }
  console.log(
    `${total.looked} customers; records are kept for ${look?.years} years after the last collection activity`,
  );
  console.log(`${total.due} would go, and ${total.onHold} more are on legal hold`);
  console.log(look?.erases ? 'They go within a day.' : 'Nothing goes by itself: RETENTION_ERASES is false.');
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
