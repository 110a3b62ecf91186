import { aDebt, dana, usd } from '../examples.ts';
import { givenCustomer, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let debtId: string;
const placedAt = Date.parse('2026-01-05T12:00:00Z');
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T12:00:00Z' });
  ({ customerId, debtId } = await givenCustomer(recover.creditor, dana));
});
afterAll(() => recover.stop());

const path = () => `/api/v1/customers/${customerId}/debts/`;

test('the debts of a customer are listed, and none in a window is an empty object', async () => {
  const window = (startTime: number, endTime: number) => recover.creditor.get(path()).query({ startTime, endTime });

  const { body } = await recover.creditor.get(path()).expect(200);

  expect(body).toMatchObject({ debts: [{ meta: { id: debtId }, transactionId: 'INV-9001', balance: usd(43_500) }] });
  await window(placedAt, placedAt + 600_000).expect(200, body as object);
  await window(placedAt - 600_000, placedAt).expect(200, {});
  expect((await window(placedAt, placedAt).expect(400)).body).toMatchObject({ code: 102, errorInfo: null });
  expect(
    (await recover.creditor.get(path()).query({ 'startTime[$gt]': '1', endTime: 'soon' }).expect(400)).body,
  ).toMatchObject({ code: 102 });
});

test('a debt added later is listed last, and its transaction id cannot be used again', async () => {
  const added = await recover.creditor.post(path()).send(aDebt('INV-9050')).expect(200);

  expect(added.body).toMatchObject({ status: 'New', personId: customerId, balance: usd(12_000) });
  expect((await recover.creditor.get(path()).expect(200)).body).toMatchObject({
    debts: [{ transactionId: 'INV-9001' }, { transactionId: 'INV-9050' }],
  });
  await recover.creditor
    .post(path())
    .send(aDebt('INV-9001'))
    .expect(409, {
      code: 114,
      msg: 'Object already exists.',
      errorInfo: { transactionId: 'INV-9001' },
    });
  expect(await recover.published('recover.debt-placed.v1')).toHaveLength(2);
});

test('an invalid debt says which field is wrong', async () => {
  const { body } = await recover.creditor
    .post(path())
    .send({ initialPrincipal: usd(1), initialFees: usd(0) })
    .expect(400);

  expect(body).toEqual({ code: 104, msg: 'Invalid input.', errorInfo: { initialInterest: 'required' } });
});

test('two clients that add the same debt at once: one wins, the other learns it exists', async () => {
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => recover.creditor.post(path()).send(aDebt('INV-RACE'))),
  );

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409, 409, 409]);
});
