import type { IncomingHttpHeaders, IncomingMessage, RequestListener } from 'node:http';
import { eventually } from '@fairdue/testing';
import {
  aKey,
  account,
  answering,
  bodyOf,
  creditorThatFinds,
  creditorThatKnows,
  identityOf,
  startTestGateway,
  type TestGateway,
} from './test-gateway.ts';

const seen: IncomingMessage[] = [];
const echo = answering(async (req, res) => {
  seen.push(req);
  const bytes = await bodyOf(req);
  res.writeHead(200, { 'content-type': 'application/octet-stream', 'x-from': 'service' }).end(bytes);
});

const anotherKey = 'key-of-another-account-0123456789';
let gateway: TestGateway;
beforeAll(async () => {
  const creditor = creditorThatFinds(({ apiKey }) => {
    if (apiKey === anotherKey) return { ...account, accountId: 'AC-2-2', apiKeyId: 'KE-2-2' };
    return apiKey === aKey ? account : undefined;
  });
  const services = { creditor, recover: echo, communicator: echo, 'compliance-guard': echo, campaign: echo };
  gateway = await startTestGateway(services, { BODY_BYTES_MAX: 100_000 });
});
afterAll(() => gateway.stop());
beforeEach(() => seen.splice(0));

const basic = (user: string, password = '') => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const familyPaths = [
  '/api/v1/customers',
  '/api/communicator/send',
  '/api/people/BO-1-1/can-interact',
  '/v1/documents',
  '/agency/v1/holds',
];

test.each(familyPaths)('every kind of credential opens %s', async (path) => {
  for (const headers of [
    { authorization: basic(aKey) },
    { authorization: basic(aKey, 'ignored') },
    { authorization: `Bearer ${aKey}` },
    { authorization: `bearer ${aKey}` },
    { 'x-api-key': aKey },
  ] as Record<string, string>[])
    expect((await gateway.ask({ path, headers })).status).toBe(200);
});

test.each([
  ['recover', '/api/v1/nothing/here', { code: 401, msg: 'A credential is required.', errorInfo: null }],
  [
    'communicator',
    '/api/communicator/x',
    {
      status: 401,
      message: 'A credential is required.',
      errors: [{ code: 'credentialMissing', detail: 'A credential is required.' }],
    },
  ],
  [
    'compliance',
    '/api/people/x',
    {
      status: 401,
      message: 'A credential is required.',
      errors: [{ code: 'credentialMissing', detail: 'A credential is required.' }],
    },
  ],
  ['rcm', '/v1/nothing', { error: 'Missing Authorization Bearer token.', code: 'credential_missing' }],
  [
    'agency',
    '/agency/v1/nothing',
    {
      type: '/problems/credential-missing',
      title: 'Unauthorized',
      status: 401,
      code: 'credential-missing',
      detail: 'A credential is required.',
    },
  ],
])('without a credential every path of %s is its 401, known or not', async (_family, path, body) => {
  const answer = await gateway.ask({ path, headers: {} });

  expect([answer.status, answer.body]).toEqual([401, body]);
  expect(answer.headers['www-authenticate']).toEqual(expect.any(String));
  expect(seen).toEqual([]);
});

test('Recover challenges with its realm', async () => {
  const answer = await gateway.ask({ path: '/api/v1/customers', headers: {} });

  expect(answer.headers['www-authenticate']).toBe('Basic realm="Recover API"');
});

test.each([
  ['an unknown key', { authorization: 'Bearer unknown-key-unknown-key' }],
  ['a malformed header', { authorization: 'Bearer a b c' }],
  ['a scheme we do not know', { authorization: `Digest ${aKey}` }],
  ['Basic that is no base64', { authorization: 'Basic !!!' }],
  ['Basic without a colon', { authorization: `Basic ${Buffer.from(aKey).toString('base64')}` }],
  ['an empty key', { 'x-api-key': '' }],
  ['an operator for a key', { 'x-api-key': '{"$gt":""}' }],
  ['the key as a password', { authorization: basic('', aKey) }],
])('%s is invalid, which RCM says in its own words', async (_what, headers) => {
  const answer = await gateway.ask({ path: '/v1/activity', headers: headers as unknown as Record<string, string> });

  expect([answer.status, answer.body['error']]).toEqual([401, 'Invalid or expired token.']);
});

