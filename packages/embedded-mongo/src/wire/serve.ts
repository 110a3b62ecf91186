import { createServer, type AddressInfo, type Socket } from 'node:net';
import { type Engine } from '../engine.ts';
import { startHousekeeping } from '../sessions/housekeeping.ts';
import { serveConnection } from './connection.ts';

/** Listens on loopback only: there is no authentication. */
export async function serve(engine: Engine, port: number): Promise<{ port: number; close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let host = '';
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveConnection(engine, socket, host, ++connections);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: listening } = server.address() as AddressInfo;
  host = `127.0.0.1:${listening}`;
  const stopHousekeeping = startHousekeeping(engine);
  return {
    port: listening,
    close: async () => {
      stopHousekeeping();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await engine.close();
    },
  };
}
