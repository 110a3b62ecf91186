import { startTestService, type TestService } from '@fairdue/testing';
import { creditorService } from './app.ts';
import { accounts } from './accounts/account.store.ts';
import { creditors } from './creditors/creditor.store.ts';
import { firstStart } from './first-start.ts';
import { apiKeys } from './keys/api-key.store.ts';

const bootstrapKey = 'bootstrap-key-of-this-test-0123456789';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(creditorService, { config: { BOOTSTRAP_API_KEY: bootstrapKey } });
});
afterAll(() => service.stop());

const owner = () => service.as({ creditorIds: [], permissions: ['*'] });
const credential = async (apiKey: string) =>
  (await service.asService('gateway')).post('/internal/credentials').send({ apiKey });
const sender = {
  companyName: 'Bluebird',
  addressLines: ['1 Road', 'Town, NY 10001'],
  phone: '+12125550100',
  email: 'a@bluebird.example',
};

async function givenCreditor(companyName = 'Bluebird Holdings'): Promise<string> {
  const answer = await (await owner()).post('/agency/v1/creditors').send({ companyName, sender }).expect(201);
  return answer.body.creditorId as string;
}

async function givenAccount(creditorIds: string[], permissions = ['recover.customers:read']): Promise<string> {
  const body = { name: 'A system', permissions, creditorIds };
  const answer = await (await owner()).post('/agency/v1/accounts').send(body).expect(201);
  return answer.body.accountId as string;
}

test('the first start makes one creditor and one account that may do everything, under the configured key', async () => {
  const answer = await credential(bootstrapKey);

  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ permissions: ['*'], creditors: [{ creditorId: expect.stringMatching(/^CR-/) }] });
  const [registered] = await service.published('creditor.creditor-registered.v1');
  expect(registered?.data).toMatchObject({ companyName: 'Demo Creditor' });
  expect(await service.published('creditor.api-key-issued.v1')).toHaveLength(1);
});

test('starting again, from several replicas at once, changes nothing and shows nothing', async () => {
  const before = await creditors(service.db).countDocuments({ companyName: 'Demo Creditor' });
  const shown: string[] = [];

  await Promise.all(
    Array.from({ length: 8 }, () => firstStart(service.running.deps, bootstrapKey, (line) => shown.push(line))),
  );

  expect(await creditors(service.db).countDocuments({ companyName: 'Demo Creditor' })).toBe(before);
  expect(shown).toEqual([]);
});

test('without a configured key one is made, shown once by one of the replicas, and never stored', async () => {
  const db = await service.engines.connect('first_start');
  const deps = { ...service.running.deps, db };
  const shown: string[] = [];
  for (const each of [creditors, accounts, apiKeys]) await each(db).createCollection();

  await Promise.all(Array.from({ length: 4 }, () => firstStart(deps, undefined, (line) => shown.push(line))));

  expect(shown).toHaveLength(1);
  const secret = /fd_[\w-]{43}/.exec(shown[0] ?? '')?.[0] ?? 'none';
  expect(await accounts(db).countDocuments({})).toBe(1);
  expect(JSON.stringify(await apiKeys(db).find({}).lean())).not.toContain(secret);
});

test('a key configured later is added: the way back in for whoever lost theirs', async () => {
  const later = 'a-key-configured-at-a-later-start';

  await firstStart(service.running.deps, later, () => undefined);

  expect((await credential(later)).body.accountId).toBe((await credential(bootstrapKey)).body.accountId);
});

test('a key that nobody issued is unknown', async () => {
  const answer = await credential('fd_made-up-by-somebody-who-guesses');

  expect([answer.status, answer.body.code]).toEqual([404, 'credential-unknown']);
});

test('a second creditor and its account see their own creditor only', async () => {
  const creditorId = await givenCreditor();
  const otherId = await givenCreditor('Other Company');
  const own = await service.as({ creditorIds: [creditorId] });

  const info = await own.get(`/api/v1/creditors/${creditorId}/info/`);
  const foreign = await own.get(`/api/v1/creditors/${otherId}/info`);

  expect([info.status, info.body]).toEqual([
    200,
    {
      companyName: 'Bluebird Holdings',
      industry: '',
      environment: 'TEST',
      activationStatus: 'ACTIVE',
      commissionPercentBasisPoint: 0,
    },
  ]);
  expect([foreign.status, foreign.body]).toEqual([
    404,
    { code: 112, msg: 'Creditor does not exist.', errorInfo: null },
  ]);
});

test('an issued key opens its account until it is revoked, and both are told once', async () => {
  const creditorId = await givenCreditor();
  const accountId = await givenAccount([creditorId]);
  const issued = await (await owner()).post(`/agency/v1/accounts/${accountId}/keys`).send({}).expect(201);
  const { apiKey, apiKeyId } = issued.body as { apiKey: string; apiKeyId: string };

  expect((await credential(apiKey)).body).toEqual({
    accountId,
    apiKeyId,
    permissions: ['recover.customers:read'],
    creditors: [{ creditorId }],
  });
  const first = await (await owner()).delete(`/agency/v1/keys/${apiKeyId}`).expect(200);
  const repeat = await (await owner()).delete(`/agency/v1/keys/${apiKeyId}`).expect(200);

  expect(repeat.body).toEqual(first.body);
  expect((await credential(apiKey)).status).toBe(404);
  const revoked = await service.published('creditor.api-key-revoked.v1');
  expect(revoked.filter(({ data }) => data['apiKeyId'] === apiKeyId)).toHaveLength(1);
});

