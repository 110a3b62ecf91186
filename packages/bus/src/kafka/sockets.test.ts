import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { ISocketFactoryArgs } from 'kafkajs';
import { Sockets } from './sockets.ts';

const server = createServer();
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

const opened = async (sockets: Sockets): Promise<Socket> => {
  const { port } = server.address() as AddressInfo;
  const socket = sockets.connect({ host: '127.0.0.1', port, onConnect: () => undefined } as ISocketFactoryArgs);
  await once(socket, 'connect');
  return socket;
};

test('a client that is cut off keeps no socket, also none that nobody else knows of, and opens no other', async () => {
  const sockets = new Sockets();
  const both = [await opened(sockets), await opened(sockets)];
  const closed = both.map((socket) => once(socket, 'close'));

  sockets.sever();

  await Promise.all(closed);
  await expect(opened(sockets)).rejects.toThrow('This client has ended.');
});

test('clients are cut off one by one', async () => {
  const [one, other] = [new Sockets(), new Sockets()];
  const socket = await opened(other);

  one.sever();

  expect((await opened(other)).readyState).toBe('open');
  expect(socket.readyState).toBe('open');
  other.sever();
});
