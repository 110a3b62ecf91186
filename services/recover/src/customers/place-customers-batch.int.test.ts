import { aCustomer, aDebt, dana, usd } from '../examples.ts';
import { creditorId, givenCustomer, startRecover, type Recover } from '../start-recover.ts';
import { customers } from './customer.store.ts';

let recover: Recover;
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T12:00:00Z' });
});
afterAll(() => recover.stop());

const batch = (list: unknown, query = '') =>
  recover.creditor.post(`/api/v1/customersBatch/${query}`).send({ customers: list });
const id = expect.stringMatching(/^[A-Z]{2}-[A-Z0-9]+-[A-Z0-9]+$/);
const time = expect.any(Number);
const error = (message: string, over: object) => ({ isError: true, error: { errorCode: '104', message, ...over } });
const contactMeta = { id, isActive: true, isPrimary: true, timeCreated: time, lastModified: time };

test('one success, one duplicate and one invalid customer are answered in their order', async () => {
  await givenCustomer(recover.creditor, aCustomer('CUST-1000', ['INV-8000']));

  const { body } = await batch([dana, aCustomer('CUST-1002', ['INV-8000']), { ...aCustomer('CUST-1003'), emails: [] }]).expect(200);

  const [debt] = dana.debts;
  expect(body).toEqual({
    responses: [
      {
        customer: {
          meta: { id, isActive: true, timeCreated: time, lastModified: time },
          ...dana,
          addresses: [{ ...dana.addresses[0], meta: contactMeta }],
          phones: [{ ...dana.phones[0], meta: contactMeta }],
          emails: [{ ...dana.emails[0], meta: contactMeta }],
          debts: [
            {
              ...debt,
              meta: { id, isActive: true, timeCreated: time, lastModified: time },
              status: 'New',
              initialCost: usd(0),
              initialTotal: usd(43_500),
              balance: usd(43_500),
              balanceDetails: {
                principal: usd(40_000), interest: usd(2_500), fees: usd(1_000), costs: usd(0), overcharges: usd(0), isSettledInFull: false,
              },
              balanceDetailsAtPlacement: { principal: usd(40_000), interest: usd(2_500), fees: usd(1_000), costs: usd(0) },
              accruedInterest: usd(2_500),
              transactionIdLast4: '9001',
              defaultDate: { day: 1, month: 1, year: 2024 },
              creditorId,
              personId: id,
              type: 'DEBT_TYPE_CONSUMER',
              chargeOffStatus: 'NONE',
              placementType: 'ORIGINAL',
              maxDiscountPercent: 0,
              effectiveMaxDiscountPercent: {
                overrideType: 'NO_OVERRIDE',
                maxDiscountPercent: 0,
                maxSettlementPercent: 100,
              },
              minSettlementPercent: 100,
              availablePaymentMethods: { creditCard: true, debitCard: true, check: true },
              prohibitedActions: [],
            },
          ],
        },
      },
      error('Duplicated transactionId.', { reference: 'CUST-1002', transactionId: 'INV-8000' }),
      error('emails: at least one is required.', { reference: 'CUST-1003' }),
    ],
  });
}); // prettier-ignore

test('a repeat of a stored customer is a duplicate and changes nothing', async () => {
  const before = (await recover.published()).length;

  const { body } = await batch([dana]).expect(200);

  expect(body).toEqual({ responses: [error('Duplicated reference.', { reference: 'CUST-1001' })] });
  expect(await recover.published()).toHaveLength(before);
});

test.each(['query', 'body'])(
  'with the flag in the %s a known customer gets the new debt and nothing else',
  async (where) => {
    const transactionId = `INV-9050-${where}`;
    const again = {
      ...aCustomer('CUST-1001'),
      debts: [aDebt(transactionId, { initialFees: usd(250) }), aDebt('INV-9001')],
    };

    const { body } = await (
      where === 'query'
        ? batch([again], '?addDebtsIfPossible=TRUE')
        : recover.creditor.post('/api/v1/customersBatch').send({ customers: [again], addDebtsIfPossible: true })
    ).expect(200);

    expect(body).toMatchObject({
      responses: [
        { isAddedDebt: true, customer: { name: dana.name, debts: [{ transactionId, balance: usd(12_250) }] } },
      ],
    });
    expect((body as { responses: [{ customer: { debts: unknown[] } }] }).responses[0].customer.debts).toHaveLength(1);
    await batch([again], '?addDebtsIfPossible=true').expect(200, {
      responses: [error('Duplicated transactionId.', { reference: 'CUST-1001', transactionId })],
    });
  },
);

