import { routesOf } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { startTestService, type TestService } from '@fairdue/testing';
import { creditorService } from './app.ts';
import { everyRoute, sendRoute, standingFor, withBrand, type Standing } from './every-route.ts';
import { rowsOf } from './stored-rows.ts';

type Agent = Awaited<ReturnType<TestService['as']>>;
let service: TestService;
let operator: Agent;
let theirs: Standing;
let own: Standing;
let owner: Agent;
let stranger: Agent;
beforeAll(async () => {
  service = await startTestService(creditorService);
});
beforeEach(async () => {
  operator = await service.as({ creditorIds: [] });
  [theirs, own] = [await standingFor(operator), await standingFor(operator)];
  owner = await service.as({ creditorIds: [theirs.creditorId], accountId: 'AC-TEST-2' });
  stranger = await service.as({ creditorIds: [own.creditorId], accountId: 'AC-TEST-3' });
  [theirs, own] = [await withBrand(owner, theirs), await withBrand(stranger, own)];
});
afterAll(() => service.stop());

const names = Object.keys(everyRoute);
const ofCreditors = names.filter((name) => name.includes('/api/v1/'));
const ofAgency = names.filter((name) => name.includes('/agency/v1/'));
const withIds = ofAgency.filter((name) => name.includes('{'));

test('the table has every route there is, and no other', () => {
  const routes = creditorService.families(service.running.deps as never).flatMap(routesOf);

  expect(names.toSorted()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
});

test.each(ofCreditors)('%s: another creditor does not exist', async (name) => {
  const before = await rowsOf(service.db);
  const decoys = { 'X-Creditor-Id': theirs.creditorId, 'X-TA-CREDITOR-ID': theirs.creditorId };
  const missing = { status: 404, body: { code: 112, msg: 'Creditor does not exist.', errorInfo: null } };

  expect(await sendRoute(stranger, name, theirs)).toMatchObject(missing);
  expect(await sendRoute(stranger, name, theirs, { headers: decoys })).toMatchObject(missing);
  expect(await sendRoute(stranger, name, { ...theirs, creditorId: newId('creditor') })).toMatchObject(missing);
  const headers = { 'X-TA-CREDITOR': theirs.creditorId };
  expect(await sendRoute(stranger, name, own, { headers })).toMatchObject({ status: 403, body: { code: 403 } });

  expect(await rowsOf(service.db)).toEqual(before);
  expect((await sendRoute(owner, name, theirs)).status).toBe(200);
});

test('a brand of somebody else is no brand of one’s own', async () => {
  const before = await rowsOf(service.db);
  const brands = [
    { name: 'Mine', meta: { id: own.brandId } },
    { name: 'Theirs', meta: { id: theirs.brandId } },
  ];

  const answer = await stranger.put(`/api/v1/creditors/${own.creditorId}/brands`).send({ brands });

  expect([answer.status, answer.body]).toEqual([
    400,
    { code: 104, msg: 'Invalid input.', errorInfo: { 'brands[1].meta.id': 'is not a brand of this creditor' } },
  ]);
  expect(await rowsOf(service.db)).toEqual(before);
});

test.each(ofAgency)('%s is closed to a client, and does not say what there is', async (name) => {
  const client = await service.as({
    creditorIds: [theirs.creditorId],
    permissions: ['creditor.brands:write', 'recover.customers:write', 'agency.customers:write'],
  });
  const nowhere = { ...theirs, creditorId: newId('creditor'), accountId: newId('account'), apiKeyId: newId('apiKey') };
  const before = await rowsOf(service.db);

  const there = await sendRoute(client, name, theirs);
  const missing = await sendRoute(client, name, nowhere);

  expect([there.status, there.body.code]).toEqual([403, 'permission-missing']);
  expect([missing.status, missing.text]).toEqual([403, there.text]);
  expect(await rowsOf(service.db)).toEqual(before);
});

test.each(withIds)('%s: an id of another kind, and one that nobody has, are missing', async (name) => {
  const { creditorId, accountId, apiKeyId } = theirs;
  const others: Partial<Standing>[] = [
    { creditorId: newId('creditor'), accountId: newId('account'), apiKeyId: newId('apiKey') },
    { creditorId: accountId, accountId: apiKeyId, apiKeyId: creditorId },
    { creditorId: theirs.brandId, accountId: creditorId, apiKeyId: accountId },
  ];
  const before = await rowsOf(service.db);

  for (const ids of others) {
    const { status, body } = await sendRoute(operator, name, { ...theirs, ...ids });
    expect([status, body.code]).toEqual([404, expect.stringMatching(/^(creditor|account|key)-not-found$/)]);
  }

  expect(await rowsOf(service.db)).toEqual(before);
  expect([200, 201]).toContain((await sendRoute(operator, name, theirs)).status);
});

test.each(['post /agency/v1/accounts', 'patch /agency/v1/accounts/{accountId}'])(
  '%s links no account to a creditor that is none',
  async (name) => {
    const before = await rowsOf(service.db);

    for (const creditorId of [newId('creditor'), theirs.accountId]) {
      const { status, body } = await sendRoute(operator, name, { ...theirs, creditorId });
      expect([status, body.code]).toEqual([404, 'creditor-not-found']);
    }

    expect(await rowsOf(service.db)).toEqual(before);
  },
);

test('a subject of another account is not unlinked from it, nor linked anew', async () => {
  const before = await rowsOf(service.db);
  const path = `/agency/v1/accounts/${own.accountId}/subjects`;
  const name = { issuer: 'https://login.example', subject: theirs.subject };

  await operator.delete(path).query(name).expect(200);
  await operator.post(path).send(name).expect(409);

  expect(await rowsOf(service.db)).toEqual(before);
});

test('an Idempotency-Key of another account is not its answer', async () => {
  const send = (agent: Agent, { creditorId }: Standing) =>
    agent.post(`/api/v1/creditors/${creditorId}/brands`).set('Idempotency-Key', 'the-same').send({ name: 'Second' });

  const first = await send(owner, theirs);
  const second = await send(stranger, own);

  expect([first.status, second.status]).toEqual([200, 200]);
  expect(second.body.meta.id).not.toBe(first.body.meta.id);
});