const wrong = 'unknown-key-unknown-key';
test.each<[string, Record<string, string>]>([
  ['an unknown key as Bearer', { authorization: `Bearer ${wrong}`, 'x-api-key': aKey }],
  ['an unknown key as Basic', { authorization: basic(wrong), 'x-api-key': aKey }],
  ['Basic that is no base64', { authorization: 'Basic !!!', 'x-api-key': aKey }],
  ['a scheme we do not know', { authorization: `Digest ${aKey}`, 'x-api-key': aKey }],
  ['an empty Authorization', { authorization: '', 'x-api-key': aKey }],
  ['an unknown X-API-KEY', { authorization: basic(aKey), 'x-api-key': wrong }],
  ['an empty X-API-KEY', { authorization: `Bearer ${aKey}`, 'x-api-key': '' }],
  ['the key of another account', { authorization: `Bearer ${aKey}`, 'x-api-key': anotherKey }],
])('%s beside a valid credential is refused', async (_what, headers) => {
  const answer = await gateway.ask({ path: '/api/v1/customers', headers });

  expect([answer.status, answer.body['code']]).toEqual([401, 401]);
  expect(seen).toEqual([]);
});

test('the same key shown twice opens', async () => {
  const headers = { authorization: basic(aKey), 'x-api-key': aKey };

  expect((await gateway.ask({ path: '/api/v1/customers', headers })).status).toBe(200);
});

test('a key in the query is no credential', async () => {
  expect((await gateway.ask({ path: `/api/v1/customers?access_token=${aKey}`, headers: {} })).status).toBe(401);
});

test('a service gets one token for itself that vouches for the account, and none of the client’s claims', async () => {
  await gateway.ask({
    path: '/api/v1/customers/?reference=E=>7&x=1',
    headers: {
      authorization: basic(aKey),
      'x-ta-creditor': 'CR-1-1',
      'x-request-id': 'mine',
      'x-fairdue-deadline-ms': '1',
      'x-forwarded-for': '1.2.3.4',
    },
  });

  const { url, headers } = seen[0]!;
  const token = String(headers.authorization).slice('Bearer '.length);
  expect(url).toBe('/api/v1/customers/?reference=E=>7&x=1');
  expect(await identityOf('recover').verify(token)).toEqual({
    accountId: account.accountId,
    permissions: new Set(['*']),
    creditorIds: ['CR-1-1'],
  });
  await expect(identityOf('campaign').verify(token)).rejects.toMatchObject({ code: 'credential-invalid' });
  expect(headers['x-ta-creditor']).toBe('CR-1-1');
  expect(headers['x-request-id']).not.toBe('mine');
  expect(Number(headers['x-fairdue-deadline-ms'])).toBeGreaterThan(1);
  expect(headers).not.toHaveProperty('x-forwarded-for');
});

test('bodies pass byte for byte, with a length or in chunks', async () => {
  const bytes = Buffer.from('{ "a" : 1.0, "b": "\\u00e9" }\n');
  const json = { 'x-api-key': aKey, 'content-type': 'application/json' };

  const whole = await gateway.ask({ method: 'POST', path: '/v1/documents', headers: json, body: bytes });
  const chunked = await gateway.ask({ method: 'POST', path: '/v1/documents', headers: json, body: [bytes, bytes] });

  expect(whole.text).toBe(bytes.toString());
  expect(chunked.text).toBe(bytes.toString() + bytes.toString());
  expect(whole.headers['x-from']).toBe('service');
});

