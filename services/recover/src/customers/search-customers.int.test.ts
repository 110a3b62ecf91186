import { aCustomer, dana } from '../examples.ts';
import { creditorId, givenCustomer, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let danaId: string;
const marshIds: string[] = [];
beforeAll(async () => {
  recover = await startRecover();
  danaId = (await givenCustomer(recover.creditor, dana)).customerId;
  for (const n of [1, 2, 3])
    marshIds.push((await givenCustomer(recover.creditor, aCustomer(`M-${n}`, [`I-${n}`]))).customerId);
  marshIds.sort();
});
afterAll(() => recover.stop());

type Found = { items: { customerId: string }[]; next: string | null };
const search = async (query: object) =>
  (await recover.creditor.get('/agency/v1/customers').query(query).expect(200)).body as Found;
const idsOf = ({ items }: Found) => items.map(({ customerId }) => customerId);

test.each([
  { name: 'okafor' },
  { name: 'Okafor, DANA' },
  { name: 'dana okafor dana' },
  { email: ' Dana.Okafor@Example.com' },
  { phone: '(512) 555-0142' },
  { phone: '+1 512 555 0142' },
  { reference: 'CUST-1001' },
  { transactionId: 'INV-9001' },
])('a customer is found by %j', async (query) => {
  const found = await search(query);

  expect(found).toMatchObject({
    items: [{ customerId: danaId, creditorId, reference: 'CUST-1001', name: { first: 'Dana', last: 'Okafor' } }],
    next: null,
  });
});

test.each([
  { name: 'Dana Marsh' },
  { name: 'Dana Okafor Marsh' },
  { name: 'oka' },
  { email: 'nobody@example.com' },
  { reference: 'x' },
  { transactionId: 'x' },
])('nobody is found by %j', async (query) => {
  expect(await search(query)).toEqual({ items: [], next: null });
});

test('many of one name come page by page, each once', async () => {
  const first = await search({ name: 'marsh', limit: 2 });
  const second = await search({ name: 'marsh', limit: 2, after: first.next ?? '' });

  expect([...idsOf(first), ...idsOf(second)]).toEqual(marshIds);
  expect(second.next).toBeNull();
});

test('a customer is found by what they are called and reached at now, and by what was given before', async () => {
  const [customerId = ''] = marshIds;
  const replacement = {
    name: { firstName: 'Lea', lastName: 'Quist' },
    addresses: [{ city: 'Reno', state: 'NV', zipcode: '89501', countryCode: 'US', meta: { isActive: true } }],
    emails: [{ email: 'lea.quist@example.com' }],
  };
  await recover.creditor.put(`/api/v1/customers/${customerId}`).send(replacement).expect(200);

  expect(idsOf(await search({ name: 'Quist' }))).toEqual([customerId]);
  expect(idsOf(await search({ email: 'lea.quist@example.com' }))).toEqual([customerId]);
  expect(idsOf(await search({ email: 'lee.marsh@example.com' }))).toEqual(marshIds);
  expect(idsOf(await search({ name: 'marsh' }))).toEqual(marshIds.slice(1));
});

test.each([
  {},
  { name: 'a', email: 'b' },
  { name: '...' },
  { phone: '555-0142' },
  { surname: 'Okafor' },
  { name: 'a', limit: 0 },
  { name: 'a', after: 'made-up' },
  { name: ['a', 'b'] },
])('%j is no search', async (query) => {
  const { body } = await recover.creditor.get('/agency/v1/customers').query(query).expect(400);

  expect(body).toMatchObject({ status: 400, code: expect.stringMatching(/-invalid$/) as string });
});

test('another creditor finds nobody, and an account without the permission may not look', async () => {
  const placing = await recover.as({ creditorIds: [creditorId], permissions: ['recover.customers:read'] });

  for (const query of [{ name: 'okafor' }, { reference: 'CUST-1001' }, { transactionId: 'INV-9001' }])
    await recover.other.get('/agency/v1/customers').query(query).expect(200, { items: [], next: null });
  await placing.get('/agency/v1/customers').query({ name: 'okafor' }).expect(403);
});
