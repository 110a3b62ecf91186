import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';

const isInstalled = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

/** Debian's package, when there is none. RUNLEVEL=1 keeps it from starting a server of its own. */
function install(): void {
  console.log('Installing redis-server (once) …');
  const args = ['install', '-y', '--no-install-recommends', '-q', 'redis-server'];
  const env = { ...process.env, RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  if (!isInstalled()) throw new Error('This benchmark needs redis-server: install it, then run the command again.');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A Redis that keeps what it was told, as a queue needs: an append-only file, synced every second. */
export async function startRedis(): Promise<{ port: number; stop(): Promise<void> }> {
  if (!isInstalled()) install();
  const [port, folder] = [await freePort(), await mkdtemp(join(tmpdir(), 'fairdue-bench-'))];
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder];
  const server = spawn('redis-server', [...args, '--appendonly', 'yes', '--save', ''], { stdio: 'ignore' });
  const exited = new Promise((resolve) => server.once('exit', resolve));
  process.once('exit', () => server.kill());
  const probe = new Redis(port, { retryStrategy: () => 50 });
  probe.on('error', () => undefined); // it is still starting
  await Promise.race([probe.ping(), wait(10_000)]);
  probe.disconnect();
  return {
    port,
    async stop() {
      server.kill();
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