test('a body too large is 413 in the family’s words, and stops at the gateway', async () => {
  const headers = { 'x-api-key': aKey, 'content-type': 'application/json' };
  const large = Buffer.alloc(100_001, 'x');

  const whole = await gateway.ask({ method: 'POST', path: '/api/communicator/send', headers, body: large });
  const chunked = await gateway.ask({ method: 'POST', path: '/api/v1/customers', headers, body: [large, large] });

  expect([whole.status, whole.body['status']]).toEqual([413, 413]);
  expect([chunked.status, chunked.body['code']]).toEqual([413, 413]);
});

test('a path that takes larger bodies than others gets them, and has a limit too', async () => {
  const headers = { 'x-api-key': aKey, 'content-type': 'application/json' };
  const path = '/api/communicator/templates/import?companyId=CR-1-1';
  const tooMuch = { ...headers, 'content-length': String(20 * 1_024 * 1_024 + 1) };

  const large = await gateway.ask({ method: 'POST', path, headers, body: Buffer.alloc(100_001, '1') });
  const larger = await gateway.ask({
    method: 'POST',
    path,
    headers: tooMuch,
    body: Buffer.alloc(20 * 1_024 * 1_024 + 1, '1'),
  });

  expect([large.status, larger.status]).toEqual([200, 413]);
});

test.each([
  ['/api/v1//customers', { code: 102, errorInfo: null }],
  ['/api/v1/%2e%2e/%2e%2e/internal/permits', { code: 102 }],
  ['/api/v1/customers%2f..%2finternal', { code: 102 }],
  ['/v1/documents/a;b', { code: 'path_ambiguous' }],
  ['/api/communicator/..', { status: 400 }],
  ['http://elsewhere.example/api/v1/customers', { code: 'path-ambiguous' }],
])('%s can be read in two ways and goes nowhere', async (path, body) => {
  const answer = await gateway.ask({ path });

  expect([answer.status, answer.body]).toEqual([400, expect.objectContaining(body)]);
  expect(seen).toEqual([]);
});

test.each([
  ['/api/v1/unknown', { code: 404 }],
  ['/v1/unknown', { error: 'Not found.' }],
  ['/agency/v1/unknown', { code: 'route-not-found' }],
  ['/internal/permits', { code: 'route-not-found' }],
  ['/', { code: 'route-not-found' }],
])('%s is nobody’s', async (path, body) => {
  const answer = await gateway.ask({ path });

  expect([answer.status, answer.body]).toEqual([404, expect.objectContaining(body)]);
  expect(seen).toEqual([]);
});

test.each(['TRACE', 'OPTIONS', 'PROPFIND', 'QUERY'])('%s is for the owner of the path to refuse', async (method) => {
  const answer = await gateway.ask({ method, path: '/v1/documents' });
  const nowhere = await gateway.ask({ method, path: '/v1/nothing' });

  expect([answer.status, nowhere.status]).toEqual([200, 404]);
  expect(seen.map((req) => req.method)).toEqual([method]);
});

test.each([
  ['/agency/v1/clock', 'GET, HEAD, POST'],
  ['/oauth/token', 'POST'],
  ['/openapi.json', 'GET, HEAD'],
  ['/livez', 'GET, HEAD'],
  ['/metrics', 'GET, HEAD'],
])('of %s the gateway says itself what is allowed: %s', async (path, allowed) => {
  const answer = await gateway.ask({ method: 'TRACE', path });

  expect([answer.status, answer.headers.allow]).toEqual([405, allowed]);
});

test('callbacks need no key of ours, carry no account, and reach the communicator byte for byte', async () => {
  const answer = await gateway.ask({
    method: 'POST',
    path: '/callbacks/sandbox',
    headers: { 'webhook-signature': 'v1,x' },
    body: '{"a":1}',
  });

  expect(answer.text).toBe('{"a":1}');
  expect(seen[0]?.headers['webhook-signature']).toBe('v1,x');
  const vouched = await identityOf('communicator').verify(
    String(seen[0]?.headers.authorization).slice('Bearer '.length),
  );
  expect(vouched).toMatchObject({ accountId: 'provider', creditorIds: [] });
  expect(vouched.permissions.size).toBe(0);
});

test('HEAD passes without a body', async () => {
  const answer = await gateway.ask({ method: 'HEAD', path: '/api/v1/customers' });

  expect([answer.status, answer.text, seen[0]?.method]).toEqual([200, '', 'HEAD']);
});