test('every placement is a fact, with who placed it and why', async () => {
  const auditor = (await recover.as({ creditorIds: [creditorId] })).set('X-TA-AUDIT-DESCRIPTION', ' monthly file ');
  const { customerId, debtId } = await givenCustomer(auditor, aCustomer('CUST-2000', ['INV-2000']));

  const facts = (await recover.published()).filter(({ subject }) => subject === customerId);

  const recordedBy = { kind: 'account', id: 'AC-TEST-1', description: 'monthly file' };
  expect(facts).toMatchObject([
    {
      type: 'recover.customer-placed.v1',
      sequence: 1,
      data: {
        reference: 'CUST-2000',
        version: 1,
        recordedBy,
        contacts: [
          { contactType: 'address', address: { state: 'NV' } },
          { contactType: 'email', value: 'lee.marsh@example.com', status: 'primary' },
        ],
      },
    },
    {
      type: 'recover.debt-placed.v1',
      sequence: 2,
      data: { debtId, status: 'New', balanceCents: 12_000, accountLast4: '2000', recordedBy },
    },
  ]);
});

test('a social security number is stored encrypted and shown to nobody', async () => {
  const { customerId } = await givenCustomer(recover.creditor, { ...aCustomer('CUST-2001'), ssn: '987654321' });

  const stored = await customers(recover.db).findOne({ _id: customerId, creditorId }).lean();
  const { text } = await recover.creditor.get(`/api/v1/customers/${customerId}`).expect(200);

  expect(stored?.ssn).toMatchObject({ keyId: 'k1' });
  for (const seen of [JSON.stringify(stored), text, JSON.stringify(await recover.published())])
    expect(seen).not.toMatch(/987654321|987-65-4321/);
  expect(text).not.toContain('ssn');
});

test.each([
  ['reference', (i: number) => aCustomer('RACE-R', [`RACE-T-${i}`])],
  ['transactionId', (i: number) => aCustomer(`RACE-R-${i}`, ['RACE-T'])],
])(
  'of clients that place the same %s at once, one wins and the others get the duplicate answer',
  async (what, customer) => {
    const items = await Promise.all(
      Array.from({ length: 8 }, async (_, i) => {
        const { body } = await batch([customer(i)]).expect(200);
        return (body as { responses: [{ isError?: boolean; error?: { message: string } }] }).responses[0];
      }),
    );

    expect(items.filter(({ isError }) => !isError)).toHaveLength(1);
    expect(items.filter(({ error: why }) => why?.message === `Duplicated ${what}.`)).toHaveLength(7);
  },
);

test('a thousand customers are placed by one request, the last of them met the first, and one more is too many', async () => {
  const others = Array.from({ length: 999 }, (_, i) => aCustomer(`BULK-${i}`, [`BULK-T${i}`]));
  const thousand = [...others, aCustomer('BULK-0', ['BULK-T999'])];

  const { body } = await batch(thousand).expect(200);

  const { responses } = body as { responses: { customer?: { reference: string } }[] };
  expect(responses.slice(0, -1).map(({ customer }) => customer?.reference)).toEqual(
    others.map(({ reference }) => reference),
  );
  expect(responses.at(-1)).toEqual(error('Duplicated reference.', { reference: 'BULK-0' }));
  const tooMany = await batch([...thousand, aCustomer('BULK-1000')]).expect(400);
  expect(tooMany.body).toMatchObject({ code: 102, errorInfo: null });
}, 120_000);

test.each([
  ['no list', {}],
  ['an empty list', { customers: [] }],
  ['an object in its place', { customers: { $gt: '' } }],
  ['a bare array', [dana]],
  ['a flag that is neither', { customers: [dana], addDebtsIfPossible: 'yes' }],
])('%s is no batch', async (_what, sent) => {
  const { body } = await recover.creditor.post('/api/v1/customersBatch').send(sent).expect(400);

  expect(body).toMatchObject({ code: 102, msg: expect.any(String) as string, errorInfo: null });
});

test('a flag in the query that is neither true nor false is refused', async () => {
  const { status, body } = await batch([aCustomer('FLAG-1')], '?addDebtsIfPossible=yes');

  expect(status).toBe(400);
  expect(body).toEqual({ code: 102, msg: 'addDebtsIfPossible must be true or false.', errorInfo: null });
});

test('an operator in a field is an error of its item, not a query', async () => {
  const { body } = await batch([{ ...aCustomer('OP-1'), reference: { $gt: '' } }, null, 'customer']).expect(200);

  expect(body).toEqual({
    responses: [
      error('reference: must be a text.', {}),
      error('must be an object.', {}),
      error('must be an object.', {}),
    ],
  });
});
