import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, FairdueError, NoAnswer } from './index.ts';

type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | 'cut' | 'never';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A platform that answers as it is told, in that order, and remembers what it was asked. */
async function answering(...answers: Answer[]) {
  const asked: IncomingMessage[] = [];
  const server = createServer((req, res) => {
    const answer = answers[Math.min(asked.push(req), answers.length) - 1];
    if (answer === 'never') return;
    if (!answer || answer === 'cut') return void req.socket.destroy();
    res.writeHead(answer.status, { 'content-type': 'application/json', 'x-request-id': 'r-1', ...answer.headers });
    res.end(JSON.stringify(answer.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const fairdue = connect({
    url: `${url}/`,
    credential: { basic: 'key' },
    patience: { firstWaitMs: 1 },
  });
  servers.push(server);
  return { fairdue, asked, url };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const payment = {
  customerId: 'BO-1-1',
  debtId: 'LN-1-1',
  body: { amount: { amount: 1, currency: 'USD' }, payee: 'CREDITOR', transactionType: 'PAYMENT' },
} as const;

test('a write is sent again under one key until it is answered', async () => {
  const platform = await answering('cut', { status: 503 }, { status: 200, body: { meta: { id: 'PM-1-1' } } });

  const booked = await platform.fairdue.recordPayment(payment, { because: 'counter' });

  expect(booked.meta.id).toBe('PM-1-1');
  expect(platform.asked).toHaveLength(3);
  expect(new Set(platform.asked.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  expect(platform.asked[0]).toMatchObject({
    method: 'POST',
    url: '/api/v1/customers/BO-1-1/debts/LN-1-1/payments/',
    headers: { authorization: `Basic ${btoa('key:')}`, 'x-ta-audit-description': 'counter' },
  });
});

test('two calls are two requests, each with a key of its own, or with the caller’s', async () => {
  const platform = await answering({ status: 200 });

  await platform.fairdue.recordPayment(payment);
  await platform.fairdue.recordPayment(payment);
  await platform.fairdue.recordPayment(payment, { idempotencyKey: 'mine' });

  const keys = platform.asked.map(({ headers }) => headers['idempotency-key']);
  expect(new Set(keys).size).toBe(3);
  expect(keys[2]).toBe('mine');
});

test('a write without a key is not sent twice, unless it was refused before anything was done', async () => {
  const lost = await answering('cut');
  await expect(lost.fairdue.issueApiKey({ accountId: 'AC-1-1' })).rejects.toBeInstanceOf(NoAnswer);
  expect(lost.asked).toHaveLength(1);

  const busy = await answering({ status: 429 }, { status: 201, body: { apiKey: 'k' } });
  await busy.fairdue.issueApiKey({ accountId: 'AC-1-1' });
  expect(busy.asked).toHaveLength(2);
});

test('a refusal is final; an overloaded platform is asked four times', async () => {
  const refusing = await answering({ status: 404, body: { code: 109, msg: 'no', errorInfo: null } });
  await expect(refusing.fairdue.readCustomer({ customerId: 'BO-1-1' })).rejects.toMatchObject({ status: 404 });
  expect(refusing.asked).toHaveLength(1);

  const away = await answering({ status: 503 });
  await expect(away.fairdue.readCustomer({ customerId: 'BO-1-1' })).rejects.toMatchObject({ retryable: true });
  expect(away.asked).toHaveLength(4);
});

test('a wait that is too long is told, not waited for', async () => {
  const platform = await answering({ status: 429, headers: { 'retry-after': '600' } });

  const refused = platform.fairdue.readCustomer({ customerId: 'BO-1-1' });

  await expect(refused).rejects.toMatchObject({ retryAfterMs: 600_000 });
  expect(platform.asked).toHaveLength(1);
});

test('the first request being under way is waited out, in every format', async () => {
  const underWay = [
    { code: 409, msg: 'The first request with that Idempotency-Key is still under way.', errorInfo: null },
    { error: '…', code: 'idempotency_key_in_flight' },
    { status: 409, message: '…', errors: [{ code: 'idempotencyKeyInFlight', detail: '…' }] },
  ];
  for (const body of underWay) {
    const platform = await answering({ status: 409, body }, { status: 200 });
    await platform.fairdue.recordPayment(payment);
    expect(platform.asked).toHaveLength(2);
  }
});

test.each([
  [{ code: 104, msg: 'wrong', errorInfo: { amount: 'required' } }, 'request-invalid', [{ path: 'amount', problem: 'required' }]],
  [{ status: 400, message: '1 field is invalid', errors: [{ code: 'requiredField', field: 'channel', detail: 'required' }] }, 'required-field', [{ path: 'channel', problem: 'required' }]],
  [{ error: 'Invalid body.', code: 'request_invalid', details: [{ path: 'sms', problem: 'required' }] }, 'request-invalid', [{ path: 'sms', problem: 'required' }]],
  [{ type: '/problems/request-invalid', title: 'Bad Request', status: 400, code: 'request-invalid', detail: '…', faults: [{ path: 'reason', problem: 'required' }] }, 'request-invalid', [{ path: 'reason', problem: 'required' }]],
  [{ error: 'invalid_client', error_description: '…' }, 'invalid-client', []],
])('each format becomes one error: %j', async (body, code, faults) => {
  const platform = await answering({ status: 400, body });

  const error: unknown = await platform.fairdue.readDocument({ documentId: 'DO-1-1' }).catch((fault: unknown) => fault);

  expect(error).toBeInstanceOf(FairdueError);
  expect(error).toMatchObject({ operation: 'readDocument', status: 400, code, faults, requestId: 'r-1', body });
}); // prettier-ignore

test('what no header can carry is refused before anything is sent', async () => {
  const platform = await answering({ status: 200 });

  await expect(platform.fairdue.recordPayment(payment, { because: 'the counter’s' })).rejects.toMatchObject({
    name: 'TypeError',
  });
  expect(platform.asked).toHaveLength(0);
});

test('an attempt that takes too long is no answer', async () => {
  const platform = await answering('never');

  const call = platform.fairdue.issueApiKey({ accountId: 'AC-1-1' }, { timeoutMs: 20 });

  await expect(call).rejects.toBeInstanceOf(NoAnswer);
});

test('the caller’s signal ends a call with the caller’s reason', async () => {
  const platform = await answering({ status: 503, headers: { 'retry-after': '10' } });
  const ended = new AbortController();

  const call = platform.fairdue.readCustomer({ customerId: 'BO-1-1' }, { signal: ended.signal });
  ended.abort(new Error('enough'));

  await expect(call).rejects.toThrow('enough');
});

test('every item of a list comes once, by each way of paging', async () => {
  const cursor = await answering(
    { status: 200, body: { items: [{ creditorId: 'CR-1-1' }], next: 'c' } },
    { status: 200, body: { items: [{ creditorId: 'CR-1-2' }], next: null } },
  );
  const creditors = await all(cursor.fairdue.each.listCreditors());
  expect(creditors.map(({ creditorId }) => creditorId)).toEqual(['CR-1-1', 'CR-1-2']);
  expect(cursor.asked[1]?.url).toContain('after=c');

  const documents = [{ id: 'DO-1-1' }, { id: 'DO-1-2' }];
  const last = await answering(
    { status: 200, body: { documents } },
    { status: 200, body: { documents: [{ id: 'DO-1-3' }] } },
  );
  expect(await all(last.fairdue.each.listDocuments({ query: { limit: 2 } }))).toHaveLength(3);
  expect(last.asked[1]?.url).toContain('startingAfter=DO-1-2');

  const counted = await answering(
    { status: 200, body: { customers: [{}, {}], totalResults: 3 } },
    { status: 200, body: { customers: [{}], totalResults: 3 } },
  );
  expect(await all(counted.fairdue.each.listCustomers())).toHaveLength(3);
  expect(counted.asked[1]?.url).toContain('offset=2');
});

test.each(['.', '..'])('an id %j, which would lead to another path, is refused before anything is sent', async (id) => {
  const platform = await answering({ status: 200 });

  await expect(platform.fairdue.readCustomer({ customerId: id })).rejects.toThrow('customerId is no id');
  expect(platform.asked).toHaveLength(0);
});

test('a key goes to nobody to whom a stream is redirected', async () => {
  const elsewhere = await answering({ status: 200 });
  const location = `${elsewhere.url}/v1/activity/stream`;
  const platform = await answering({ status: 307, headers: { location } }, { status: 403 });

  await expect(all(platform.fairdue.activity())).rejects.toMatchObject({ status: 403 });
  expect(elsewhere.asked).toHaveLength(0);
});

test('who is told when to come back for the stream does not come before, however short their own waits are', async () => {
  const platform = await answering({ status: 429, headers: { 'retry-after': '1' } }, { status: 403 });
  const patience = { firstWaitMs: 1, longestWaitMs: 10 };
  const hasty = connect({ url: platform.url, credential: { apiKey: 'key' }, patience });
  const startedAt = performance.now();

  await expect(all(hasty.activity())).rejects.toMatchObject({ status: 403 });

  expect(platform.asked).toHaveLength(2);
  expect(performance.now() - startedAt).toBeGreaterThan(990);
});

test('a list whose next page is the same page again fails, and does not go on for ever', async () => {
  const platform = await answering({ status: 200, body: { items: [{ creditorId: 'CR-1-1' }], next: 'c' } });

  await expect(all(platform.fairdue.each.listCreditors())).rejects.toThrow('this one again');
  expect(platform.asked).toHaveLength(2);
});
