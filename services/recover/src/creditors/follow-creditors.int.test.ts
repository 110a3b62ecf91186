import {
  CreditorRegisteredV1,
  CreditorUpdatedV1,
  defaultCreditorSettings,
  SettingsChangedV1,
} from '@fairdue/contracts';
import { anEvent } from '@fairdue/testing';
import { aCustomer, dana } from '../examples.ts';
import { creditorId, givenCustomer, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
beforeAll(async () => {
  recover = await startRecover();
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

test('of a creditor that is no longer active, nothing may be done with any debt', async () => {
  const { customerId } = await givenCustomer(recover.creditor, aCustomer('GONE', ['GONE']));
  const prohibited = async () => {
    const { body } = await recover.creditor.get(`/api/v1/customers/${customerId}/debts`).expect(200);
    return (body as { debts: { prohibitedActions: object[] }[] }).debts[0]?.prohibitedActions;
  };
  expect(await prohibited()).toEqual([]);

  await recover.deliver(anEvent(CreditorUpdatedV1, { ...told({}), activationStatus: 'OFFBOARDED' }));

  expect(await prohibited()).toMatchObject(
    ['NEW_PAYMENT', 'NEW_PAYMENT_PLAN', 'MAKE_COMMUNICATION', 'NEW_PART_PAYMENT'].map((debtAction) => ({
      debtAction,
      prohibitedReasons: ['CREDITOR_STATUS'],
    })),
  );
});
