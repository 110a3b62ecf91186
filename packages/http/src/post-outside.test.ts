import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { outside } from './outside.ts';
import { postOutside } from './post-outside.ts';

const guard = outside(['127.0.0.1']);
const never = new AbortController().signal;
const bytes = Buffer.from('{}');

let server: Server;
const arrived = () => once(server, 'request');
beforeEach(async () => {
  server = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});
const url = (): URL => new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

test('a limit holds when garbage is collected while the answer is awaited', async () => {
  const post = postOutside(guard, { answerMs: 300, answerBytesMax: 10 });
  const come = arrived();
  const answer = post(url(), {}, bytes, never);
  await come;

  collectGarbage();

  await expect(answer).rejects.toMatchObject({ name: 'TimeoutError' });
});

test('the limit covers an answer that begins and does not end', async () => {
  server.on('request', (_, res) => res.writeHead(200).write('a'));
  const post = postOutside(guard, { answerMs: 300, answerBytesMax: 10 });

  await expect(post(url(), {}, bytes, never)).rejects.toMatchObject({ name: 'TimeoutError' });
});

test('no more of an answer is read than the limit of bytes', async () => {
  server.on('request', (_, res) => res.writeHead(202).write('x'.repeat(50)));
  const post = postOutside(guard, { answerMs: 5_000, answerBytesMax: 10 });

  await expect(post(url(), {}, bytes, never)).resolves.toEqual({ status: 202, text: 'x'.repeat(10) });
});

test('a caller that stops is not kept waiting', async () => {
  const stop = new AbortController();
  const come = arrived();
  const post = postOutside(guard, { answerMs: 60_000, answerBytesMax: 10 });
  const answer = post(url(), {}, bytes, stop.signal);
  await come;

  stop.abort();

  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
});
