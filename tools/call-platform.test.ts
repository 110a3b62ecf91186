import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callPlatform } from './call-platform.ts';

let server: Server;
let answer: { status: number; body: string };
beforeAll(async () => {
  server = createServer((_req, res) => res.writeHead(answer.status).end(answer.body)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

const asked = (status: number, body: string): Promise<unknown> => {
  answer = { status, body };
  return callPlatform({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: 'x' }, 'GET', '/');
};

test('what goes wrong is said in a sentence, with what to do where that is known', async () => {
  expect(await asked(200, '{"items":[]}')).toEqual({ items: [] });
  await expect(asked(401, '{"code":"credential-invalid","detail":"…"}')).rejects.toThrow('name one with --key');
  await expect(asked(404, '{"code":"dead-letter-not-found","detail":"There is none."}')).rejects.toThrow(
    '404: dead-letter-not-found: There is none.',
  );
  await expect(asked(502, '<html>')).rejects.toThrow('502: <html>');
});
