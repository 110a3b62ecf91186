import { contactAnswer, customerAnswer, debtAnswer, ok, refused } from './answers.ts';
import type { Client } from './client.ts';
import {
  aCustomer,
  aDebt,
  dana,
  danaHerself,
  danaOwes,
  danasAddress,
  danasDebt,
  danasEmail,
  danasPhone,
  secondDebt,
  secondDebtOwed,
} from './examples.ts';
import { given, givenClient, givenCreditor } from './given.ts';
import type { RunningPlatform } from './running-platform.ts';

const danasContacts = {
  addresses: [contactAnswer(danasAddress)],
  phones: [contactAnswer(danasPhone)],
  emails: [contactAnswer(danasEmail)],
};
const danaPlaced = customerAnswer(danaHerself, {
  ...danasContacts,
  debts: [{ ...debtAnswer(danasDebt, danaOwes), defaultDate: { day: 1, month: 1, year: 2024 } }],
});
const itemError = (message: string, more: object): object => ({
  isError: true,
  error: { errorCode: '104', message, ...more },
});
const { name, reference } = danaHerself;
const danaAgain = {
  name,
  addresses: [{ city: 'Austin', state: 'TX', zipcode: '78701', countryCode: 'US' }],
  emails: [{ email: 'dana.okafor@example.com' }],
  reference,
  debts: [secondDebt],
};
const ada = { ...aCustomer('CUST-1003', 'INV-9003'), emails: [] };