test('a list of keys shows none of them', async () => {
  const accountId = await givenAccount([await givenCreditor()]);
  const { apiKey, apiKeyId } = (await (await owner()).post(`/agency/v1/accounts/${accountId}/keys`).send({})).body;

  const list = await (await owner()).get(`/agency/v1/accounts/${accountId}/keys`);

  expect(list.body.items).toEqual([{ apiKeyId, issuedAt: expect.any(String), revokedAt: null }]);
  expect(list.text).not.toContain(apiKey);
});

test('nobody gives an account, or a key of it, more than they may do themselves', async () => {
  const creditorId = await givenCreditor();
  const mighty = await givenAccount([creditorId], ['*']);
  const clerk = await service.as({ creditorIds: [], permissions: ['agency.accounts:write', 'agency.keys:write'] });

  const account = await clerk
    .post('/agency/v1/accounts')
    .send({ name: 'x', permissions: ['*'], creditorIds: [creditorId] });
  const key = await clerk.post(`/agency/v1/accounts/${mighty}/keys`).send({});

  expect([account.status, account.body.code]).toEqual([403, 'permission-not-held']);
  expect(key.status).toBe(403);
});

test('each operation needs its permission', async () => {
  const nobody = await service.as({ creditorIds: [], permissions: [] });

  for (const [method, path] of [
    ['post', '/agency/v1/creditors'],
    ['get', '/agency/v1/creditors/CR-1-1'],
    ['post', '/agency/v1/accounts'],
    ['get', '/agency/v1/accounts/AC-1-1'],
    ['post', '/agency/v1/accounts/AC-1-1/keys'],
    ['get', '/agency/v1/accounts/AC-1-1/keys'],
    ['delete', '/agency/v1/keys/KE-1-1'],
  ] as const) {
    const answer = await nobody[method](path);
    expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'permission-missing']);
  }
});

test('a creditor is registered once, however often the request is repeated with its key', async () => {
  const body = { companyName: 'Once Only', sender };
  const post = async () => (await owner()).post('/agency/v1/creditors').set('Idempotency-Key', 'k-1').send(body);

  const first = await post();
  const repeat = await post();

  expect([repeat.status, repeat.text]).toEqual([201, first.text]);
  const published = await service.published('creditor.creditor-registered.v1');
  expect(published.filter(({ data }) => data['companyName'] === 'Once Only')).toHaveLength(1);
});

test.each([
  ['an unknown field', { companyName: 'X', sender, status: 'ACTIVE' }],
  ['an operator for a name', { companyName: { $gt: '' }, sender }],
  ['a zone that does not exist', { companyName: 'X', sender, settings: { timeZone: 'Mars/Olympus' } }],
  ['no sender', { companyName: 'X' }],
  ['a header of a message for its sender', { companyName: 'X', sender: { ...sender, companyName: 'X\r\nBcc: a@b.c' } }],
  [
    'a header for the sender of a brand',
    { companyName: 'X', sender: { ...sender, brands: { 'BR-1-A': { phone: '1\r\nX: y' } } } },
  ],
  ['a sender nobody can answer', { companyName: 'X', sender: { ...sender, email: '' } }],
  ['a sender larger than an event', { companyName: 'X', sender: { ...sender, phone: '1'.repeat(2_000_000) } }],
])('%s registers nothing', async (_what, body) => {
  const before = await creditors(service.db).countDocuments({});

  const answer = await (await owner()).post('/agency/v1/creditors').send(body);

  expect([answer.status, answer.body.code]).toEqual([400, 'request-invalid']);
  expect(await creditors(service.db).countDocuments({})).toBe(before);
});

test('an account is linked to creditors that exist', async () => {
  const body = { name: 'x', creditorIds: ['CR-0-0'] };

  const answer = await (await owner()).post('/agency/v1/accounts').send(body);

  expect([answer.status, answer.body.code]).toEqual([404, 'creditor-not-found']);
});

test('other services read what they need of a creditor; accounts cannot ask this way', async () => {
  const creditorId = await givenCreditor();

  const facts = await (await service.asService('campaign')).get(`/internal/creditors/${creditorId}`);
  const asAccount = await (await owner()).get(`/internal/creditors/${creditorId}`);

  expect(facts.body).toMatchObject({
    creditorId,
    companyName: 'Bluebird Holdings',
    settings: { languages: ['en', 'es'] },
  });
  expect(asAccount.status).toBe(404);
});

test('a token that was given back opens nothing any more; the key it was made with still does', async () => {
  const gateway = await service.asService('gateway');
  const { apiKeyId } = (await credential(bootstrapKey)).body as { apiKeyId: string };
  const statusOf = async (tokenId: string) =>
    (await gateway.post('/internal/credentials').send({ apiKeyId, tokenId })).status;
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();

  expect(await statusOf('token-1')).toBe(200);
  for (let i = 0; i < 2; i++)
    await gateway
      .post('/internal/revoked-tokens')
      .send({ tokenId: 'token-1', expiresAt })
      .expect(200, { revoked: true });

  expect(await statusOf('token-1')).toBe(404);
  expect(await statusOf('token-2')).toBe(200);
  expect((await credential(bootstrapKey)).status).toBe(200);
});
