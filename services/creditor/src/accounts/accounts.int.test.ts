import { startTestService, type TestService } from '@fairdue/testing';
import { creditorService } from '../app.ts';

let service: TestService;
let agency: Awaited<ReturnType<TestService['as']>>;
let gateway: Awaited<ReturnType<TestService['asService']>>;
let creditorId: string;
beforeAll(async () => {
  service = await startTestService(creditorService);
  agency = await service.as({ creditorIds: [] });
  gateway = await service.asService('gateway');
  creditorId = await givenCreditor();
});
afterAll(() => service.stop());

const sender = {
  companyName: 'Bluebird',
  addressLines: ['1 Road'],
  phone: '+12125550100',
  email: 'a@bluebird.example',
};
async function givenCreditor(): Promise<string> {
  const answer = await agency.post('/agency/v1/creditors').send({ companyName: 'Bluebird Holdings', sender });
  return (answer.body as { creditorId: string }).creditorId;
}
async function givenAccount(permissions = ['recover.customers:read']): Promise<string> {
  const body = { name: 'A system', permissions, creditorIds: [creditorId] };
  const answer = await agency.post('/agency/v1/accounts').send(body).expect(201);
  return (answer.body as { accountId: string }).accountId;
}
const givenKey = async (accountId: string) =>
  (await agency.post(`/agency/v1/accounts/${accountId}/keys`).expect(201)).body as { apiKey: string; apiKeyId: string };
const whose = async (credential: object) => {
  const { status, body } = await gateway.post('/internal/credentials').send(credential);
  return status === 200 ? (body as { accountId: string; permissions: string[]; creditors: object[] }) : undefined;
};
const aSubject = () => ({ issuer: 'https://login.example', subject: `user-${Math.random()}` });

test('what an account may do and for whom changes at its next request', async () => {
  const accountId = await givenAccount();
  const { apiKey } = await givenKey(accountId);
  const second = await givenCreditor();

  const changed = await agency
    .patch(`/agency/v1/accounts/${accountId}`)
    .send({ roles: ['reader'], permissions: [], creditorIds: [creditorId, second, second] });

  expect([changed.status, changed.body.creditorIds]).toEqual([200, [creditorId, second]]);
  const account = await whose({ apiKey });
  expect(account?.permissions).toEqual(changed.body.permissions);
  expect(account?.creditors).toEqual([{ creditorId }, { creditorId: second }]);
});

test('closing an account ends every credential of it, for good, and tells which keys are dead', async () => {
  const accountId = await givenAccount();
  const keys = [await givenKey(accountId), await givenKey(accountId)];
  const subject = aSubject();
  await agency.post(`/agency/v1/accounts/${accountId}/subjects`).send(subject).expect(201);

  const closed = await agency.delete(`/agency/v1/accounts/${accountId}`);
  const repeat = await agency.delete(`/agency/v1/accounts/${accountId}`);

  expect([closed.status, repeat.text]).toEqual([200, closed.text]);
  for (const { apiKey, apiKeyId } of keys) {
    expect(await whose({ apiKey })).toBeUndefined();
    expect(await whose({ apiKeyId })).toBeUndefined();
  }
  expect(await whose(subject)).toBeUndefined();
  const revoked = await service.published('creditor.api-key-revoked.v1');
  expect(revoked.map(({ data }) => data['apiKeyId'])).toEqual(
    expect.arrayContaining(keys.map(({ apiKeyId }) => apiKeyId)),
  );
  for (const [method, sub] of [
    ['patch', ''],
    ['post', '/keys'],
    ['post', '/subjects'],
  ] as const) {
    const after = await agency[method](`/agency/v1/accounts/${accountId}${sub}`).send(
      sub === '/subjects' ? subject : {},
    );
    expect([sub, after.status, after.body.code]).toEqual([sub, 409, 'account-closed']);
  }
});

test('a key is found by its id too, as access tokens name it, until it is revoked', async () => {
  const accountId = await givenAccount();
  const { apiKeyId } = await givenKey(accountId);

  expect(await whose({ apiKeyId })).toMatchObject({ accountId, apiKeyId });
  await agency.delete(`/agency/v1/keys/${apiKeyId}`).expect(200);
  expect(await whose({ apiKeyId })).toBeUndefined();
});

test('a subject of an issuer is one account, until it is unlinked', async () => {
  const [accountId, other] = [await givenAccount(), await givenAccount()];
  const subject = aSubject();
  const link = (to: string) => agency.post(`/agency/v1/accounts/${to}/subjects`).send(subject);
  const unlink = (from: string) => agency.delete(`/agency/v1/accounts/${from}/subjects`).query(subject);

  await link(accountId).expect(201, { accountId, ...subject });
  await link(accountId).expect(201);
  const taken = await link(other);
  await unlink(other).expect(200);

  expect([taken.status, taken.body.code]).toEqual([409, 'subject-linked']);
  expect(await whose(subject)).toMatchObject({ accountId });
  expect(await whose({ ...subject, issuer: 'https://other.example' })).toBeUndefined();
  expect((await agency.get(`/agency/v1/accounts/${accountId}`)).body.subjects).toEqual([subject]);

  await unlink(accountId).expect(200);
  await unlink(accountId).expect(200);
  expect(await whose(subject)).toBeUndefined();
  await link(other).expect(201);
});

