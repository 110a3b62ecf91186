import {
  aKey,
  account,
  anEcho,
  creditorThatFinds,
  identityOf,
  startTestGateway,
  type TestGateway,
} from '../test-gateway.ts';

const { echo, seen } = anEcho();
let found: { permissions: string[] } | undefined;
const held = ['recover.customers:read', 'recover.debts:read'];

let gateway: TestGateway;
beforeAll(async () => {
  const creditor = creditorThatFinds(({ apiKey, apiKeyId }) =>
    found && (apiKey === aKey || apiKeyId === account.apiKeyId) ? { ...account, ...found } : undefined,
  );
  gateway = await startTestGateway({ creditor, recover: echo }, { CREDENTIAL_CACHE_MS: 0 });
});
afterAll(() => gateway.stop());
beforeEach(() => {
  seen.splice(0);
  found = { permissions: held };
});

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const ask = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  gateway.ask({
    method: 'POST',
    path: '/oauth/token',
    headers: { ...form, ...headers },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...parameters }).toString(),
  });
const use = (token: unknown) =>
  gateway.ask({ path: '/api/v1/customers', headers: { authorization: `Bearer ${String(token)}` } });
const vouched = () => identityOf('recover').verify(String(seen.at(-1)?.headers.authorization).slice('Bearer '.length));

test('a client gets a token for its key, which opens what the key opens', async () => {
  const { status, body, headers } = await ask({ client_id: account.accountId, client_secret: aKey });

  expect([status, body]).toEqual([200, { access_token: expect.any(String), token_type: 'Bearer', expires_in: 3_600 }]);
  expect(headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
  expect((await use(body['access_token'])).status).toBe(200);
  expect(await vouched()).toEqual({
    accountId: account.accountId,
    permissions: new Set(held),
    creditorIds: ['CR-1-1'],
  });
});

test.each([
  ['the id of the key', { client_id: account.apiKeyId, client_secret: aKey }, {}],
  ['the key alone', { client_secret: aKey }, {}],
  ['Basic with id and key', {}, { authorization: `Basic ${btoa(`${account.accountId}:${aKey}`)}` }],
  ['Basic with the key and a blank password', {}, { authorization: `Basic ${btoa(`${aKey}:`)}` }],
])('%s is as good', async (_what, parameters, headers) => {
  expect((await ask(parameters, headers)).status).toBe(200);
});

test('a token is limited to the scopes it was asked for', async () => {
  const { body } = await ask({ client_secret: aKey, scope: 'recover.debts:read' });

  expect(body['scope']).toBe('recover.debts:read');
  await use(body['access_token']);
  expect((await vouched()).permissions).toEqual(new Set(['recover.debts:read']));
});

test('a token loses what its account loses, and dies with its key', async () => {
  const { body } = await ask({ client_secret: aKey, scope: held.join(' ') });

  found = { permissions: ['recover.customers:read', 'recover.customers:write'] };
  await use(body['access_token']);
  expect((await vouched()).permissions).toEqual(new Set(['recover.customers:read']));

  found = undefined;
  expect((await use(body['access_token'])).status).toBe(401);
});

test('a client that may do everything limits itself to any scope', async () => {
  found = { permissions: ['*'] };
  const { body } = await ask({ client_secret: aKey, scope: 'recover.debts:read' });

  await use(body['access_token']);

  expect((await vouched()).permissions).toEqual(new Set(['recover.debts:read']));
});

test.each([
  ['a scope it does not hold', { client_secret: aKey, scope: 'recover.debts:write' }, 400, 'invalid_scope'],
  ['every scope', { client_secret: aKey, scope: '*' }, 400, 'invalid_scope'],
  ['another’s id', { client_id: 'AC-2-2', client_secret: aKey }, 401, 'invalid_client'],
  ['an unknown key', { client_secret: 'unknown-key-unknown-key' }, 401, 'invalid_client'],
  ['no secret', { client_id: account.accountId }, 401, 'invalid_client'],
  ['another grant', { client_secret: aKey, grant_type: 'password' }, 400, 'unsupported_grant_type'],
])('%s gets the error of RFC 6749', async (_what, parameters, status, error) => {
  const answer = await ask(parameters as unknown as Record<string, string>);

  expect([answer.status, answer.body]).toEqual([status, { error, error_description: expect.any(String) }]);
  expect('www-authenticate' in answer.headers).toBe(status === 401);
});

test('an access token is no secret to get another with', async () => {
  const { body } = await ask({ client_secret: aKey });

  expect((await ask({ client_secret: String(body['access_token']) })).status).toBe(401);
});

test('other methods, other bodies and large ones are refused', async () => {
  const get = await gateway.ask({ path: '/oauth/token', headers: {} });
  const json = await gateway.ask({
    method: 'POST',
    path: '/oauth/token',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const large = await ask({ client_secret: aKey, state: 'x'.repeat(20_000) });
  const elsewhere = await gateway.ask({ path: '/oauth/authorize', headers: {} });

  expect([get.status, get.headers.allow]).toEqual([405, 'POST']);
  expect([json.status, json.body['error']]).toEqual([400, 'invalid_request']);
  expect([large.status, large.body['error']]).toEqual([413, 'body_too_large']);
  expect(elsewhere.status).toBe(404);
});

test('while keys cannot be checked nobody gets a token, and nobody is called invalid', async () => {
  const away = await startTestGateway({ creditor: (req) => req.socket.destroy() });
  const body = `grant_type=client_credentials&client_secret=${aKey}`;

  const answer = await away.ask({ method: 'POST', path: '/oauth/token', headers: form, body });
  await away.stop();

  expect([answer.status, answer.body['error']]).toEqual([503, 'upstream_unavailable']);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
});
