// npm run test:image: takes the Dockerfile's steps in a folder, without Docker, for all six services; then runs the images' CMD with
// the environment of docker-compose.yml, jobs first, on the engines of MONGODB_URL and KAFKA_BROKERS, as a user who may write
// nowhere but to /tmp. What differs from containers: addresses, as all share this machine, and fewer partitions.
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { eventually } from '@fairdue/testing';
import { composeText, interpolated, readCompose } from '../../../tools/manifests/compose.ts';
import { readDockerfile, type Instruction } from '../../../tools/manifests/check-dockerfile.ts';
import { freePorts } from '../../../tools/platform/free-ports.ts';
import { newSecrets } from '../../../tools/platform/installation.ts';
import { delivered, to } from '../delivered.ts';
import { businessNow, moveTo, placeAndStart, type Platform } from '../story.ts';

const services = ['creditor', 'recover', 'compliance-guard', 'communicator', 'campaign', 'gateway'];
const { MONGODB_URL, KAFKA_BROKERS } = process.env;
if (!MONGODB_URL || !KAFKA_BROKERS) throw new Error('Set MONGODB_URL and KAFKA_BROKERS to engines that hold nothing.');

const folder = mkdtempSync(join(tmpdir(), 'fairdue-image-'));
const tmp = join(folder, 'tmp');
const mayDropRights = process.getuid?.() === 0;
const user = mayDropRights ? { uid: 1000, gid: 1000 } : {};
const dockerfile = readDockerfile();
const apiKey = 'a-key-of-the-operator-of-24';
const children: ChildProcess[] = [];

const seconds = (sinceMs: number): string => `${((performance.now() - sinceMs) / 1_000).toFixed(1)} s`;
const sizeOf = (path: string): string => `${run('du', ['-sm', '--apparent-size', path]).split('\t')[0]} MB`;

function run(program: string, args: string[], cwd = folder, env: NodeJS.ProcessEnv = process.env): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8', maxBuffer: 64 << 20 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}\n${stderr}${stdout}`);
  return stdout;
}

/** The sources as `COPY . .` takes them: what is in the repository, without what .dockerignore names. */
function copySources(into: string): void {
  const ignored = readFileSync('.dockerignore', 'utf8').split('\n').filter(Boolean);
  const leftOut = (path: string): boolean => ignored.some((name) => path === name || path.startsWith(`${name}/`));
  for (const path of run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], process.cwd()).split('\0'))
    if (path !== '' && !leftOut(path) && existsSync(path)) cpSync(path, join(into, path));
} // prettier-ignore

/** One service's image: the RUN lines of the stage that builds, then the COPY lines of the stage that runs. */
function build(service: string, sources: string): string {
  const image = join(folder, 'built', service);
  const root = join(folder, service);
  const before = (line: Instruction): boolean => line.rest.includes('npm ci');
  for (const line of dockerfile.filter(({ stage, word }) => stage === 'build' && word === 'RUN')) {
    if (before(line) && existsSync(join(sources, 'node_modules'))) continue; // the same layer for all of them
    const command = line.rest.replace(/ \/image$/, ` ${image}`).replaceAll('/tmp/npm', join(folder, 'npm'));
    run('sh', ['-c', command], sources, { ...process.env, SERVICE: service, SOURCE_DATE_EPOCH: '1790000000' });
  }
  mkdirSync(root, { recursive: true });
  for (const { rest } of dockerfile.filter(({ stage, word }) => stage === 'final' && word === 'COPY')) {
    const [, from = '', into = ''] = rest.split(' ');
    cpSync(from.replace('/image', image), join(root, into), { recursive: true });
  }
  run('chmod', ['-R', 'a-w,a+rX', root]);
  return root;
}

const asArray = (words: string): string[] => JSON.parse(words) as string[];
const instruction = (word: string): string =>
  dockerfile.findLast((each) => each.stage === 'final' && each.word === word)?.rest ?? '';

/** What ENV of the image says, and over it the compose file. */
function environmentOf(name: string, ports: ReadonlyMap<string, number>): Record<string, string> {
  const ofImage = instruction('ENV').split(' ').map((each) => each.split(/=(.*)/).slice(0, 2) as [string, string]); // prettier-ignore
  const operators = { ...newKeys, NODE_ENV: 'development', SANDBOX: 'true', BOOTSTRAP_API_KEY: apiKey };
  const engines = { MONGODB_URL: MONGODB_URL ?? '', KAFKA_BROKERS: KAFKA_BROKERS ?? '', TOPIC_PARTITIONS: '3' };
  const { services: composed } = readCompose(interpolated(composeText(), { ...operators, ...engines }));
  const given = Object.entries(composed[name]?.environment ?? {}).map(([key, value]) => [key, String(value ?? '')]);
  const all = Object.fromEntries([...ofImage, ...given]) as Record<string, string>;
  for (const [key, value] of Object.entries(all)) {
    const host = /^http:\/\/([a-z-]+):8080$/.exec(value)?.[1] ?? '';
    if (ports.has(host)) all[key] = `http://127.0.0.1:${ports.get(host)}`;
  }
  const service = services.includes(name) ? name : 'creditor';
  return { ...all, SERVICE: service, PORT: String(ports.get(name) ?? 0), HOST: '127.0.0.1', DATA_DIR: join(tmp, 'data'), TMPDIR: tmp, PATH: process.env['PATH'] ?? '' }; // prettier-ignore
}
const newKeys = { ...newSecrets(), GRAFANA_PASSWORD: 'a-password' };

