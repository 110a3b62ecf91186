import { dana } from '../examples.ts';
import { givenCustomer, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
beforeEach(async () => {
  const unique = `${Math.random()}`;
  const own = { ...dana, reference: unique, debts: [{ ...dana.debts[0], transactionId: unique }] };
  ({ customerId } = await givenCustomer(recover.creditor, own));
});
beforeAll(async () => {
  recover = await startRecover();
});
afterAll(() => recover.stop());

const address = { ...dana.addresses[0], meta: { isActive: true } };
const spanish = {
  name: { firstName: 'Dana', middleName: 'R', lastName: 'Okafor' },
  languagePreference: 'SPANISH',
  languagePreferred: { language: 'SPANISH', languageChannel: 'EMAIL', languageDate: { day: 1, month: 7, year: 2024 } },
  addresses: [address],
  emails: [{ email: 'd.okafor@example.org', types: ['WORK'] }],
};
const replace = (body: object) => recover.creditor.put(`/api/v1/customers/${customerId}`).send(body);
const read = async () => (await recover.creditor.get(`/api/v1/customers/${customerId}`).expect(200)).body as object;
const facts = async () =>
  (await recover.published('recover.customer-updated.v1')).filter(({ subject }) => subject === customerId);

test('name, language and contacts are replaced; what is left out is switched off and still shown', async () => {
  const { body } = await replace(spanish).expect(200);

  expect(body).toMatchObject({
    ...spanish,
    dateOfBirth: dana.dateOfBirth,
    addresses: [{ ...address, meta: { isActive: true, isPrimary: true } }],
    phones: [{ phoneNumber: '512-555-0142', meta: { isActive: false, isPrimary: false } }],
    emails: [
      { email: 'dana.okafor@example.com', meta: { isActive: false, isPrimary: false } },
      { email: 'd.okafor@example.org', types: ['WORK'], meta: { isActive: true, isPrimary: true } },
    ],
    debts: [{ status: 'New' }],
  });
  expect(body).toEqual(await read());
  expect(await facts()).toMatchObject([
    { data: { version: 2, language: 'es', name: { first: 'Dana', middle: 'R', last: 'Okafor' } } },
  ]);
});

test('what was read and is sent back changes nothing, also a switched-off contact', async () => {
  await recover.creditor.post(`/api/v1/customers/${customerId}/unsubscribe`).send({ phones: dana.phones }).expect(200);
  const before = await read();

  expect((await replace(before).expect(200)).body).toEqual(before);
  expect(await facts()).toEqual([]);
});

test('it may switch an unsubscribed contact on, and the hold at the guard stays', async () => {
  const heldBefore = recover.guard.holds.length;
  const unsubscribe = () =>
    recover.creditor.post(`/api/v1/customers/${customerId}/unsubscribe`).send({ phones: dana.phones }).expect(200);
  await unsubscribe();

  const { body } = await replace({ ...spanish, phones: dana.phones }).expect(200);
  expect(body).toMatchObject({ phones: [{ meta: { isActive: true } }] });
  expect(recover.guard.holds).toHaveLength(heldBefore + 1);

  await unsubscribe();
  expect(await read()).toMatchObject({ phones: [{ meta: { isActive: false } }] });
  expect(recover.guard.holds.slice(heldBefore)).toMatchObject([
    { hold: { source: { version: 2 } } },
    { hold: { source: { version: 4 } } },
  ]);
});

test.each([
  ['an address that does not say whether it is in use', { addresses: dana.addresses }, 'Missing required information.', { 'addresses[0].meta.isActive': 'required' }],
  ['no name', { name: undefined }, 'Missing required information.', { name: 'required' }],
  ['no email', { emails: [] }, 'Invalid input.', { emails: 'at least one is required' }],
  ['a language nobody speaks', { languagePreference: 'Spanish' }, 'Invalid input.', { languagePreference: expect.stringContaining('must be one of') as string }],
  ['an id that is not theirs', { emails: [{ email: 'a@example.com', meta: { id: 'CT-0-NONE' } }] }, 'Invalid contact information.', { 'emails[0].meta.id': expect.any(String) as string }],
])('%s is refused, and nothing changes', async (_what, over, msg, errorInfo) => {
  const before = await read();

  const { body } = await replace({ ...spanish, ...over }).expect(400);

  expect(body).toEqual({ code: 104, msg, errorInfo });
  expect(await read()).toEqual(before);
  expect(await facts()).toEqual([]);
}); // prettier-ignore

test('what only the server says is not taken from a client', async () => {
  const forged = { ...spanish, reference: 'FORGED', creditorId: 'CR-1-B', debts: [], ssn: '123456789', meta: { id: 'BO-0-FORGED', isActive: false } };

  const { body } = await replace(forged).expect(200);

  expect(body).toMatchObject({ meta: { id: customerId, isActive: true }, debts: [{ creditorId: 'CR-1-A' }] });
  expect(JSON.stringify(body)).not.toMatch(/FORGED|123456789/);
}); // prettier-ignore

test('another creditor’s customer does not exist, whatever the body', async () => {
  for (const body of [spanish, {}])
    expect((await recover.other.put(`/api/v1/customers/${customerId}`).send(body).expect(404)).body).toMatchObject({
      code: 109,
    });
});
