import {
  CreditorRegisteredV1,
  CreditorUpdatedV1,
  defaultCreditorSettings,
  SettingsChangedV1,
} from '@fairdue/contracts';
import { anEvent } from '@fairdue/testing';
import { aCustomer, dana, usd } from '../examples.ts';
import { creditorId, givenCustomer, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
beforeAll(async () => {
  recover = await startRecover({ config: { BLOCKED_STATES: 'UT,wy' } });
});
afterAll(() => recover.stop());

const told = (over: object) => ({
  creditorId,
  companyName: 'Bluebird Holdings',
  settings: { ...defaultCreditorSettings, ...over },
  sender: { companyName: 'Bluebird Holdings', addressLines: [], phone: '', email: 'a@example.com' },
  recordedBy: { kind: 'service', id: 'creditor' } as const,
});
const inNewYork = (reference: string) => ({
  ...aCustomer(reference, [reference]),
  addresses: [{ city: 'Albany', state: 'NY', zipcode: '12207', countryCode: 'US' }],
});
const textable = async () => {
  const [placed] = (await recover.published('recover.customer-placed.v1')).slice(-1);
  const contacts = placed?.data['contacts'] as { contactType: string; receiveTextMessages: boolean }[];
  return contacts.find(({ contactType }) => contactType === 'phone')?.receiveTextMessages;
};

test('of a creditor not heard of yet, the stricter settings hold', async () => {
  await givenCustomer(recover.creditor, dana);

  expect(await textable()).toBe(false);
  const { body } = await recover.creditor.post('/api/v1/customersBatch').send({ customers: [inNewYork('NY-1')] });
  expect(body).toMatchObject({ responses: [{ isError: true, error: { reference: 'NY-1' } }] });
});

test('placements follow the settings that the creditor told last', async () => {
  await recover.deliver(
    anEvent(CreditorRegisteredV1, told({ debtType: 'DEBT_TYPE_COMMERCIAL' })),
    anEvent(SettingsChangedV1, told({ textConsentAtPlacement: true, requirePostChargeOffForNY: false })),
  );

  await givenCustomer(recover.creditor, inNewYork('NY-2'));
  await givenCustomer(recover.creditor, { ...dana, reference: 'CUST-1002', debts: aCustomer('', ['T-2']).debts });

  expect(await textable()).toBe(true);
});

const debtsOf = async (customerId: string) => {
  const { body } = await recover.creditor.get(`/api/v1/customers/${customerId}/debts`).expect(200);
  return (body as { debts: Record<string, unknown>[] }).debts;
};
const tell = (over: object) => recover.deliver(anEvent(SettingsChangedV1, told(over)));
const pay = (path: string, amountCents: number) =>
  recover.creditor.post(path).send({ amount: usd(amountCents), payee: 'CREDITOR', transactionType: 'PAYMENT' });

test('a debt says what its creditor would settle for and how it may be paid; unsaid, nothing off and every way', async () => {
  const { customerId } = await givenCustomer(recover.creditor, aCustomer('TERMS', ['TERMS']));

  expect(await debtsOf(customerId)).toMatchObject([
    {
      maxDiscountPercent: 0,
      effectiveMaxDiscountPercent: { overrideType: 'NO_OVERRIDE', maxDiscountPercent: 0, maxSettlementPercent: 100 },
      minSettlementPercent: 100,
      availablePaymentMethods: { creditCard: true, debitCard: true, check: true },
    },
  ]);
  const availablePaymentMethods = { creditCard: false, debitCard: true, check: true };
  await tell({ maxDiscountPercent: 30, availablePaymentMethods });

  expect(await debtsOf(customerId)).toMatchObject([
    {
      maxDiscountPercent: 30,
      effectiveMaxDiscountPercent: { overrideType: 'CREDITOR', maxDiscountPercent: 30, maxSettlementPercent: 70 },
      minSettlementPercent: 70,
      availablePaymentMethods,
    },
  ]);
});

test('a payment is spread as its creditor wishes, and stays so when the creditor changes its mind', async () => {
  const owed = { ...dana, reference: 'ORDER', debts: [{ ...dana.debts[0], transactionId: 'ORDER' }] };
  const { customerId, debtId } = await givenCustomer(recover.creditor, owed);
  const path = `/api/v1/customers/${customerId}/debts/${debtId}/payments`;
  await tell({ paymentAllocationOrder: ['principal', 'interest', 'fees', 'costs'] });
  await pay(path, 5_000).expect(200);
  expect(await debtsOf(customerId)).toMatchObject([
    { balanceDetails: { principal: usd(35_000), interest: usd(2_500), fees: usd(1_000) } },
  ]);

  await tell({});
  await pay(path, 1_500).expect(200);

  expect(await debtsOf(customerId)).toMatchObject([
    { balanceDetails: { principal: usd(35_000), interest: usd(2_000), fees: usd(0) } },
  ]);
});

const take = (debtId: string) =>
  recover.creditor.post('/agency/v1/payments').send({ debtId, amountCents: 100, paymentMethod: 'CHECK' });
const startPlan = (debtId: string) =>
  recover.creditor.post('/agency/v1/plans').send({
    debtId,
    installments: [{ dueDate: '2030-01-01T00:00:00.000Z', amountCents: 12_000 }],
    frequency: 'MONTHLY',
    consent: { time: '2026-01-05T11:00:00.000Z' },
  });
const everyAction = ['NEW_PAYMENT', 'NEW_PAYMENT_PLAN', 'MAKE_COMMUNICATION', 'NEW_PART_PAYMENT'];

test('where the operator does not collect, the agency takes no payment and starts no plan', async () => {
  const placed = { ...aCustomer('PLACE', ['PLACE']), addresses: [{ city: 'Casper', state: 'WY', zipcode: '82601', countryCode: 'US' }] };
  const { customerId, debtId } = await givenCustomer(recover.creditor, placed);

  expect(await debtsOf(customerId)).toMatchObject([
    { prohibitedActions: everyAction.map((debtAction) => ({ debtAction, prohibitedReasons: ['LOCATION'] })) },
  ]);
  for (const refused of [await take(debtId).expect(422), await startPlan(debtId).expect(422)])
    expect(refused.body).toMatchObject({ code: 'location-blocked' });
  await pay(`/api/v1/customers/${customerId}/debts/${debtId}/payments`, 100).expect(200);
}); // prettier-ignore

test('of a creditor that is no longer active, nothing may be done with any debt', async () => {
  const { customerId, debtId } = await givenCustomer(recover.creditor, aCustomer('GONE', ['GONE']));
  const prohibited = async () => (await debtsOf(customerId))[0]?.['prohibitedActions'];
  expect(await prohibited()).toEqual([]);

  await recover.deliver(anEvent(CreditorUpdatedV1, { ...told({}), activationStatus: 'OFFBOARDED' }));

  expect(await prohibited()).toMatchObject(
    everyAction.map((debtAction) => ({
      debtAction,
      prohibitedReasons: ['CREDITOR_STATUS'],
    })),
  );
  for (const refused of [await take(debtId).expect(422), await startPlan(debtId).expect(422)])
    expect(refused.body).toMatchObject({ code: 'creditor-inactive' });
});
