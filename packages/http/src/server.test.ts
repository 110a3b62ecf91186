import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { startServer } from './server.ts';

const answerOf = (url: string, agent?: Agent): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get(url, agent ? { agent } : {}, (res) => {
      res.resume().once('end', () => resolve(res));
    }).once('error', reject);
  });

test('stopping answers what is under way, then closes its connection, and takes nothing new', async () => {
  let answer!: () => void;
  let begun!: () => void;
  const isBegun = new Promise<void>((resolve) => (begun = resolve));
  const server = await startServer(
    (_req, res) => {
      answer = () => res.end('done');
      begun();
    },
    { port: 0 },
  );
  const agent = new Agent({ keepAlive: true });
  const underWay = answerOf(server.url, agent);
  await isBegun;

  const stopped = server.stop();
  await expect(answerOf(server.url)).rejects.toThrow('ECONNREFUSED');
  answer();

  expect((await underWay).headers.connection).toBe('close');
  await stopped;
  agent.destroy();
});

test('what does not finish in time is cut', async () => {
  let begun!: () => void;
  const isBegun = new Promise<void>((resolve) => (begun = resolve));
  const server = await startServer(() => begun(), { port: 0 });
  const underWay = answerOf(server.url).then(
    () => 'answered',
    (error: Error) => error.message,
  );
  await isBegun;

  await server.stop(10);

  expect(await underWay).toContain('hang up');
});

/** What comes back for these bytes, until the server hangs up. */
async function answerTo(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.write(bytes);
  await once(socket, 'close');
  return text;
}

/** A whole answer that is a problem of that status and code, after which the connection ends. */
function expectProblem(text: string, status: number, code: string): void {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head.toLowerCase()).toContain('content-type: application/problem+json');
  expect(head.toLowerCase()).toContain('connection: close');
  expect(JSON.parse(body)).toMatchObject({ status, code, type: `/problems/${code}` });
}

test.each([
  ['no HTTP', 'hello\r\n\r\n', 400, 'request-unreadable'],
  ['another protocol', '\x16\x03\x01\x02\x00\x01', 400, 'request-unreadable'],
  ['no host', 'GET / HTTP/1.1\r\n\r\n', 400, 'request-unreadable'],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400, 'request-unreadable'],
  ['a coding that is not chunks', 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n', 400, 'request-unreadable'],
  ['a chunk without a size', 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxx\r\n', 400, 'request-unreadable'],
  ['headers too large', `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'x'.repeat(2_000)}\r\n\r\n`, 431, 'headers-too-large'],
  ['headers that never end', 'GET / HTTP/1.1\r\nHost: a\r\n', 408, 'request-incomplete'],
  ['a body that never comes', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{}', 408, 'request-incomplete'],
])('%s is answered with a problem, and the connection ends', async (_what, bytes, status, code) => {
  const limits = { headersTimeoutMs: 100, requestTimeoutMs: 200, headerBytesMax: 1_024 };
  const server = await startServer((req, res) => req.resume().once('end', () => res.end('read')), { port: 0, ...limits });

  const text = await answerTo(server.url, bytes);
  await server.stop();

  expectProblem(text, status, code);
}, 10_000); // prettier-ignore

test('bytes that make no sense in the middle of an answer break it off and add nothing to it', async () => {
  const server = await startServer((req, res) => req.once('data', () => res.write('begun')), { port: 0 });
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    if (chunk.includes('begun')) socket.write('no chunk size\r\n');
  });

  socket.write('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n');
  await once(socket, 'close');
  await server.stop();

  expect(text).toContain('begun');
  expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
});
