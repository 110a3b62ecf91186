// npm run test:long -- --customers 1000 --days 365 --seed 20111: plays that long with that many scripted borrowers, stops
// the platform, and has an auditor look for what may never happen. With ENGINES=real, MONGODB_URL and KAFKA_BROKERS the
// platform is its processes on real engines, and --kill kills each of them once in the middle.
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { audit } from '../../../tools/audit/audit.ts';
import { printAudit } from '../../../tools/audit/print-audit.ts';
import { clientOf } from '../../../tools/demo/client.ts';
import { playOptions } from '../../../tools/demo/options.ts';
import { play } from '../../../tools/demo/play.ts';
import { startPlatform } from '../contract/running-platform.ts';
import { withStores } from './audit-stopped.ts';
import { killEachOnce } from './kill-each-once.ts';

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '1000' },
    days: { type: 'string', default: '365' },
    seed: { type: 'string', default: '20111' },
    kill: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const { kill, keep, ...numbers } = values;
const playing = playOptions(numbers);
const isReal = process.env['ENGINES'] === 'real';
if (kill && !isReal) throw new Error('--kill needs processes: set ENGINES=real, MONGODB_URL and KAFKA_BROKERS.');

const platform = await startPlatform({ keepsData: true });
const { dataDir, installation } = platform;
console.log(`Playing ${playing.days} days with ${playing.customers} customers, seed ${playing.seed}, on ${isReal ? 'real' : 'embedded'} engines; data in ${dataDir}`); // prettier-ignore
const begunMs = performance.now();
try {
  const dayBegins = kill && installation ? killEachOnce(installation, playing) : undefined;
  await play(clientOf(platform.url, platform.apiKey), dataDir, playing, { ...(dayBegins && { dayBegins }) });
} finally {
  await platform.stop();
}
const playedMs = performance.now();
const audited = await withStores(platform, audit);
printAudit(audited);
const seconds = (ms: number): string => (ms / 1_000).toFixed(0);
console.log(`Played in ${seconds(playedMs - begunMs)} s, audited in ${seconds(performance.now() - playedMs)} s.`);
const isClean = audited.violations.length === 0;
if (isClean && !keep) rmSync(dataDir, { recursive: true });
else console.log(`The data is kept in ${dataDir}`);
process.exitCode = isClean ? 0 : 1;
