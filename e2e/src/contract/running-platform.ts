import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { newId } from '@fairdue/ids';
import { eventually } from '@fairdue/testing';
import { Installation } from '../installation.ts';

const root = dirname(dirname(dirname(import.meta.dirname)));

export type RunningPlatform = {
  url: string;
  apiKey: string;
  dataDir: string;
  /** Where each service listens by itself; of the single process only at log level `info`. */
  serviceUrls(): string[];
  /** The processes, where it is made of them. */
  installation?: Installation;
  stop(): Promise<void>;
};

/** `configured`: settings beside the usual ones. `keepsData`: whoever asked for it looks at the data when the platform has stopped, and removes it. */
type Start = { configured?: Record<string, string>; keepsData?: boolean };

/** The whole platform: one process on embedded engines, as `npm start` runs it, or its processes on real ones. */
export const startPlatform = (start: Start = {}): Promise<RunningPlatform> =>
  process.env['ENGINES'] === 'real' ? startProcesses(start) : startSingleProcess(start);

async function startProcesses({ configured }: Start): Promise<RunningPlatform> {
  const installation = new Installation(configured);
  await installation.start();
  const { apiKey, dataDir } = installation;
  const serviceUrls = () => [...installation.processes.values()].map(({ url }) => url);
  const url = installation.urlOf('gateway');
  return { url, apiKey, dataDir, serviceUrls, installation, stop: () => installation.stop() };
}

async function startSingleProcess({ configured = {}, keepsData = false }: Start): Promise<RunningPlatform> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fairdue-contract-'));
  const apiKey = `test-key-${newId('apiKey')}`;
  const { MONGODB_URL: _mongo, KAFKA_BROKERS: _brokers, ...environment } = process.env;
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/start.mjs', '--port', '0', '--data', dataDir], {
    cwd: root,
    env: { ...environment, LOG_LEVEL: 'error', BOOTSTRAP_API_KEY: apiKey, ...configured },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));

  const readyUrl = (): string | undefined => /Fairdue is ready on (\S+);/.exec(said)?.[1];

  await eventually(() => child.exitCode !== null || readyUrl() !== undefined, 60_000);
  const url = readyUrl();
  if (url === undefined) throw new Error(`The platform ended by itself:\n${said}`);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
    if (!keepsData) rmSync(dataDir, { recursive: true });
  };
  const serviceUrls = () =>
    [...said.matchAll(/"port":(\d+)[^\n]*"msg":"ready"/g)].map(([, port]) => `http://127.0.0.1:${port}`);
  return { url, apiKey, dataDir, serviceUrls, stop };
}
