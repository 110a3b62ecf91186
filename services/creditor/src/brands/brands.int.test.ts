import { RecoverError } from '@fairdue/http';
import { startTestService, type TestService } from '@fairdue/testing';
import { creditorService } from '../app.ts';

let service: TestService;
let creditorId: string;
let own: Awaited<ReturnType<TestService['as']>>;
beforeAll(async () => {
  service = await startTestService(creditorService, { now: '2026-03-01T12:00:00Z' });
});
afterAll(() => service.stop());
beforeEach(async () => {
  creditorId = await givenCreditor();
  own = await service.as({ creditorIds: [creditorId] });
});

const sender = {
  companyName: 'Bluebird',
  addressLines: ['1 Road'],
  phone: '+12125550100',
  email: 'a@bluebird.example',
};
async function givenCreditor(): Promise<string> {
  const agency = await service.as({ creditorIds: [] });
  const answer = await agency.post('/agency/v1/creditors').send({ companyName: 'Bluebird Holdings', sender });
  return (answer.body as { creditorId: string }).creditorId;
}

const path = () => `/api/v1/creditors/${creditorId}/brands`;
const store = {
  name: 'Bluebird Store',
  type: 'DOING_BUSINESS_AS',
  websiteUrl: 'https://bluebird.example',
  brandDetails: { originalCreditor: 'First Dune Bank', merchant: 'Bluebird', productType: 'CARD' },
  meta: { isActive: true, isPrimary: true },
};
type Wire = typeof store & { meta: { id: string; lastModified: number; versionInfo: { versionNumber: number } } };
const add = async (request: object): Promise<Wire> => (await own.post(path()).send(request).expect(200)).body as Wire;
const brands = async () => (await own.get(`${path()}/`).expect(200)).body as Wire[];
const told = async () =>
  (await service.published('creditor.brands-changed.v1')).filter(({ data }) => data['creditorId'] === creditorId);

test('E24: a brand is added with its whole meta, listed, and told with who and why', async () => {
  const added = await own.post(path()).set('X-TA-AUDIT-DESCRIPTION', ' new shop ').send(store);

  expect(added.status).toBe(200);
  expect(added.body).toEqual({
    ...store,
    meta: {
      id: expect.stringMatching(/^BR-/),
      isActive: true,
      isPrimary: true,
      timeCreated: expect.any(Number),
      lastModified: added.body.meta.timeCreated,
      versionInfo: { versionNumber: 0 },
    },
  });
  expect(await brands()).toEqual([added.body]);
  expect((await told())[0]?.data).toMatchObject({
    brands: [{ brandId: added.body.meta.id, name: 'Bluebird Store', merchant: 'Bluebird' }],
    recordedBy: { kind: 'account', id: 'AC-TEST-1', description: 'new shop' },
  });
});

test('E24: a name is used once, in whatever letter case', async () => {
  await add(store);

  for (const name of ['Bluebird Store', ' bluebird STORE ']) {
    const again = await own.post(path()).send({ name });
    expect([again.status, again.body]).toEqual([
      400,
      { code: 114, msg: 'Object already exists.', errorInfo: { name: name.trim() } },
    ]);
  }
  expect(await brands()).toHaveLength(1);
});

test('E24: a replacement that leaves a brand out is refused, and says which', async () => {
  const { meta } = await add(store);

  const answer = await own.put(path()).send({ brands: [{ name: 'Another' }] });

  expect([answer.status, answer.body]).toEqual([
    400,
    { code: 104, msg: 'All existing brands must be included.', errorInfo: { missingBrandIds: [meta.id] } },
  ]);
  expect(RecoverError.safeParse(answer.body)).toMatchObject({ success: true });
});

test('a pair of merchant and original creditor points to one brand', async () => {
  await add(store);

  const answer = await own.post(path()).send({ ...store, name: 'Other' });

  expect([answer.status, answer.body.code]).toEqual([400, 114]);
  expect(answer.body.errorInfo).toEqual({ merchant: 'Bluebird', originalCreditor: 'First Dune Bank' });
  await add({ name: 'Without details' });
  await add({ name: 'Neither', brandDetails: { productType: 'UNKNOWN' } });
  await add({ name: 'Nor', brandDetails: { productType: 'UNKNOWN' } });
});

test('a new primary brand takes that from the one before, and what is not said is defaulted', async () => {
  const first = await add(store);

  const second = await add({ name: 'Second', meta: { isPrimary: true, id: 'BR-1-1', timeCreated: 5 } });

  expect(second).toMatchObject({ type: 'DOING_BUSINESS_AS', meta: { isActive: true, isPrimary: true } });
  expect(second.meta.id).not.toBe('BR-1-1');
  expect((await brands()).map(({ meta }) => [meta.isPrimary, meta.versionInfo.versionNumber])).toEqual([
    [false, 1],
    [true, 0],
  ]);
  expect(first.meta.isPrimary).toBe(true);
});

