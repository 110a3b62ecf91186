import { newId } from '@fairdue/ids';
import { startTestService, type TestService } from '@fairdue/testing';
import { creditorService } from './app.ts';
import { everyRoute, sendRoute, standingFor, withBrand, type Standing } from './every-route.ts';
import { rowsOf } from './stored-rows.ts';

type Agent = Awaited<ReturnType<TestService['as']>>;
let service: TestService;
let operator: Agent;
beforeAll(async () => {
  service = await startTestService(creditorService, { now: '2026-01-05T12:00:00Z' });
});
beforeEach(async () => {
  operator = await service.as({ creditorIds: [] });
});
afterAll(() => service.stop());

const stolen = 'XX-STOLEN-1';
/** What is the server's to say. No client may say it, wherever in a body it stands. */
const forbidden = {
  _id: stolen,
  id: stolen,
  creditorId: stolen,
  brandId: stolen,
  accountId: stolen,
  apiKeyId: stolen,
  apiKey: 'a-key-of-one’s-own-choice-0123456789',
  hash: stolen,
  number: 7,
  version: 77,
  versionNumber: 77,
  isActive: false,
  registeredAt: '2020-01-01T00:00:00Z',
  createdAt: '2020-01-01T00:00:00Z',
  closedAt: '2020-01-01T00:00:00Z',
  revokedAt: '2020-01-01T00:00:00Z',
  timeCreated: 1,
  lastModified: 1,
  recordedBy: { kind: 'service', id: stolen },
  constructor: { prototype: { isAdmin: true } },
  prototype: { isAdmin: true },
};

/** The body with everything forbidden beside each of its fields. What the body says itself it goes on to say. */
function laced(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(laced);
  if (typeof value !== 'object' || value === null) return value;
  const { meta, ...fields } = value as Record<string, unknown>;
  const own = Object.fromEntries(Object.entries(fields).map(([key, inner]) => [key, laced(inner)]));
  const times = { timeCreated: 1, lastModified: 1, versionInfo: { versionNumber: 9 }, creditorId: stolen };
  return { ...forbidden, ...own, meta: { ...(meta as object), ...times } };
}

const writes = Object.keys(everyRoute).filter((name) => everyRoute[name]?.body);
const ofBrands = writes.filter((name) => name.includes('/api/v1/'));
/** A key is issued for what its path says: that request has no body at all. */
const withoutBody = 'post /agency/v1/accounts/{accountId}/keys';
const ofAgency = writes.filter((name) => name.includes('/agency/v1/') && name !== withoutBody);
const bodyOf = (name: string, standing: Standing): object => everyRoute[name]?.body?.(standing) ?? {};

async function given(): Promise<{ standing: Standing; owner: Agent }> {
  const standing = await standingFor(operator);
  const owner = await service.as({ creditorIds: [standing.creditorId] });
  return { standing: await withBrand(owner, standing), owner };
}

/** What is stored and answered by two runs, without what no two runs share: ids and times. */
const without = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll(/[A-Z]{2}-[A-Z0-9]{10}-[A-Z0-9]{16}/g, (id) => id.slice(0, 2))
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
      .replaceAll(/\b17\d{11}\b/g, '17')
      .replaceAll(/user-\d+/g, 'user'),
  );

async function effectOf(name: string, body: (standing: Standing) => object) {
  const { standing, owner } = await given();
  const before = new Set((await rowsOf(service.db)).map((row) => JSON.stringify(row)));

  const { status, body: answer } = await sendRoute(owner, name, standing, { body: body(standing) });

  const rows = (await rowsOf(service.db)).filter((row) => !before.has(JSON.stringify(row)));
  const kept = rows
    .filter(({ n }) => n === undefined)
    .map((row) => JSON.stringify(without(row)))
    .sort();
  return { status, answer: without(answer), kept };
}

test.each(ofBrands)('%s reads no field that is not its own', async (name) => {
  const plain = await effectOf(name, (standing) => bodyOf(name, standing));
  const dirty = await effectOf(name, (standing) => laced(bodyOf(name, standing)) as object);

  expect([plain.status, plain.kept.length > 0]).toEqual([200, true]);
  expect(dirty).toEqual(plain);
  expect(JSON.stringify(await rowsOf(service.db))).not.toContain(stolen);
});

test('the id that a new brand brings along is not the one it gets', async () => {
  const { standing, owner } = await given();
  const meta = { id: newId('brand'), timeCreated: 1, versionInfo: { versionNumber: 9 } };

  const { body } = await owner
    .post(`/api/v1/creditors/${standing.creditorId}/brands`)
    .send({ name: 'Second', meta })
    .expect(200);

  expect(body.meta.id).not.toBe(meta.id);
  expect(body.meta.versionInfo).toEqual({ versionNumber: 0 });
});

test.each(ofAgency)('%s refuses a field that is not its own', async (name) => {
  const { standing } = await given();
  const before = await rowsOf(service.db);
  const body = bodyOf(name, standing);

  for (const [field, value] of Object.entries(forbidden)) {
    const { status } = await sendRoute(operator, name, standing, { body: { ...body, [field]: value } });
    expect([field, status]).toEqual([field, 400]);
  }

  expect(await rowsOf(service.db)).toEqual(before);
});

test('nobody chooses a key, or whose it is', async () => {
  const { standing } = await given();

  const { body } = await sendRoute(operator, withoutBody, standing, { body: { ...forbidden, permissions: ['*'] } });

  expect(body).toMatchObject({ accountId: standing.accountId, apiKeyId: expect.stringMatching(/^KE-/) });
  expect(body.apiKey).toMatch(/^fd_[\w-]{43}$/);
  expect(JSON.stringify(await rowsOf(service.db))).not.toContain(stolen);
});

test.each(writes)('%s: nobody’s prototype can be reached', async (name) => {
  const { standing, owner } = await given();
  const before = await rowsOf(service.db);
  const agent = name.includes('/api/v1/') ? owner : operator;
  const text = JSON.stringify(bodyOf(name, standing)).slice(1);
  const body = JSON.parse(`{"__proto__":{"isActive":false},${text}`.replace(',}', '}')) as object;

  const { status } = await sendRoute(agent, name, standing, { body });

  expect([status, await rowsOf(service.db)]).toEqual([400, before]);
  expect(({} as Record<string, unknown>)['isActive']).toBeUndefined();
});
