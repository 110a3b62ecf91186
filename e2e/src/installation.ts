import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';
import { newId } from '@fairdue/ids';
import { eventually } from '@fairdue/testing';
import { freePorts } from '../../tools/platform/free-ports.ts';
import { installationSecrets } from '../../tools/platform/installation.ts';

export const serviceNames = ['creditor', 'recover', 'compliance-guard', 'communicator', 'campaign', 'gateway'] as const;
export type ServiceName = (typeof serviceNames)[number];

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** One running process of a service. Several of a service are replicas. */
export type Process = { service: ServiceName; url: string; child: ChildProcess; exited: Promise<unknown> };

/**
 * The whole platform as processes of their own, on the real engines, in a corner that no other test sees. Anything may
 * be killed and started again; ports stay, so that the others find it.
 */
export class Installation {
  readonly prefix = `e${newId('event').slice(8).toLowerCase().replaceAll('-', '')}_`;
  readonly dataDir = mkdtempSync(join(tmpdir(), 'fairdue-e2e-'));
  readonly apiKey = `test-key-${newId('apiKey')}`;
  readonly processes = new Map<string, Process>();
  readonly #ports = new Map<string, number>();
  readonly #environment: Record<string, string>;

  constructor(environment: Record<string, string> = {}) {
    this.#environment = environment;
  }

  async start(services: readonly ServiceName[] = serviceNames): Promise<void> {
    await this.#reservePorts();
    await forgetDeadTransactionsSoon();
    await Promise.all(services.map((service) => this.startOne(service)));
  }

  /**
   * Starts a service again on its port, or a further replica of it on one of its own, or of the version that another folder
   * holds; ready when it returns.
   */
  async startOne(service: ServiceName, { replica = 1, from = 'dist' } = {}): Promise<void> {
    const name = `${service}-${replica}`;
    const { child, url } = await this.#launch(service, replica, {}, from);
    const end = await eventually(async () => {
      if (child.exitCode !== null || child.signalCode !== null) return 'ended';
      const response = await fetch(`${url}/readyz`).catch(() => undefined);
      return response?.ok === true && 'ready';
    }, 60_000);
    if (end === 'ended') throw new Error(`${name} ended by itself:\n${this.logOf(name).slice(-3_000)}`);
  }

  async #launch(
    service: ServiceName,
    replica: number,
    environment: Record<string, string> = {},
    from = 'dist',
  ): Promise<Process> {
    const name = `${service}-${replica}`;
    const port = this.#ports.get(name) ?? (await freePorts(1))[0] ?? 0;
    this.#ports.set(name, port);
    const url = `http://127.0.0.1:${port}`;
    const args = [
      '--enable-source-maps',
      '--import',
      join(root, 'e2e/src/crash-points.mjs'),
      join(root, `${from}/${service}.mjs`),
    ];
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: {
        ...process.env,
        ...this.#common(),
        PORT: String(port),
        ...this.#environment,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(join(this.dataDir, `${name}.log`), { flags: 'a' });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const started = { service, url, child, exited: once(child, 'exit') };
    this.processes.set(name, started);
    return started;
  }

  logOf(name: string): string {
    return readFileSync(join(this.dataDir, `${name}.log`), 'utf8');
  }

  urlOf(service: ServiceName): string {
    return `http://127.0.0.1:${this.#ports.get(`${service}-1`)}`;
  }

  /**
   * Starts the service anew so that it dies at a point (`after-commit:2`, the second time), be it while it starts, and
   * comes back by itself, as under an orchestrator. `died` resolves when it has died and is up again.
   */
  async restartToDieAt(service: ServiceName, point: string): Promise<{ died: Promise<void> }> {
    await this.end(`${service}-1`);
    const doomed = await this.#launch(service, 1, { CRASH_AT: point });
    const died = doomed.exited.then(() => this.startOne(service));
    died.catch(() => undefined); // whoever awaits it hears; nobody may
    return { died };
  }

  /** SIGKILL: no goodbye, nothing flushed. */
  async kill(...names: string[]): Promise<void> {
    const dying = names.map((name) => this.processes.get(name)).filter((each) => each !== undefined);
    for (const { child } of dying) child.kill('SIGKILL');
    await Promise.all(dying.map(({ exited }) => exited));
  }

  /** SIGTERM, as an orchestrator says it; answers with the code the process ended with. */
  async end(name: string): Promise<number | null> {
    const ending = this.processes.get(name);
    ending?.child.kill('SIGTERM');
    await ending?.exited;
    return ending?.child.exitCode ?? null;
  }

  /** A request as a client of the platform, through the gateway. */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: unknown; headers: Headers }> {
    if (body === undefined) return this.send(method, path, undefined, headers);
    return this.send(method, path, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
  }

  /** A request whose body is no JSON, or is to go out as it stands. */
  async send(
    method: string,
    path: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: unknown; headers: Headers }> {
    const response = await fetch(`${this.urlOf('gateway')}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.apiKey}`, ...headers },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
      headers: response.headers,
    };
  }

  async stop(): Promise<void> {
    for (const { child } of this.processes.values())
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await Promise.all([...this.processes.values()].map(({ exited }) => exited));
  }

  async #reservePorts(): Promise<void> {
    const ports = await freePorts(serviceNames.length);
    serviceNames.forEach((service, i) => this.#ports.set(`${service}-1`, ports[i] ?? 0));
  }

  #common(): Record<string, string> {
    const urls = serviceNames.map((service) => [
      `${service.toUpperCase().replaceAll('-', '_')}_URL`,
      this.urlOf(service),
    ]);
    return {
      ...installationSecrets(this.dataDir),
      ...(Object.fromEntries(urls) as Record<string, string>),
      NODE_ENV: 'test',
      LOG_LEVEL: 'info',
      SANDBOX: 'true',
      DATA_DIR: this.dataDir,
      DATABASE_PREFIX: this.prefix,
      TOPIC_PREFIX: this.prefix,
      TOPIC_PARTITIONS: '3',
      KAFKA_SESSION_MS: '6000', // what a killed process held is taken over soon
      TIMER_LEASE_MS: '6000',
      BOOTSTRAP_API_KEY: this.apiKey,
      RATE_LIMIT_PER_MINUTE: '100000', // tests ask often while they wait for a fact
    };
  }
}

/** A process that dies inside a transaction keeps its rows locked until the server gives it up: a minute, unless told otherwise. */
async function forgetDeadTransactionsSoon(): Promise<void> {
  const connection = await mongoose.createConnection(process.env['MONGODB_URL'] ?? '').asPromise();
  await connection.getClient().db('admin').command({ setParameter: 1, transactionLifetimeLimitSeconds: 5 });
  await connection.close();
}
