// Runs a suite with jest and closes with one line of counts: `N passed, N failed`.
// embedded: all tests, nothing needed.  engines: those that use engines, on MONGODB_URL and KAFKA_BROKERS.
// faults: nodes are killed through ENGINES_CONTROL.  soak: the same for longer.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [suite = 'embedded', ...rest] = process.argv.slice(2);
const suites = {
  embedded: { config: 'jest.config.mjs', args: [], env: {}, withinMinutes: 35 },
  engines: {
    config: 'jest.engines.mjs',
    args: ['--testPathPatterns', '(int|e2e|contract)\\.test\\.ts$'],
    env: { ENGINES: 'real' },
    withinMinutes: 65,
  },
  faults: { config: 'jest.faults.mjs', args: ['--runInBand'], env: { ENGINES: 'real' }, withinMinutes: 12 },
  soak: {
    config: 'jest.faults.mjs',
    args: ['--runInBand'],
    env: {
      ENGINES: 'real',
      FAULT_SECONDS: process.env.FAULT_SECONDS ?? '600',
      INTAKE_BATCH: process.env.INTAKE_BATCH ?? '1000',
      CRASH_ROUNDS: process.env.CRASH_ROUNDS ?? 'every',
      ROLLING_RESTARTS: process.env.ROLLING_RESTARTS ?? '20',
    },
    withinMinutes: 240,
  },
};
const chosen = suites[suite];
if (!chosen) {
  console.error(`There is no suite ${suite}: take one of ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}
if (suite !== 'embedded' && !(process.env.MONGODB_URL && process.env.KAFKA_BROKERS)) {
  console.error(`The suite ${suite} runs on real engines: set MONGODB_URL and KAFKA_BROKERS.`);
  process.exit(2);
}
if (chosen.config === 'jest.faults.mjs' && !process.env.ENGINES_CONTROL) {
  console.error(
    `The suite ${suite} kills nodes: set ENGINES_CONTROL to a script that takes "kill NODE" and "start-node NODE".`,
  );
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'fairdue-tests-'));
const file = join(folder, 'results.json');
const { status, error } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '-c',
    chosen.config,
    '--json',
    `--outputFile=${file}`,
    ...chosen.args,
    ...rest,
  ],
  {
    stdio: ['inherit', 'ignore', 'inherit'],
    env: { ...process.env, ...chosen.env },
    timeout: chosen.withinMinutes * 60_000,
    killSignal: 'SIGKILL',
  },
);
if (error) console.error(`jest was ended: it takes ${chosen.withinMinutes} minutes at most (${error.message}).`);
let passed = 0;
let failed = 1;
try {
  const results = JSON.parse(readFileSync(file, 'utf8'));
  passed = results.numPassedTests;
  failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
} catch (unreadable) {
  console.error(`jest left no result: ${unreadable.message}`);
}
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(status === 0 && failed === 0 && passed > 0 ? 0 : 1);
