import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '@fairdue/clock';
import { connect } from '@fairdue/store';
import { createLog, createMetrics } from '@fairdue/telemetry';
import { startTimers } from '@fairdue/timers';
import { backTests } from './back-test.store.ts';
import { runBackTests } from './run-back-tests.ts';

/** A process that does nothing but back-test, for tests that kill it: node --import tsx work-until-killed.ts URL DATABASE. */
const [url = '', database = ''] = process.argv.slice(2);
const db = await connect(url, database, { appName: 'back-tester' });
await startTimers({
  db,
  clock: systemClock,
  work: [runBackTests({ db, now: () => new Date() })],
  log: createLog('back-tester', 'silent'),
  metrics: createMetrics('back-tester'),
  owner: 'the only worker',
});
for (let known = -1; ; await wait(2)) {
  const test = await backTests(db).findOne().setOptions({ acrossCreditors: true }).lean();
  if (known !== -1 && test && test.page > known) process.stdout.write('a page is done\n');
  known = test?.page ?? -1;
}
