import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { HttpFault } from '@fairdue/http';
import {
  aKey,
  account,
  anEcho,
  answering,
  bodyOf,
  startTestGateway,
  type Answer,
  type TestGateway,
} from '../test-gateway.ts';
import { readConsoleFiles } from './console-files.ts';
import { serveConsole } from './serve-console.ts';

const { echo, seen } = anEcho();
const revoked: string[] = [];
/** Knows one key, and which tokens were given back. */
const creditor = answering(async (req, res) => {
  const asked = JSON.parse((await bodyOf(req)).toString('utf8')) as Record<string, string>;
  if (req.url === '/internal/revoked-tokens') {
    revoked.push(asked['tokenId'] ?? '');
    res.end('{"revoked":true}');
  } else if (asked['apiKey'] === aKey || (asked['apiKeyId'] && !revoked.includes(asked['tokenId'] ?? '')))
    res.end(JSON.stringify(account));
  else res.writeHead(404).end('{"code":"credential-unknown"}');
});

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ creditor, recover: echo }, { CREDENTIAL_CACHE_MS: 0 });
});
afterAll(() => gateway.stop());
beforeEach(() => seen.splice(0));

const fromConsole = { 'x-fairdue-console': '1', 'sec-fetch-site': 'same-origin' };
const session = (method: string, headers: Record<string, string> = {}, body?: string) =>
  gateway.ask({ method, path: '/console/session', headers: { ...fromConsole, ...headers }, ...(body && { body }) });
const signIn = (headers: Record<string, string> = {}) => session('POST', headers, JSON.stringify({ apiKey: aKey }));
const cookieOf = ({ headers }: Answer): string => headers['set-cookie']?.[0]?.split(';')[0] ?? '';
const ask = (headers: Record<string, string>) => gateway.ask({ path: '/api/v1/customers', headers });

test('whoever signs in with a key gets a cookie that no script and no other site can use, and no token', async () => {
  const answer = await signIn({ host: 'agency.example' });

  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    accountId: account.accountId, permissions: ['*'], creditorIds: ['CR-1-1'], expiresAt: expect.stringMatching(/Z$/),
  }); // prettier-ignore
  expect(answer.headers['set-cookie']).toEqual([
    expect.stringMatching(/^__Host-fairdue-console=[\w.-]+; Path=\/; Max-Age=3600; HttpOnly; SameSite=Strict; Secure$/),
  ]);
  expect(answer.text).not.toContain(cookieOf(answer).slice(20));
});

test('on this machine itself the cookie works without TLS', async () => {
  const { headers } = await signIn({ host: '127.0.0.1:8080' });

  expect(headers['set-cookie']?.[0]).not.toContain('Secure');
});

test('a key that nobody has signs nobody in', async () => {
  const answer = await session('POST', {}, JSON.stringify({ apiKey: 'key-that-was-never-issued-12345' }));

  expect([answer.status, answer.body['code'], answer.headers['set-cookie']]).toEqual([
    401,
    'credential-invalid',
    undefined,
  ]);
});

test('with the cookie a page of the console asks what any client asks, and services see no cookie', async () => {
  const cookie = cookieOf(await signIn());

  expect((await ask({ cookie, ...fromConsole })).status).toBe(200);
  expect(seen[0]?.headers).not.toHaveProperty('cookie');
  expect(seen[0]?.headers).not.toHaveProperty('x-fairdue-console');
  expect((await session('GET', { cookie })).body).toMatchObject({ accountId: account.accountId });
});

test.each([
  ['without the header of the console', {}],
  ['from another site', { ...fromConsole, 'sec-fetch-site': 'cross-site' }],
  ['from a neighbouring site', { ...fromConsole, 'sec-fetch-site': 'same-site' }],
  ['from an address bar', { ...fromConsole, 'sec-fetch-site': 'none' }],
  ['with the origin of another site', { 'x-fairdue-console': '1', origin: 'https://evil.example' }],
  ['with no origin to speak of', { 'x-fairdue-console': '1', origin: 'null' }],
])('the cookie alone opens nothing %s', async (_what, headers) => {
  const cookie = cookieOf(await signIn());

  expect((await ask({ cookie, ...headers })).status).toBe(401);
  expect(seen).toEqual([]);
});