test('of sixteen accounts that want one subject at once, one gets it', async () => {
  const subject = aSubject();
  const ids = await Promise.all(Array.from({ length: 16 }, () => givenAccount()));

  const answers = await Promise.all(ids.map((id) => agency.post(`/agency/v1/accounts/${id}/subjects`).send(subject)));

  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(15);
});

test('nobody touches an account that may do more than they may', async () => {
  const mighty = await givenAccount(['*']);
  const weak = await givenAccount([]);
  const { apiKeyId } = await givenKey(mighty);
  const permissions = ['agency.accounts:write', 'agency.keys:write'];
  const clerk = await service.as({ creditorIds: [], permissions, accountId: 'AC-TEST-9' });
  const path = `/agency/v1/accounts/${mighty}`;

  const answers = [
    await clerk.patch(path).send({ name: 'Mine' }),
    await clerk.patch(`/agency/v1/accounts/${weak}`).send({ roles: ['operator'] }),
    await clerk.delete(path),
    await clerk.post(`${path}/subjects`).send(aSubject()),
    await clerk.post(`${path}/keys`),
    await clerk.delete(`/agency/v1/keys/${apiKeyId}`),
  ];

  expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(6).fill([403, 'permission-not-held']));
});

test('nobody changes their own rights or closes the account they act with', async () => {
  const accountId = await givenAccount(['agency.accounts:write']);
  const self = await service.as({ creditorIds: [], permissions: ['agency.accounts:write'], accountId });

  const rights = await self.patch(`/agency/v1/accounts/${accountId}`).send({ permissions: [] });
  const close = await self.delete(`/agency/v1/accounts/${accountId}`);

  expect([rights, close].map(({ status, body }) => [status, body.code])).toEqual(Array(2).fill([409, 'account-own']));
  await self.patch(`/agency/v1/accounts/${accountId}`).send({ name: 'Renamed' }).expect(200);
});

test('an account is linked to creditors that exist, and a change with a field nobody knows changes nothing', async () => {
  const accountId = await givenAccount();
  const patch = (body: object) => agency.patch(`/agency/v1/accounts/${accountId}`).send(body);

  const unknown = await patch({ creditorIds: ['CR-0-0'] });
  const nobody = await patch({ creditorIds: [] });
  const extra = await patch({ closedAt: null });

  expect([unknown, nobody, extra].map(({ status, body }) => [status, body.code])).toEqual([
    [404, 'creditor-not-found'],
    [400, 'request-invalid'],
    [400, 'request-invalid'],
  ]);
});

test('the history of an account says who, when and why, and holds no key', async () => {
  const accountId = await givenAccount();
  const { apiKey, apiKeyId } = await givenKey(accountId);
  const path = `/agency/v1/accounts/${accountId}`;
  await agency.patch(path).set('X-TA-AUDIT-DESCRIPTION', 'as asked').send({ name: 'Renamed' }).expect(200);
  await agency.patch(path).send({ name: 'Renamed' }).expect(200);
  await Promise.all(Array.from({ length: 4 }, () => givenKey(accountId)));
  await agency.delete(path).expect(200);

  const { body, text } = await agency.get(`${path}/history`);

  const items = body.items as { version: number; change: string; recordedBy: object; state: object }[];
  expect(items.map(({ version }) => version)).toEqual(items.map((_, i) => i + 1));
  expect(items.slice(0, 4)).toMatchObject([
    { change: 'account-opened', recordedBy: { kind: 'account', id: 'AC-TEST-1' } },
    { change: 'api-key-issued', state: { apiKeyId } },
    { change: 'account-changed', recordedBy: { description: 'as asked' }, state: { name: 'Renamed' } },
    { change: 'api-key-issued' },
  ]);
  expect(items.filter(({ change }) => change === 'api-key-revoked')).toHaveLength(5);
  expect(text).not.toContain(apiKey);
});

test('the list of accounts has each once, in pages', async () => {
  const accountId = await givenAccount();
  const seen: string[] = [];
  for (let after: string | null = ''; after !== null;) {
    const query: string = after === '' ? '' : `&after=${after}`;
    const { body } = await agency.get(`/agency/v1/accounts?limit=7${query}`).expect(200);
    seen.push(...(body.items as { accountId: string }[]).map((each) => each.accountId));
    after = body.next as string | null;
  }

  expect(seen).toContain(accountId);
  expect(new Set(seen).size).toBe(seen.length);
});

test('each operation needs its permission, and an account that is unknown is 404', async () => {
  const nobody = await service.as({ creditorIds: [], permissions: ['agency.creditors:read'] });
  const subject = aSubject();

  for (const [method, sub] of [
    ['get', ''],
    ['patch', ''],
    ['delete', ''],
    ['get', '/history'],
    ['post', '/subjects'],
    ['delete', `/subjects?issuer=${subject.issuer}&subject=${subject.subject}`],
  ] as const) {
    const body = method === 'post' ? subject : method === 'patch' ? {} : undefined;
    const forbidden = await nobody[method](`/agency/v1/accounts/AC-0-0${sub}`).send(body);
    expect([method, sub, forbidden.status, forbidden.body.code]).toEqual([method, sub, 403, 'permission-missing']);
    const missing = await agency[method](`/agency/v1/accounts/AC-0-0${sub}`).send(body);
    expect([method, sub, missing.status, missing.body.code]).toEqual([method, sub, 404, 'account-not-found']);
  }
  expect((await nobody.get('/agency/v1/accounts')).status).toBe(403);
});
