import { aCustomer, dana } from '../examples.ts';
import { givenCustomer, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
const instants = ['2026-01-05T12:00:00Z', '2026-01-06T12:00:00Z', '2026-01-07T12:00:00Z'];
const atMs = instants.map((instant) => Date.parse(instant));
const customerIds: string[] = [];
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T00:00:00Z' });
  for (const [i, instant] of instants.entries()) {
    await recover.moveTo(instant);
    const request = i === 0 ? dana : aCustomer(`R,${i}`, [`T-${i}-1`, `T-${i}-2`]);
    customerIds.push((await givenCustomer(recover.creditor, request)).customerId);
  }
});
afterAll(() => recover.stop());

type Listed = { customers: { meta: { id: string }; debts: unknown[] }[]; totalResults: number };
const list = async (query = '') =>
  (await recover.creditor.get(`/api/v1/customers/${query}`).expect(200)).body as Listed;
const idsIn = ({ customers }: Listed) => customers.map(({ meta }) => meta.id);

test('a creditor’s customers are listed oldest first, each as it reads alone', async () => {
  const listed = await list();
  const alone = await recover.creditor.get(`/api/v1/customers/${customerIds[1]}`).expect(200);

  expect(idsIn(listed)).toEqual(customerIds);
  expect(listed.customers[1]).toEqual(alone.body);
  expect(listed.customers.map(({ debts }) => debts.length)).toEqual([1, 2, 2]);
  expect(listed.totalResults).toBe(3);
});

test('pages laid side by side show everybody once, and the total stays the total', async () => {
  const pages = [await list('?count=2'), await list('?count=2&offset=2'), await list('?offset=9')];

  expect(pages.map(idsIn)).toEqual([customerIds.slice(0, 2), customerIds.slice(2), []]);
  expect(pages.map(({ totalResults }) => totalResults)).toEqual([3, 3, 3]);
});

test('a window takes its start, leaves its end out, and counts what is in it', async () => {
  const tomorrow = (atMs[1] ?? 0) + 86_400_000 - 60_000;
  const listed = await list(`?startTime=${atMs[1]}&endTime=${tomorrow}`);

  expect(idsIn(listed)).toEqual([customerIds[1]]);
  expect(listed.totalResults).toBe(1);
  expect(await list(`?startTime=${tomorrow + 86_400_000 * 9}`)).toEqual({ customers: [], totalResults: 0 });
});

test('references find who has them, commas inside them too, and combine with the window', async () => {
  expect(idsIn(await list('?reference=CUST-1001,NOPE'))).toEqual([customerIds[0]]);
  expect(idsIn(await list('?reference=R%2C2,R%2C1'))).toEqual([customerIds[1], customerIds[2]]);
  expect(idsIn(await list(`?reference=R%2C2,R%2C1&startTime=${(atMs[2] ?? 0) - 60_000}`))).toEqual([customerIds[2]]);
  expect(await list('?reference=NOPE-1,NOPE-2')).toEqual({ customers: [], totalResults: 0 });
});

test('another creditor sees nobody', async () => {
  for (const query of ['', '?reference=CUST-1001'])
    await recover.other.get(`/api/v1/customers/${query}`).expect(200, { customers: [], totalResults: 0 });
});

test.each(['?count=0', '?offset=-1', '?startTime=2&endTime=1', '?reference=', '?reference=A,,B', '?count=ten'])(
  '%s is refused as a request that cannot be',
  async (query) => {
    const { body } = await recover.creditor.get(`/api/v1/customers/${query}`).expect(400);

    expect(body).toEqual({ code: 102, msg: expect.any(String) as string, errorInfo: null });
  },
);

test('a placement that is refused, or repeated, is not counted', async () => {
  await recover.creditor
    .post('/api/v1/customersBatch')
    .send({ customers: [dana, { reference: 'X' }] })
    .expect(200);
  await recover.creditor
    .post('/api/v1/customers')
    .send({ customers: [{ reference: 'X' }] })
    .expect(400);

  expect((await list()).totalResults).toBe(3);
});
