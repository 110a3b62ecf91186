import { aCustomer, aDebt, dana } from '../examples.ts';
import { startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
beforeAll(async () => {
  recover = await startRecover();
});
afterAll(() => recover.stop());

const place = (customers: unknown, query = '') =>
  recover.creditor.post(`/api/v1/customers/${query}`).send({ customers });

test('new customers are answered in their order, with nothing but them', async () => {
  const { body } = await place([dana, aCustomer('CUST-0042', ['INV-0042'])]).expect(200);

  expect(Object.keys(body as object)).toEqual(['customers']);
  expect(body).toMatchObject({ customers: [{ reference: 'CUST-1001' }, { reference: 'CUST-0042' }] });
});

test('stored customers posted again are named as duplicates, with their repeated debts', async () => {
  const { body } = await place([dana, aCustomer('CUST-0042', ['INV-NEW'])]).expect(200);

  expect(body).toEqual({
    customers: [],
    duplicatedReferences: [
      { reference: 'CUST-1001' },
      { reference: 'CUST-1001', transactionId: 'INV-9001' },
      { reference: 'CUST-0042' },
    ],
  });
});

test('with the flag new debts are added, and repeated ones still named', async () => {
  const { body } = await place([aCustomer('CUST-0042', ['INV-0042', 'INV-0043'])], '?addDebtsIfPossible=true').expect(
    200,
  );

  expect(body).toMatchObject({
    customers: [],
    duplicatedReferences: [{ reference: 'CUST-0042', transactionId: 'INV-0042' }],
    customersWithAddedDebts: [{ reference: 'CUST-0042', debts: [{ transactionId: 'INV-0043' }] }],
  });
});

test('one invalid customer refuses all of them, and nothing is stored', async () => {
  const good = aCustomer('CUST-3000', ['INV-3000']);

  const { body } = await place([good, { ...good, emails: [{ email: 'nobody' }] }]).expect(400);

  expect(body).toEqual({
    code: 104,
    msg: 'Invalid input.',
    errorInfo: { 'customers[1].emails[0].email': 'not a valid address' },
  });
  expect((await recover.published()).filter(({ data }) => data['reference'] === 'CUST-3000')).toEqual([]);
  await place([good]).expect(200);
});

test('a debt that New York does not allow refuses the whole request, also one added to a stored customer', async () => {
  const inNewYork = {
    ...aCustomer('CUST-3001', ['INV-3001']),
    addresses: [{ city: 'Albany', state: 'NY', zipcode: '12207', countryCode: 'US' }],
  };
  const allowed = { ...inNewYork, debts: [aDebt('INV-3001', { postChargeOffInformation: {} })] };
  await place([allowed]).expect(200);
  const moved = { ...aCustomer('CUST-3001', ['INV-3002']) };

  for (const [request, query] of [
    [{ ...inNewYork, reference: 'CUST-3002' }, ''],
    [moved, '?addDebtsIfPossible=true'],
  ] as const) {
    const { body } = await place([aCustomer('CUST-3003', ['INV-3003']), request], query).expect(400);
    expect(body).toMatchObject({
      errorInfo: { 'customers[1].debts[0].postChargeOffInformation': expect.any(String) as string },
    });
  }
  await place([aCustomer('CUST-3003', ['INV-3003'])]).expect(200);
});