async function start(name: string, command: string[], cwd: string, env: Record<string, string>) {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { cwd, env, ...user, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, said: said.join('') }));
  return { child, ended, said, name };
}

async function main(): Promise<void> {
  mkdirSync(tmp);
  chmodSync(folder, 0o755);
  chmodSync(tmp, 0o1777);
  const began = performance.now();
  const sources = join(folder, 'src');
  copySources(sources);
  const roots = new Map(services.map((service) => [service, build(service, sources)] as const));
  const creditor = roots.get('creditor') ?? '';
  console.log(`six images built in ${seconds(began)}`);
  for (const [service, root] of roots)
    console.log(`  ${service}: ${sizeOf(root)}, of which node_modules ${sizeOf(join(root, 'node_modules'))}, shared`);
  const ports = new Map((await freePorts(services.length)).map((port, i) => [services[i] ?? '', port] as const));
  for (const job of ['topics', 'migrate']) {
    if (!existsSync(join(creditor, `dist/${job}.mjs`))) {
      console.log(`${job}: skipped, this version has no dist/${job}.mjs`);
      continue;
    }
    const since = performance.now();
    const { ended } = await start(job, ['node', `dist/${job}.mjs`], creditor, environmentOf(job, ports));
    const { code, said } = await ended;
    assert.equal(code, 0, `${job}: ${said}`);
    console.log(`${job}: done in ${seconds(since)}: ${said.trim().split('\n').at(-1)}`);
  }

  const since = performance.now();
  const command = asArray(instruction('CMD'));
  const running = await Promise.all(
    services.map((name) => start(name, command, roots.get(name) ?? '', environmentOf(name, ports))),
  );
  for (const { name, child, said } of running) {
    await eventually(async () => {
      assert.equal(child.exitCode, null, `${name} ended:\n${said.join('').slice(-2_000)}`);
      return (await fetch(`http://127.0.0.1:${ports.get(name)}/readyz`).catch(() => undefined))?.ok === true;
    }, 180_000);
    console.log(`${name}: ready ${seconds(since)} after all six were started`);
    const check = asArray(instruction('HEALTHCHECK').replace(/^.*?CMD /, ''));
    run(check[0] ?? '', check.slice(1), roots.get(name), environmentOf(name, ports));
  }

  const platform: Platform = {
    async call(method, path, body, headers = {}) {
      const response = await fetch(`http://127.0.0.1:${ports.get('gateway')}${path}`, {
        method,
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown), headers: response.headers };
    },
  }; // prettier-ignore
  const now = await businessNow(platform);
  const [debtor] = await placeAndStart(platform, 1);
  assert(debtor);
  await moveTo(platform, new Date(now.getTime() + 2 * 86_400_000));
  assert.equal(to(delivered(join(tmp, 'data')), debtor.email).length, 1);
  console.log(`placed, read back, campaigned and contacted once: ${seconds(since)} after the start`);

  const gateway = `http://127.0.0.1:${ports.get('gateway')}`;
  const page = await (await fetch(`${gateway}/console/`)).text();
  const script = /src="([^"]+\.js)"/.exec(page)?.[1] ?? '';
  assert.equal(
    (await fetch(new URL(script, `${gateway}/console/`))).status,
    200,
    `the console has no script: ${page.slice(0, 200)}`,
  );
  console.log('the console is served, with its script');
  const toFolder = ['node', 'dist/backup.mjs', '--to', join(tmp, 'backup')];
  const { code, said } = await (await start('backup', toFolder, creditor, environmentOf('backup', ports))).ended;
  assert.equal(code, 0, `backup: ${said}`);
  console.log(said.trim().split('\n')[0]);

  for (const { child } of running) child.kill('SIGTERM');
  for (const { name, ended } of running) assert.equal((await ended).code, 0, `${name} did not stop in order`);
  console.log(`all six stopped in order${mayDropRights ? ', as user 1000 on folders that nobody may write to' : ''}`);
}

try {
  await main();
} finally {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  run('chmod', ['-R', 'u+w', folder], dirname(folder));
  rmSync(folder, { recursive: true, force: true });
}
