import { execFileSync, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { eventually, internalKeys } from '@fairdue/testing';
import { freePorts } from '../../tools/platform/free-ports.ts';
import type { Upstreams } from './proxies.ts';

const root = join(import.meta.dirname, '../..');

/** As deployed, the bundle: credentials, limits, headers, signed token, deadlines, breaker, an access line and a metric a request. */
export async function startBundledGateway(
  { serviceUrl, creditorUrl }: Upstreams,
  also: Record<string, string> = {},
): Promise<string> {
  execFileSync(process.execPath, ['tools/bundle.mjs', 'gateway'], { cwd: root });
  const [port] = await freePorts(1);
  const others = ['RECOVER', 'COMPLIANCE_GUARD', 'COMMUNICATOR', 'CAMPAIGN'].map((name) => [`${name}_URL`, serviceUrl]);
  const settings = { PORT: String(port), RATE_LIMIT_PER_MINUTE: '10000000', CREDITOR_URL: creditorUrl };
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/gateway.mjs'], {
    cwd: root,
    env: { ...process.env, ...internalKeys(), ...settings, ...Object.fromEntries(others), ...also },
    stdio: ['ignore', openSync(devNull, 'w'), 'inherit'],
  });
  process.once('exit', () => child.kill());
  const url = `http://127.0.0.1:${port}`;
  await eventually(async () => (await fetch(`${url}/readyz`)).ok);
  return url;
}