test('probes and metrics are the gateway’s own', async () => {
  expect((await gateway.ask({ path: '/livez', headers: {} })).status).toBe(200);
  expect((await gateway.ask({ path: '/readyz', headers: {} })).status).toBe(200);
  expect((await gateway.ask({ path: '/metrics', headers: {} })).text).toContain('fairdue_gateway_request_seconds');
});

test('answers carry a request id and safe headers', async () => {
  const { headers } = await gateway.ask({ path: '/api/v1/customers' });

  expect(headers).toMatchObject({
    'x-request-id': expect.stringMatching(/^[0-9a-f]+$/),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
});

test('a key has its minute: what is over is 429 with the time to wait, and other keys are free', async () => {
  const other = 'another-key-0123456789';
  const creditor = answering(async (req, res) => {
    const { apiKey } = JSON.parse((await bodyOf(req)).toString('utf8')) as { apiKey: string };
    res.end(JSON.stringify({ ...account, apiKeyId: apiKey }));
  });
  const limited = await startTestGateway({ creditor, recover: echo }, { RATE_LIMIT_PER_MINUTE: 2 });

  const answers = [];
  for (let i = 0; i < 3; i++) answers.push(await limited.ask({ path: '/api/v1/customers' }));
  const free = await limited.ask({ path: '/api/v1/customers', headers: { 'x-api-key': other } });
  await limited.stop();

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(answers.map(({ headers }) => headers['ratelimit-remaining'])).toEqual(['1', '0', '0']);
  expect(answers[2]?.body['code']).toBe(429);
  expect(Number(answers[2]?.headers['retry-after'])).toBeGreaterThan(0);
  expect(free.status).toBe(200);
});

test('a credential is asked for once by many requests, and forgotten in time', async () => {
  let asked = 0;
  const knows = creditorThatKnows(aKey);
  const creditor: RequestListener = (req, res) => {
    if (req.url === '/internal/credentials') asked++;
    knows(req, res);
  };
  const forgetful = await startTestGateway({ creditor, recover: echo }, { CREDENTIAL_CACHE_MS: 0 });
  await forgetful.ask({ path: '/api/v1/customers' });
  await forgetful.ask({ path: '/api/v1/customers' });
  await forgetful.stop();
  expect(asked).toBe(2);

  const mindful = await startTestGateway({ creditor, recover: echo });
  await Promise.all(Array.from({ length: 16 }, () => mindful.ask({ path: '/api/v1/customers' })));
  await mindful.stop();
  expect(asked).toBe(3);
});

test('a key is revoked for a connection that goes on using it, too', async () => {
  let isRevoked = false;
  const creditor = creditorThatFinds(() => (isRevoked ? undefined : account));
  const mindful = await startTestGateway({ creditor, recover: echo }, { CREDENTIAL_CACHE_MS: 100 });
  const status = async () => (await mindful.ask({ path: '/api/v1/customers' })).status;
  expect([await status(), await status()]).toEqual([200, 200]);

  isRevoked = true;

  await eventually(async () => expect(await status()).toBe(401));
  await mindful.stop();
});

test('a credential is looked up under the id of the request that shows it, and in its trace', async () => {
  const asked: IncomingHttpHeaders[] = [];
  const knows = creditorThatKnows(aKey);
  const creditor: RequestListener = (req, res) => {
    if (req.url === '/internal/credentials') asked.push(req.headers);
    knows(req, res);
  };
  const tracing = await startTestGateway({ creditor, recover: echo });
  const traceId = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
  const headers = { 'x-api-key': aKey, traceparent: `00-${traceId}-1234567890abcdef-01` };

  const answer = await tracing.ask({ path: '/api/v1/customers', headers });
  await tracing.stop();

  expect(asked).toHaveLength(1);
  expect(asked[0]?.['x-request-id']).toBe(answer.headers['x-request-id']);
  expect(asked[0]?.['traceparent']).toContain(traceId);
});
