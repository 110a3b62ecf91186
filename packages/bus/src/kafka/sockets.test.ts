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
  const [known, forgotten] = [await opened(sockets), await opened(sockets)];
  const heard: unknown[] = [];
  for (const socket of [known, forgotten]) socket.on('error', (error) => heard.push(error.message));
  const closed = Promise.all([once(known, 'close'), new Promise((resolve) => forgotten.on('close', resolve))]);
  known.end();

  sockets.sever();

  await closed;
  expect(heard).toEqual(['This client has ended.']); // of the forgotten one: its timers stop
  await expect(opened(sockets)).rejects.toThrow('This client has ended.');
});

test('clients are cut off one by one', async () => {
  const [one, other] = [new Sockets(), new Sockets()];
  const first = await opened(other);

  one.sever();
  const second = await opened(other);

  expect([first.readyState, second.readyState]).toEqual(['open', 'open']);
  for (const socket of [first, second]) socket.end();
  other.sever();
});