test('a cookie that came twice is nobody’s', async () => {
  const cookie = cookieOf(await signIn());

  expect((await ask({ cookie: `${cookie}; ${cookie}`, ...fromConsole })).status).toBe(401);
});

test('a neighbouring host cannot sign anybody in to an account of its own, and a key in the cookie opens nothing', async () => {
  const host = 'agency.example';
  const cookie = cookieOf(await signIn({ host }));
  const tossed = cookie.replace('__Host-', '');

  expect((await ask({ cookie, ...fromConsole, host })).status).toBe(200);
  expect((await ask({ cookie: tossed, ...fromConsole, host })).status).toBe(401);
  expect((await ask({ cookie: `${tossed}x; ${cookie}`, ...fromConsole, host })).status).toBe(200);
  expect((await ask({ cookie: `__Host-fairdue-console=${aKey}`, ...fromConsole, host })).status).toBe(401);
});

test('signing in, and asking who is, is for pages of the console', async () => {
  for (const method of ['GET', 'POST', 'DELETE'])
    expect(await gateway.ask({ method, path: '/console/session', headers: { origin: 'https://evil.example' } })).toMatchObject({
      status: 403,
      body: { code: 'console-only' },
    }); // prettier-ignore
});

test('signing out ends the session, also for whoever kept the cookie', async () => {
  const cookie = cookieOf(await signIn());

  const out = await session('DELETE', { cookie });

  expect([out.status, out.headers['set-cookie']?.[0]]).toEqual([200, expect.stringContaining('Max-Age=0')]);
  expect((await ask({ cookie, ...fromConsole })).status).toBe(401);
  expect((await session('GET', { cookie })).status).toBe(401);
  expect((await session('DELETE', { cookie: '' })).status).toBe(200);
});

test('nobody is signed in without a cookie, whatever else is shown', async () => {
  expect((await session('GET')).body['code']).toBe('credential-missing');
  expect((await session('GET', { 'x-api-key': aKey })).body['code']).toBe('credential-missing');
  expect((await session('POST', {}, 'apiKey=x')).body['code']).toBe('request-invalid');
  expect(await session('PUT')).toMatchObject({ status: 405, headers: { allow: 'GET, POST, DELETE' } });
});

describe('the files of the console', () => {
  const page = '<!doctype html><title>Console</title>';
  const script = 'globalThis.started = true;'.repeat(50);
  let folder: string;
  let server: Server;
  let url: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fairdue-console-'));
    for (const [name, text] of [
      ['index.html', page],
      ['main-ABC.js', script],
    ] as const) {
      // prettier-ignore
      writeFileSync(join(folder, name), text);
      writeFileSync(join(folder, `${name}.br`), brotliCompressSync(text));
      writeFileSync(join(folder, `${name}.gz`), gzipSync(text));
    }
    const files = await readConsoleFiles(folder);
    server = createServer((req, res) => {
      try {
        serveConsole(files, { req, res, headers: {} }, req.url ?? '');
      } catch (error) {
        res.writeHead(error instanceof HttpFault ? error.status : 404).end();
      }
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close().closeAllConnections();
    rmSync(folder, { recursive: true });
  });

  test('every place in the app is its page, never kept, which may load and ask here only', async () => {
    for (const path of ['/console', '/console/', '/console/customers/BO-1-1']) {
      const answer = await fetch(`${url}${path}`);

      expect([answer.status, await answer.text()]).toEqual([200, page]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'self'; base-uri 'none';/);
      expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
      expect(answer.headers.get('x-frame-options')).toBe('DENY');
    }
  });

  test.each([
    ['br', 'br'],
    ['gzip', 'gzip, deflate'],
    ['gzip', 'br;q=0, gzip'],
    [null, 'identity'],
  ])('an asset is sent as %s to whoever reads %s, and kept for good', async (coding, accepted) => {
    const answer = await fetch(`${url}/console/assets/main-ABC.js`, { headers: { 'accept-encoding': accepted } });

    expect(answer.headers.get('content-encoding')).toBe(coding);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await answer.text()).toBe(script);
  });

  test('what was not built is not there, and nothing can be sent to a page', async () => {
    expect((await fetch(`${url}/console/assets/other.js`)).status).toBe(404);
    expect((await fetch(`${url}/console/`, { method: 'POST' })).status).toBe(405);
    expect(await readConsoleFiles(join(folder, 'none'))).toEqual(new Map());
  });
});
