import { once } from 'node:events';
import { request, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import {
  account,
  aKey,
  answering,
  bodyOf,
  creditorThatFinds,
  identityOf,
  startTestGateway,
  type TestGateway,
} from './test-gateway.ts';

const ok: RequestListener = (_req, res) => res.end('{}');
const running: TestGateway[] = [];
const start: typeof startTestGateway = async (...args) => {
  const gateway = await startTestGateway(...args);
  running.push(gateway);
  return gateway;
};
afterEach(async () => {
  for (const gateway of running.splice(0)) await gateway.stop();
});

test.each([
  ['/api/v1/customers', { code: 503 }],
  ['/api/communicator/send', { status: 503 }],
  ['/v1/documents', { error: 'Service unavailable.', code: 'upstream_unavailable' }],
  ['/agency/v1/holds', { code: 'upstream-unavailable', status: 503 }],
])('a service that is not there is 503 with Retry-After at %s, in its family’s words', async (path, body) => {
  const gateway = await start({});

  const answer = await gateway.ask({ path });

  expect([answer.status, answer.body]).toEqual([503, expect.objectContaining(body)]);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
});

test('one service that fails is left alone for a while; the others go on', async () => {
  let asked = 0;
  const campaign: RequestListener = (req) => {
    asked++;
    req.socket.destroy();
  };
  const gateway = await start({ campaign, recover: ok });
  const post = () => gateway.ask({ method: 'POST', path: '/v1/documents', headers: { 'x-api-key': aKey }, body: '{}' });

  for (let i = 0; i < 12; i++) expect((await post()).status).toBe(503);
  const askedWhenOpened = asked;
  expect((await post()).status).toBe(503);

  expect(asked).toBe(askedWhenOpened);
  expect((await gateway.ask({ path: '/api/v1/customers' })).status).toBe(200);
});

test('an answer of a service is passed on as it is, also its 503', async () => {
  const recover: RequestListener = (_req, res) => res.writeHead(503, { 'retry-after': '7' }).end('{"code":503}');
  const gateway = await start({ recover });

  for (let i = 0; i < 15; i++) {
    const answer = await gateway.ask({ path: '/api/v1/customers' });
    expect([answer.status, answer.headers['retry-after'], answer.text]).toEqual([503, '7', '{"code":503}']);
  }
});

test('a service that does not begin to answer in time is 503', async () => {
  const gateway = await start({ recover: () => undefined }, { UPSTREAM_TIMEOUT_MS: 100 });

  expect((await gateway.ask({ path: '/api/v1/customers' })).status).toBe(503);
});

test('a request that waits for a connection when its time is over is 503 too', async () => {
  const gateway = await start({ recover: () => undefined }, { UPSTREAM_TIMEOUT_MS: 100, UPSTREAM_CONNECTIONS_MAX: 1 });

  const answers = await Promise.all([1, 2, 3].map(() => gateway.ask({ path: '/api/v1/customers' })));

  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
});

test('an answer larger than all buffers on its way arrives whole', async () => {
  const page = 'x'.repeat(8 * 1_024 * 1_024);
  const gateway = await start({ recover: (_req, res) => res.end(page) });

  const { status, text } = await gateway.ask({ path: '/api/v1/customers' });

  expect([status, text === page]).toEqual([200, true]);
});

test('an answer of any bytes arrives as they are', async () => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
  const gateway = await start({ recover: (_req, res) => res.end(bytes) });

  const answer = await fetch(`${gateway.running.url}/api/v1/customers`, { headers: { 'x-api-key': aKey } });

  expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
});

test('a service that never comes to the end of its answer is cut off', async () => {
  const recover: RequestListener = (_req, res) => {
    const drip = setInterval(() => res.write('.'), 20);
    res.once('close', () => clearInterval(drip)).writeHead(200);
  };
  const gateway = await start({ recover }, { UPSTREAM_FINISH_MS: 200 });

  await expect(gateway.ask({ path: '/api/v1/customers' })).rejects.toThrow('aborted');
});

