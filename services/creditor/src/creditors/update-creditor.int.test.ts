import { startTestService, type TestService } from '@fairdue/testing';
import { creditorService } from '../app.ts';

let service: TestService;
let agency: Awaited<ReturnType<TestService['as']>>;
let creditorId: string;
beforeAll(async () => {
  service = await startTestService(creditorService, { now: '2026-03-01T12:00:00Z' });
  agency = await service.as({ creditorIds: [] });
});
afterAll(() => service.stop());
beforeEach(async () => {
  const answer = await agency.post('/agency/v1/creditors').send({ companyName: 'Bluebird Holdings', sender });
  creditorId = (answer.body as { creditorId: string }).creditorId;
});

const sender = {
  companyName: 'Bluebird',
  addressLines: ['1 Road'],
  phone: '+12125550100',
  email: 'a@bluebird.example',
};
const path = () => `/agency/v1/creditors/${creditorId}`;
const told = async (type: string) =>
  (await service.published(type)).map(({ data }) => data).filter((data) => data['creditorId'] === creditorId);

test('what is named changes, the rest stays, and every service is told who and why', async () => {
  const answer = await agency
    .patch(path())
    .set('X-TA-AUDIT-DESCRIPTION', 'moved')
    .send({
      industry: 'Retail',
      environment: 'LIVE',
      commissionPercentBasisPoint: 2500,
      sender: { ...sender, phone: '1' },
    });

  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ companyName: 'Bluebird Holdings', industry: 'Retail', sender: { phone: '1' } });
  expect((await agency.get(path())).body).toEqual(answer.body);
  expect(await told('creditor.creditor-updated.v1')).toEqual([
    {
      creditorId,
      companyName: 'Bluebird Holdings',
      activationStatus: 'ACTIVE',
      settings: answer.body.settings,
      sender: { ...sender, phone: '1' },
      recordedBy: { kind: 'account', id: 'AC-TEST-1', description: 'moved' },
    },
  ]);
});

test('E25: what the agency set is what the creditor reads', async () => {
  await agency.patch(path()).send({ industry: 'Retail', commissionPercentBasisPoint: 2500 });
  const own = await service.as({ creditorIds: [creditorId] });

  const info = await own.get(`/api/v1/creditors/${creditorId}/info`);

  expect([info.status, info.body]).toEqual([
    200,
    {
      companyName: 'Bluebird Holdings',
      industry: 'Retail',
      environment: 'TEST',
      activationStatus: 'ACTIVE',
      commissionPercentBasisPoint: 2500,
    },
  ]);
});

test('settings change one by one and are told whole', async () => {
  const change = {
    attorneyDebtConsolidatorTreatment: 'DEBT_CONSOLIDATOR',
    planGraceDays: 3,
    paymentAllocationOrder: ['principal', 'interest', 'fees', 'costs'],
    defaultPauseDays: { OTHER: 30 },
    availablePaymentMethods: { creditCard: true, debitCard: true, check: false },
  };

  await agency.patch(`${path()}/settings`).send({ maxDiscountPercent: 20 }).expect(200);
  const answer = await agency.patch(`${path()}/settings`).send(change);

  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ ...change, maxDiscountPercent: 20, requirePostChargeOffForNY: true });
  const facts = await told('creditor.settings-changed.v1');
  expect(facts.map((data) => data['settings'])).toEqual([
    expect.objectContaining({ maxDiscountPercent: 20 }),
    answer.body,
  ]);
});

test('what changes nothing is not told, and a repeat with its key gets the same bytes', async () => {
  await agency.patch(path()).send({ companyName: 'Bluebird Holdings' }).expect(200);
  await agency.patch(`${path()}/settings`).send({ textConsentAtPlacement: false }).expect(200);
  const change = () => agency.patch(path()).set('Idempotency-Key', creditorId).send({ industry: 'Retail' });
  const [first, repeat] = [await change(), await change()];

  expect(repeat.text).toBe(first.text);
  expect(await told('creditor.creditor-updated.v1')).toHaveLength(1);
  expect(await told('creditor.settings-changed.v1')).toEqual([]);
});

