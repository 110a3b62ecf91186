// npm run bench -- NAME: ours against theirs, in turns, on real engines. Installs what the comparison needs, once.
import '../tools/prepare.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const peersOf = {
  relay: [],
  consumer: ['bullmq', 'ioredis'],
  embedded: [],
  intake: [],
  customers: [],
  decision: ['json-rules-engine', '@gorules/zen-engine', '@cedar-policy/cedar-wasm'],
  'can-interact': [],
  evidence: [],
  send: [],
  silence: [],
  blast: [],
  feed: [],
  'best-time': [],
  render: ['liquidjs'],
  plan: [],
  gateway: ['http-proxy-middleware', 'http-proxy', '@fastify/http-proxy', 'fastify'],
};
const [name, ...rest] = process.argv.slice(2);

const leave = (status) => process.exit(status ?? 1);
const give = (message) => {
  console.error(message);
  leave(2);
};
const node = (...args) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status;

if (!Object.hasOwn(peersOf, name ?? ''))
  give(`There is no benchmark ${name}: take one of ${Object.keys(peersOf).join(', ')}.`);

if (
  !['gateway', 'decision', 'render', 'best-time'].includes(name) &&
  (!process.env.MONGODB_URL || !process.env.KAFKA_BROKERS)
)
  give('Benchmarks run on real engines: set MONGODB_URL (a replica set) and KAFKA_BROKERS.');

if (!peersOf[name].every((peer) => existsSync(join(here, 'node_modules', peer)))) {
  console.log(`Installing ${peersOf[name].join(' and ')} into bench/ (once) …`);
  const npm = spawnSync(
    'npm',
    ['install', '--no-save', '--ignore-scripts', '--engine-strict=false', '--loglevel=error'],
    {
      cwd: here,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    },
  );
  if (npm.status !== 0) give('The peers could not be installed: see the lines above.');
}

leave(node('--import', 'tsx', join(here, `${name}.ts`), ...rest));
