// npm run test:schemas: starts the platform on embedded engines, with an empty data folder, and has schemathesis ask it
// what /openapi.json allows and forbids. Whatever follows `--` goes to schemathesis.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const schemathesis = process.env.SCHEMATHESIS || 'schemathesis';
if (spawnSync(schemathesis, ['--version']).status !== 0) {
  console.error(`${schemathesis} does not run. Install it and name it:
  python3 -m venv /tmp/schemathesis && /tmp/schemathesis/bin/pip install schemathesis==4.32.5
  SCHEMATHESIS=/tmp/schemathesis/bin/schemathesis npm run test:schemas`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'fairdue-schemas-'));
const key = randomBytes(24).toString('hex');

const probe = createServer().listen(0, '127.0.0.1');
await once(probe, 'listening');
const { port } = probe.address();
await new Promise((resolve) => probe.close(resolve));
const url = `http://127.0.0.1:${port}`;

const log = openSync(join(folder, 'platform.log'), 'a');
const platform = spawn(
  process.execPath,
  ['--enable-source-maps', 'dist/start.mjs', '--port', String(port), '--data', join(folder, 'data')],
  { env: { ...process.env, BOOTSTRAP_API_KEY: key, LOG_LEVEL: 'error' }, stdio: ['ignore', log, log] },
);
const ended = once(platform, 'exit');

/** False when the platform ended before it was ready. */
async function ready() {
  while (platform.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return true;
    await wait(200);
  }
  return false;
}

/**
 * What is a finding: an answer that is not described, or our own fault. The key goes along with every request, in both
 * headers that can carry it, since a made-up one in either is refused: whether a key is asked for is not told here.
 */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'missing_required_header',
];

async function ask() {
  const options = [
    '--checks',
    checks.join(','),
    '--continue-on-failure',
    '--warnings',
    'off',
    '-H',
    `Authorization: Bearer ${key}`,
    '-H',
    `X-API-KEY: ${key}`,
  ];
  const args = ['run', `${url}/openapi.json`, ...options, ...process.argv.slice(2)];
  const asking = spawn(schemathesis, args, { stdio: 'inherit', env: { ...process.env, PYTHONUTF8: '1' } });
  const [code] = await once(asking, 'exit');
  return code ?? 1;
}

const code = (await ready()) ? await ask() : 1;
platform.kill('SIGTERM');
await ended;
if (code === 0) rmSync(folder, { recursive: true });
else console.error(`What the platform said is in ${join(folder, 'platform.log')}.`);
process.exitCode = code;
