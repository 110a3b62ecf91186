import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Unavailable } from '@fairdue/refused';
import { createLog, createMetrics, inTrace, newTrace } from '@fairdue/telemetry';
import { z } from 'zod';
import { requestDeadline } from './caller.ts';
import { gateway, identityOf } from './test-app.ts';
import { upstream, type UpstreamOptions } from './upstream.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function aServer(listener: RequestListener, port = 0): Promise<{ url: string; server: Server; port: number }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const bound = (server.address() as AddressInfo).port;
  return { url: `http://127.0.0.1:${bound}`, server, port: bound };
}

function recoverAt(baseUrl: string, over: Partial<UpstreamOptions> = {}) {
  const called = upstream({
    name: 'recover',
    baseUrl,
    identity: gateway,
    log: createLog('gateway', 'silent'),
    metrics: createMetrics('gateway'),
    ...over,
  });
  closing.push(() => called.close());
  return called;
}

const get = { method: 'GET', path: '/internal/thing', schema: z.object({ ok: z.boolean() }) } as const;
const post = { ...get, method: 'POST', body: {} } as const;
const unavailable = expect.objectContaining({ name: 'Unavailable', code: 'upstream-unavailable' });

test('a call carries our token, the request id, the trace and the time that is left', async () => {
  const seen: IncomingMessage[] = [];
  const { url } = await aServer((req, res) => {
    seen.push(req);
    res.end('{"ok":true}');
  });
  const trace = newTrace(undefined, 'request-7');

  await inTrace(trace, () => recoverAt(url).call({ ...get, deadlineMs: 900 }));

  const headers = seen[0]?.headers ?? {};
  expect(headers['x-request-id']).toBe('request-7');
  expect(headers['traceparent']).toContain(trace.traceId);
  expect(Number(headers['x-fairdue-deadline-ms'])).toBeLessThanOrEqual(900);
  const vouched = await identityOf('recover').verify(String(headers.authorization).slice('Bearer '.length));
  expect(vouched.service).toBe('gateway');
});

test('a call for a caller carries the caller, and who passed it on', async () => {
  let authorization = '';
  const { url } = await aServer((req, res) => {
    authorization = req.headers.authorization ?? '';
    res.end('{"ok":true}');
  });
  const caller = { accountId: 'AC-1-1', permissions: new Set(['a:read']), creditorIds: ['CR-1-1'], requestId: 'r' };

  await recoverAt(url).call({ ...get, caller });

  const vouched = await identityOf('recover').verify(authorization.slice('Bearer '.length));
  expect(vouched).toMatchObject({ accountId: 'AC-1-1', creditorIds: ['CR-1-1'], service: 'gateway' });
});

test('a refusal of the other service arrives as that refusal, and opens no breaker', async () => {
  const { url } = await aServer((_req, res) => {
    res.writeHead(409).end(JSON.stringify({ code: 'already-consumed', detail: 'Used.', status: 409 }));
  });
  const called = recoverAt(url);

  for (let i = 0; i < 20; i++)
    await expect(called.call(post)).rejects.toMatchObject({ kind: 'conflict', code: 'already-consumed' });
});

test('a failed read is repeated, a failed write is not unless it may be', async () => {
  let asked = 0;
  const { url } = await aServer((_req, res) => {
    asked++;
    if (asked % 2 === 1) res.writeHead(503).end('{"code":"store-unavailable","detail":"Away."}');
    else res.end('{"ok":true}');
  });
  const called = recoverAt(url);

  await expect(called.call(get)).resolves.toEqual({ ok: true });
  await expect(called.call({ ...post, idempotent: true })).resolves.toEqual({ ok: true });
  await expect(called.call(post)).rejects.toMatchObject({ code: 'store-unavailable' });
  expect(asked).toBe(5);
});

test('what does not answer is given up when its time is over, and the connection with it', async () => {
  let aborted!: () => void;
  const closed = new Promise<void>((resolve) => (aborted = resolve));
  const { url } = await aServer((req) => {
    req.socket.once('close', () => aborted());
  });

  await expect(recoverAt(url).call({ ...post, deadlineMs: 50 })).rejects.toEqual(unavailable);

  await closed;
});

test('a call may say that its answer is worth waiting for longer than usual', async () => {
  let asked = 0;
  const { url } = await aServer((_req, res) => {
    asked++;
    setTimeout(() => res.end('{"ok":true}'), 100);
  });

  await expect(recoverAt(url, { timeoutMs: 20 }).call({ ...post, deadlineMs: 5_000 })).resolves.toEqual({ ok: true });
  expect(asked).toBe(1);
});

test('a call never outlives the request it is made for', async () => {
  const { url } = await aServer(() => undefined);
  const startedAt = performance.now();

  const call = requestDeadline.run(performance.now() + 50, () => recoverAt(url).call(post));

  await expect(call).rejects.toEqual(unavailable);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

test('a service that keeps failing is left alone for a while, then tried again', async () => {
  let isUp = false;
  let asked = 0;
  const { url } = await aServer((_req, res) => {
    asked++;
    res.writeHead(isUp ? 200 : 500).end('{"ok":true}');
  });
  const called = recoverAt(url, { breakerRestMs: 100 });
  const attempts = () =>
    called.call(post).then(
      () => 'answered',
      (error: Unavailable) => error.message,
    );

  let last = '';
  while (!last.includes('at present')) last = await attempts();
  const askedWhenOpened = asked;
  await attempts();
  expect(asked).toBe(askedWhenOpened);

  isUp = true;
  while (last !== 'answered') {
    await new Promise((resolve) => setImmediate(resolve));
    last = await attempts();
  }
  expect(asked).toBe(askedWhenOpened + 1);
});

test('a service that is not there is unavailable, not an error of ours', async () => {
  const { url, server } = await aServer(() => undefined);
  await new Promise((resolve) => server.close(resolve));

  await expect(recoverAt(url).call(post)).rejects.toEqual(unavailable);
});