test('a creditor that has left stays so', async () => {
  await agency.patch(path()).send({ activationStatus: 'OFFBOARDED' }).expect(200);

  const back = await agency.patch(path()).send({ activationStatus: 'ACTIVE' });

  expect([back.status, back.body.code]).toEqual([409, 'creditor-status-terminal']);
  expect((await told('creditor.creditor-updated.v1')).map((data) => data['activationStatus'])).toEqual(['OFFBOARDED']);
  await agency.patch(path()).send({ industry: 'Retail' }).expect(200);
});

test.each([
  ['', { status: 'ACTIVE' }],
  ['', { creditorId: 'CR-1-1' }],
  ['', { environment: 'PRODUCTION' }],
  ['', { activationStatus: 'active' }],
  ['', { sender: {} }],
  ['/settings', { unknown: true }],
  ['/settings', { maxDiscountPercent: 101 }],
  ['/settings', { timeZone: 'Mars/Olympus' }],
  ['/settings', { paymentAllocationOrder: ['costs', 'costs', 'fees', 'interest'] }],
])('%s %j changes nothing', async (sub, body) => {
  const before = (await agency.get(path())).body;

  const answer = await agency.patch(`${path()}${sub}`).send(body);

  expect([answer.status, answer.body.code]).toEqual([400, 'request-invalid']);
  expect((await agency.get(path())).body).toEqual(before);
});

test('the history says who changed what, when and why, a page at a time', async () => {
  await agency.patch(path()).set('X-TA-AUDIT-DESCRIPTION', 'first').send({ industry: 'Retail' });
  await service.moveTo('2026-03-05T12:00:00Z');
  await agency.patch(`${path()}/settings`).send({ planGraceDays: 7 });
  const own = await service.as({ creditorIds: [creditorId] });
  await own.post(`/api/v1/creditors/${creditorId}/brands`).send({ name: 'Shop' }).expect(200);

  const first = await agency.get(`${path()}/history?limit=3`);
  const rest = await agency.get(`${path()}/history?limit=3&after=${first.body.next}`);

  const versions = [...first.body.items, ...rest.body.items];
  expect(versions.map(({ version, change }) => [version, change])).toEqual([
    [1, 'creditor-registered'],
    [2, 'creditor-updated'],
    [3, 'settings-changed'],
    [4, 'brands-changed'],
  ]);
  expect(versions[1]).toMatchObject({
    recordedBy: { kind: 'account', id: 'AC-TEST-1', description: 'first' },
    state: { industry: 'Retail' },
  });
  expect(versions[2].at).toMatch(/^2026-03-05/);
  expect(versions[2].state.settings.planGraceDays).toBe(7);
  expect(rest.body.next).toBeNull();
});

test('the list of creditors has each once, in pages', async () => {
  const seen: string[] = [];
  for (let after: string | null = ''; after !== null;) {
    const query: string = after === '' ? '' : `&after=${after}`;
    const { body } = await agency.get(`/agency/v1/creditors?limit=2${query}`).expect(200);
    seen.push(...(body.items as { creditorId: string }[]).map((each) => each.creditorId));
    after = body.next as string | null;
  }

  expect(seen).toContain(creditorId);
  expect(new Set(seen).size).toBe(seen.length);
  await agency.get('/agency/v1/creditors?after=made-up').expect(400);
  await agency.get('/agency/v1/creditors?limt=2').expect(400);
});

test('each operation needs its permission, and a creditor that is unknown is 404', async () => {
  const nobody = await service.as({ creditorIds: [creditorId], permissions: ['agency.accounts:read'] });
  const paths = [
    ['get', ''],
    ['patch', ''],
    ['patch', '/settings'],
    ['get', '/history'],
  ] as const;

  for (const [method, sub] of paths) {
    const forbidden = await nobody[method](`${path()}${sub}`).send(method === 'get' ? undefined : {});
    expect([sub, forbidden.status, forbidden.body.code]).toEqual([sub, 403, 'permission-missing']);
    const missing = await agency[method](`/agency/v1/creditors/CR-0-0${sub}`).send(method === 'get' ? undefined : {});
    expect([sub, missing.status, missing.body.code]).toEqual([sub, 404, 'creditor-not-found']);
  }
  expect((await nobody.get('/agency/v1/creditors')).status).toBe(403);
});