test('while credentials cannot be checked nobody is let in, and nobody is called invalid', async () => {
  const gateway = await start({ creditor: (req) => req.socket.destroy(), recover: ok });

  const answer = await gateway.ask({ path: '/api/v1/customers' });

  expect([answer.status, answer.body['code']]).toEqual([503, 503]);
});

/** The bytes that come back for these, until the gateway hangs up; nothing more will come from here unless it is said. */
async function sendRaw({ running }: TestGateway, bytes: string, isLast = true): Promise<string> {
  const { hostname, port } = new URL(running.url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.write(bytes);
  if (isLast) socket.end();
  await once(socket, 'close');
  return text;
}

test.each([
  ['two lengths', 'Content-Length: 2\r\nContent-Length: 3\r\n'],
  ['a length and chunks', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n'],
  ['a length that is a list', 'Content-Length: 2, 2\r\n'],
  ['chunks that are not last', 'Transfer-Encoding: chunked, identity\r\n'],
  ['chunks twice', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n'],
  ['a coding without chunks', 'Transfer-Encoding: gzip\r\n'],
  ['a coding within chunks', 'Transfer-Encoding: gzip, chunked\r\n'],
  ['a length with a sign', 'Content-Length: +2\r\n'],
  ['a header that ends in the middle', 'X-A: 1\rContent-Length: 2\r\n'],
  ['two hosts', 'Host: b\r\nContent-Length: 2\r\n'],
  ['two keys', `X-API-KEY: ${aKey}\r\nContent-Length: 2\r\n`],
  ['a folded header', 'X-A: 1\r\n 2\r\nContent-Length: 2\r\n'],
  ['a blank before the colon', 'Content-Length : 2\r\n'],
])('%s can be read in two ways, and goes nowhere', async (_what, headers) => {
  let asked = 0;
  const gateway = await start({ recover: (_req, res) => res.end(String(++asked)) });

  const text = await sendRaw(
    gateway,
    `POST /api/v1/customers HTTP/1.1\r\nHost: a\r\nX-API-KEY: ${aKey}\r\n${headers}\r\n{}`,
  );

  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  expect(text).toMatch(/"code":(102|"request-unreadable")/);
  expect(asked).toBe(0);
});

test.each([
  'http://elsewhere.example/api/v1/customers',
  'http://a/api/v1/customers',
  '//api/v1/customers',
  '/api/v1//customers',
  '/api/v1/..%2fcustomers',
  '/api/v1/%2e%2e/v1/customers',
  '/api/v1/x/../customers',
  '/api/v1;v=2/customers',
  '/api/v1\\\\customers',
  '/api/v1/customers#x',
  'api/v1/customers',
  '*',
])('%s as the target, byte for byte, goes nowhere', async (target) => {
  let asked = 0;
  const gateway = await start({ recover: (_req, res) => res.end(String(++asked)) });

  const text = await sendRaw(
    gateway,
    `GET ${target} HTTP/1.1\r\nHost: a\r\nX-API-KEY: ${aKey}\r\nConnection: close\r\n\r\n`,
  );

  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  expect(text).toMatch(/"code":/);
  expect(asked).toBe(0);
});

test('each request of one connection is of the credential that it shows itself', async () => {
  const another = 'key-of-another-account-0123456789';
  const creditor = creditorThatFinds(({ apiKey }) => {
    if (apiKey === another) return { ...account, accountId: 'AC-2-2', apiKeyId: 'KE-2-2' };
    return apiKey === aKey ? account : undefined;
  });
  const recover = answering(async ({ headers }, res) => {
    const token = String(headers.authorization).slice('Bearer '.length);
    res.end(`for ${(await identityOf('recover').verify(token)).accountId}\n`);
  });
  const gateway = await start({ creditor, recover });
  const shown = [aKey, another, 'unknown-key-unknown-key', aKey, undefined, another, another, aKey];

  const requests = shown.map((key, i) => {
    const credential = key === undefined ? '' : `X-API-KEY: ${key}\r\n`;
    const connection = i === shown.length - 1 ? 'close' : 'keep-alive';
    return `GET /api/v1/customers HTTP/1.1\r\nHost: a\r\n${credential}Connection: ${connection}\r\n\r\n`;
  });
  const text = await sendRaw(gateway, requests.join(''), false);

  expect(text.match(/for AC-\d-\d|HTTP\/1.1 401/g)).toEqual([
    ...['for AC-1-1', 'for AC-2-2', 'HTTP/1.1 401', 'for AC-1-1'],
    ...['HTTP/1.1 401', 'for AC-2-2', 'for AC-2-2', 'for AC-1-1'],
  ]);
});

test('a tunnel is not built, and another protocol is not taken up', async () => {
  let asked = 0;
  const gateway = await start({ recover: (req, res) => res.end(`${++asked} ${req.headers.upgrade ?? 'plain'}`) });
  const key = `Host: a\r\nX-API-KEY: ${aKey}\r\n`;

  const tunnel = await sendRaw(gateway, `CONNECT recover:80 HTTP/1.1\r\n${key}\r\n`);
  const upgrade = await sendRaw(
    gateway,
    `GET /api/v1/customers HTTP/1.1\r\n${key}Connection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n`,
    false,
  );

  expect(tunnel).not.toMatch(/^HTTP\/1\.1 2/);
  expect(upgrade).toMatch(/^HTTP\/1\.1 200 [^]*1 plain$/);
  expect(asked).toBe(1);
});

test('headers of more than 16 kB are 431 with a problem', async () => {
  const gateway = await start({ recover: ok });

  const text = await sendRaw(
    gateway,
    `GET /api/v1/customers HTTP/1.1\r\nHost: a\r\nX-A: ${'x'.repeat(17_000)}\r\n\r\n`,
  );

  expect(text).toMatch(/^HTTP\/1\.1 431 [^]*"code":"headers-too-large"/);
});

test('a client that goes away takes its request along', async () => {
  let gone!: () => void;
  let begun!: () => void;
  const isGone = new Promise<void>((resolve) => (gone = resolve));
  const isBegun = new Promise<void>((resolve) => (begun = resolve));
  const gateway = await start({
    recover: (_req, res) => {
      res.once('close', gone);
      begun();
    },
  });
  const client = request(`${gateway.running.url}/api/v1/customers`, { headers: { 'x-api-key': aKey } });
  client.on('error', () => undefined).end();
  await isBegun;

  client.destroy();

  await expect(isGone).resolves.toBeUndefined();
});

test('a service that answers without reading the body does not take the client’s connection down', async () => {
  const gateway = await start({ recover: (_req, res) => res.writeHead(415).end('{"code":415}') });
  const body = [Buffer.alloc(300_000, 'x'), Buffer.alloc(300_000, 'x')];

  const answer = await gateway.ask({ method: 'POST', path: '/api/v1/customers', headers: { 'x-api-key': aKey }, body });

  expect([answer.status, answer.text]).toEqual([415, '{"code":415}']);
});

test('an answer that breaks off in the middle breaks off for the client too', async () => {
  const recover: RequestListener = (_req, res) => {
    res.writeHead(200, { 'content-length': '100' });
    res.write('half', () => res.destroy());
  };
  const gateway = await start({ recover });

  await expect(gateway.ask({ path: '/api/v1/customers' })).rejects.toThrow('aborted');
});

test('a stop finishes what is under way', async () => {
  let answer!: () => void;
  let begun!: () => void;
  const isBegun = new Promise<void>((resolve) => (begun = resolve));
  const recover = answering(async (req, res) => {
    const bytes = await bodyOf(req);
    answer = () => res.end(bytes);
    begun();
  });
  const gateway = await startTestGateway({ recover });
  const underWay = gateway.ask({
    method: 'POST',
    path: '/api/v1/customers',
    headers: { 'x-api-key': aKey },
    body: '{"a":1}',
  });
  await isBegun;

  const stopped = gateway.running.stop();
  answer();

  expect((await underWay).text).toBe('{"a":1}');
  await stopped;
  await gateway.stop().catch(() => undefined);
});
