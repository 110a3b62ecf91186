import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

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
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