export function placing(platform: () => RunningPlatform): void {
  let client: Client;
  beforeAll(async () => {
    client = await givenClient(platform(), [await givenCreditor(platform())]);
    await given(client, aCustomer('CUST-0042', 'INV-8000'));
  });
  const batch = (customers: unknown[], path = '/api/v1/customersBatch/') => client.post(path, { customers });

  test('E1: of a batch each customer is answered by itself: placed, a duplicate, invalid', async () => {
    expect(await batch([dana, aCustomer('CUST-1002', 'INV-8000'), ada])).toEqual(
      ok({
        responses: [
          { customer: danaPlaced },
          itemError('Duplicated transactionId.', { reference: 'CUST-1002', transactionId: 'INV-8000' }),
          itemError('emails: at least one is required.', { reference: 'CUST-1003' }),
        ],
      }),
    );
  });

  test.each(['/api/v1/customersBatch/', '/api/v1/customersBatch'])(
    'E2: a stored customer again at %s',
    async (path) => {
      expect(await batch([dana], path)).toEqual(
        ok({ responses: [itemError('Duplicated reference.', { reference: 'CUST-1001' })] }),
      );
    },
  );

  test('E3: with the flag a known customer gets the new debt, and its repeat is a duplicate', async () => {
    const path = '/api/v1/customersBatch/?addDebtsIfPossible=true';
    const added = { ...danasContacts, comments: danaHerself.comments, dateOfBirth: danaHerself.dateOfBirth };

    expect(await batch([danaAgain], path)).toEqual(
      ok({
        responses: [
          {
            isAddedDebt: true,
            customer: customerAnswer(
              { name, reference },
              { ...added, debts: [debtAnswer(secondDebt, secondDebtOwed)] },
            ),
          },
        ],
      }),
    );
    expect(await batch([danaAgain], path)).toEqual(
      ok({ responses: [itemError('Duplicated transactionId.', { reference, transactionId: 'INV-9050' })] }),
    );
  });

  test.each(['/api/v1/customers/', '/api/v1/customers'])('E4: stored customers posted to %s again', async (path) => {
    expect(await batch([dana, aCustomer('CUST-0042', 'INV-NEW')], path)).toEqual(
      ok({
        customers: [],
        duplicatedReferences: [
          { reference: 'CUST-1001' },
          { reference: 'CUST-1001', transactionId: 'INV-9001' },
          { reference: 'CUST-0042' },
        ],
      }),
    );
  });

  test.each([
    ['query', '/api/v1/customers/?addDebtsIfPossible=TRUE', {}],
    ['body', '/api/v1/customers/', { addDebtsIfPossible: true }],
  ])('R1 answers new customers, and with the flag in the %s debts that were added', async (where, path, flag) => {
    const sent = aCustomer(`CUST-NEW-${where}`, `INV-NEW-${where}`);
    const more = { ...aCustomer('CUST-0042', 'INV-8000'), debts: [aDebt('INV-8000'), aDebt(`INV-MORE-${where}`)] };
    const lees = (of: string, debt: string): object =>
      customerAnswer(
        { name: sent.name, reference: of },
        {
          addresses: sent.addresses.map((each) => contactAnswer(each)),
          emails: sent.emails.map((each) => contactAnswer(each)),
          debts: [debtAnswer(aDebt(debt), { principal: 12_000 })],
        },
      );

    expect(await client.post(path, { customers: [sent, more], ...flag })).toEqual(
      ok({
        customers: [lees(sent.reference, `INV-NEW-${where}`)],
        duplicatedReferences: [{ reference: 'CUST-0042', transactionId: 'INV-8000' }],
        customersWithAddedDebts: [lees('CUST-0042', `INV-MORE-${where}`)],
      }),
    );
  });

  test('R1 stores nothing when one of its customers is invalid, and says which field', async () => {
    const good = aCustomer('CUST-GOOD', 'INV-GOOD');

    expect(await client.post('/api/v1/customers/', { customers: [good, ada] })).toEqual(
      refused(400, 104, 'Invalid input.', { 'customers[1].emails': 'at least one is required' }),
    );
    expect(await client.get('/api/v1/customers/?reference=CUST-GOOD')).toEqual(ok({ customers: [], totalResults: 0 }));
  });

  test('E5: references that nobody has are no customers', async () => {
    expect(await client.get('/api/v1/customers/?reference=NOPE-1,NOPE-2')).toEqual(
      ok({ customers: [], totalResults: 0 }),
    );
  });

  test('a customer is found by a reference as it is written, and read whole', async () => {
    const odd = 'E=>7IzDYM';
    const { customerId } = await given(client, aCustomer(`${odd},1`, 'INV-ODD'));
    await given(client, aCustomer(odd, 'INV-ODD-2'));

    const found = await client.get(`/api/v1/customers/?reference=E=>7IzDYM%2C1,NOPE-1`);

    const whole = await client.get(`/api/v1/customers/${customerId}/`);
    expect(found).toEqual(ok({ customers: [whole.body], totalResults: 1 }));
    const raw = await client.get('/api/v1/customers?reference=E=>7IzDYM');
    expect(raw).toMatchObject({ status: 200, body: { customers: [{ reference: odd }], totalResults: 1 } });
  });

  test('a list is ordered by creation, clamped to 100, and past its end empty with the right total', async () => {
    const own = await givenClient(platform(), [await givenCreditor(platform())]);
    const wanted = Array.from({ length: 102 }, (_, i) => `CUST-${i}`);
    await own.post('/api/v1/customersBatch', { customers: wanted.map((each) => aCustomer(each, `INV-${each}`)) });
    const listed = async (query: string): Promise<{ references: string[]; totalResults: number }> => {
      const { body } = await own.get(`/api/v1/customers/${query}`);
      const { customers, totalResults } = body as { customers: { reference: string }[]; totalResults: number };
      return { references: customers.map((each) => each.reference), totalResults };
    };

    const first = await listed('');
    const rest = await listed('?count=101&offset=100');
    expect([first.references.length, rest.references.length, first.totalResults]).toEqual([100, 2, 102]);
    expect([...first.references, ...rest.references].toSorted()).toEqual(wanted.toSorted());
    expect(await listed('?count=2&offset=1')).toEqual({ references: first.references.slice(1, 3), totalResults: 102 });
    expect(await listed('?offset=102')).toEqual({ references: [], totalResults: 102 });
    for (const query of ['count=0', 'count=1.5', 'count=many', 'offset=-1', 'startTime=2&endTime=2', 'startTime=x'])
      expect(await own.get(`/api/v1/customers/?${query}`)).toMatchObject({ status: 400, body: { code: 102 } });
    const references = Array.from({ length: 101 }, (_, i) => `R-${i}`).join(',');
    for (const query of [`reference=${references}`, 'reference=', 'reference=A,,B'])
      expect(await own.get(`/api/v1/customers/?${query}`)).toMatchObject({ status: 400, body: { code: 102 } });
  });

  test('R2 refuses only what is no batch', async () => {
    const msg = 'The body must be an object with 1 to 1000 customers; addDebtsIfPossible is true or false.';
    for (const body of [{}, { customers: [] }, { customers: {} }, [dana]])
      expect(await client.post('/api/v1/customersBatch/', body)).toEqual(refused(400, 102, msg));
  });
}
