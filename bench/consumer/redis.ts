import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { needProgram } from '../debian-package.ts';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A Redis that keeps what it was told, as a queue needs: an append-only file, synced every second. */
export async function startRedis(): Promise<{ port: number; stop(): Promise<void> }> {
  needProgram('redis-server');
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