test('a replacement changes, keeps and adds, and the same again changes nothing', async () => {
  await service.moveTo('2026-03-02T12:00:00Z');
  const first = await add(store);
  const second = await add({ name: 'Second', description: 'old' });
  await service.moveTo('2026-03-03T12:00:00Z');

  const edited = { name: 'Second, renamed', meta: { ...second.meta, isPrimary: false } };
  const answer = await own.put(path()).send({ brands: [first, edited, { name: 'Third', type: 'ORIGINAL' }] });
  const again = await own.put(path()).send({ brands: answer.body });

  expect(answer.status).toBe(200);
  const [one, two, three] = answer.body as Wire[];
  expect(one).toEqual(first);
  expect(two).toMatchObject({
    name: 'Second, renamed',
    meta: { id: second.meta.id, versionInfo: { versionNumber: 1 } },
  });
  expect(two).not.toHaveProperty('description');
  expect(two!.meta.lastModified).toBeGreaterThan(second.meta.lastModified);
  expect(three).toMatchObject({ type: 'ORIGINAL', meta: { isActive: true, isPrimary: false } });
  expect(again.body).toEqual(answer.body);
  expect(await told()).toHaveLength(3);
});

test('a brand that claims to be primary in a replacement takes that from one whose entry does not say', async () => {
  const { meta } = await add(store);

  const answer = await own.put(path()).send({
    brands: [
      { ...store, meta: { id: meta.id } },
      { name: 'New', meta: { isPrimary: true } },
    ],
  });

  expect((answer.body as Wire[]).map((each) => each.meta.isPrimary)).toEqual([false, true]);
});

test.each([
  ['a changed type', (id: string) => [{ ...store, type: 'ORIGINAL', meta: { id } }], 'brands[0].type'],
  ['a changed isActive', (id: string) => [{ ...store, meta: { id, isActive: false } }], 'brands[0].meta.isActive'],
  [
    'two that are primary',
    (id: string) => [
      { ...store, meta: { id, isPrimary: true } },
      { name: 'B', meta: { isPrimary: true } },
    ],
    'brands',
  ],
  [
    'an unknown id',
    (id: string) => [
      { ...store, meta: { id } },
      { name: 'B', meta: { id: 'BR-0-0' } },
    ],
    'brands[1].meta.id',
  ],
  [
    'one brand twice',
    (id: string) => [
      { ...store, meta: { id } },
      { name: 'B', meta: { id } },
    ],
    'brands',
  ],
  ['no name', (id: string) => [{ ...store, name: ' ', meta: { id } }], 'brands[0].name'],
  ['no list', () => undefined, 'brands'],
])('%s is refused whole', async (_what, requests, fault) => {
  const { meta } = await add(store);
  const before = await brands();

  const answer = await own.put(path()).send({ brands: requests(meta.id) });

  expect([answer.status, answer.body.code]).toEqual([400, 104]);
  expect(Object.keys(answer.body.errorInfo as object)).toEqual([fault]);
  expect(await brands()).toEqual(before);
});

test('of thirty-two adding one name at once, one brand comes of it', async () => {
  const answers = await Promise.all(Array.from({ length: 32 }, () => own.post(path()).send({ name: 'Same' })));

  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status, body }) => status === 400 && body.code === 114)).toHaveLength(31);
  expect(await brands()).toHaveLength(1);
});

test('a creditor that is not linked does not exist, and a header that names another is forbidden', async () => {
  const foreign = await givenCreditor();
  const both = await service.as({ creditorIds: [creditorId, foreign] });

  for (const method of ['get', 'put', 'post'] as const) {
    const answer = await own[method](`/api/v1/creditors/${foreign}/brands`).send(method === 'get' ? undefined : store);
    expect([answer.status, answer.body]).toEqual([
      404,
      { code: 112, msg: 'Creditor does not exist.', errorInfo: null },
    ]);
  }
  const header = await own.get(path()).set('X-TA-CREDITOR', foreign);
  expect([header.status, header.body.code]).toEqual([403, 403]);
  await both.get(`/api/v1/creditors/${foreign}/brands`).expect(200, []);
});

test('what is wrong is said in the order of the family: permission, content type, JSON, creditor, fields', async () => {
  const reader = await service.as({ creditorIds: [creditorId], permissions: ['creditor.brands:read'] });
  const nowhere = '/api/v1/creditors/CR-0-0/brands';

  const forbidden = await reader.post(path()).type('text/plain').send('x');
  const text = await own.post(nowhere).type('text/plain').send('x');
  const broken = await own.post(nowhere).type('application/json').send('{');
  const missing = await own.post(nowhere).send({});
  const empty = await own.post(path()).send({});

  expect([forbidden, text, broken, missing, empty].map(({ status, body }) => [status, body.code])).toEqual([
    [403, 403],
    [415, 415],
    [400, 102],
    [404, 112],
    [400, 104],
  ]);
  await reader.get(path()).expect(200, []);
  const wrongMethod = await own.delete(path());
  expect([wrongMethod.status, wrongMethod.headers['allow']]).toEqual([405, 'GET, HEAD, POST, PUT']);
});

test('a repeat with its key adds one brand', async () => {
  const post = () => own.post(path()).set('Idempotency-Key', `k-${creditorId}`).send({ name: 'Once' });

  const [first, repeat] = [await post(), await post()];

  expect(repeat.text).toBe(first.text);
  expect(await brands()).toHaveLength(1);
});
