import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below every system's range of ports for outgoing connections and for `listen(0)`: nobody is given one of these by chance. */
const [firstPort, lastPort] = [20_000, 32_000];

/** A port that is taken is said before anything starts: the first start shows its API key only once. */
export async function requireFree(port: number, host: string): Promise<void> {
  const server = createServer();
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(`port ${port} is taken; choose another with --port`, { cause: error });
  }
  await once(server.close(), 'close');
}

/** Loopback ports that nobody listens on now: for processes that must know each other's address before they start. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = randomInt(firstPort, lastPort);
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  await once(server.close(), 'close');
  return true;
}
