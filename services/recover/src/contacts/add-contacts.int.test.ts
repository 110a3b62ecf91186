import { dana } from '../examples.ts';
import { creditorId, givenCustomer, givenDebt, otherCreditorId, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let contactIds: Record<'addresses' | 'phones' | 'emails', string>;
beforeAll(async () => {
  recover = await startRecover();
  ({ customerId, contactIds } = await givenCustomer(recover.creditor, dana));
});
afterAll(() => recover.stop());

const add = (body: object) => recover.creditor.patch(`/api/v1/customers/${customerId}`).send(body);
const read = async () => (await recover.creditor.get(`/api/v1/customers/${customerId}`).expect(200)).body as object;
const facts = () => recover.published('recover.contact-added.v1');

test('a phone is added beside the first, and announced with who and why', async () => {
  const { body } = await add({ phones: [{ phoneNumber: '512-555-0199', types: ['WORK'] }] })
    .set('X-TA-AUDIT-DESCRIPTION', '  They called from work ')
    .expect(200);

  expect(body).toMatchObject({
    ...dana,
    phones: [
      { phoneNumber: '512-555-0142', meta: { id: contactIds.phones, isPrimary: true } },
      { phoneNumber: '512-555-0199', types: ['WORK'], meta: { isActive: true, isPrimary: false } },
    ],
  });
  expect(body).toEqual(await read());
  expect(await facts()).toMatchObject([
    {
      subject: customerId,
      data: { version: 2, recordedBy: { id: 'AC-TEST-1', description: 'They called from work' } },
    },
  ]);
});

test('what is on file, and nothing at all, changes nothing', async () => {
  const before = await read();

  for (const body of [{}, { phones: [] }, { phones: [{ phoneNumber: '512-555-0199' }], emails: dana.emails }])
    expect((await add(body).expect(200)).body).toEqual(before);

  expect(await facts()).toHaveLength(1);
});

test('a badly written entry refuses all of them', async () => {
  const before = await read();

  await add({ emails: [{ email: 'good@example.com' }], phones: [{ phoneNumber: '5125550199' }] }).expect(400, {
    code: 104,
    msg: 'Invalid contact information.',
    errorInfo: { 'phones[0].phoneNumber': 'must look like ###-###-####' },
  });
  const primaries = ['a@example.com', 'b@example.com'].map((email) => ({ email, meta: { isPrimary: true } }));
  expect((await add({ emails: primaries }).expect(400)).body).toMatchObject({ code: 104 });
  const tooMany = Array.from({ length: 100 }, (_, i) => ({ phoneNumber: `512-555-${1_000 + i}` }));
  expect((await add({ phones: tooMany }).expect(400)).body).toMatchObject({
    code: 104,
    errorInfo: { phones: expect.any(String) as string },
  });

  expect(await read()).toEqual(before);
});

test('adding does not undo an unsubscribe', async () => {
  await recover.creditor.post(`/api/v1/customers/${customerId}/unsubscribe`).send({ emails: dana.emails }).expect(200);

  const { body } = await add({ emails: dana.emails }).expect(200);

  expect(body).toMatchObject({ emails: [{ meta: { isActive: false } }] });
});

test('the same phone added by many at once is added once', async () => {
  const phones = [{ phoneNumber: '512-555-0777' }];

  await Promise.all(Array.from({ length: 8 }, () => add({ phones }).expect(200)));

  expect(((await read()) as { phones: unknown[] }).phones).toHaveLength(3);
});

test('another creditor’s customer does not exist, whatever the body', async () => {
  for (const body of [{}, { phones: 'none' }])
    expect((await recover.other.patch(`/api/v1/customers/${customerId}`).send(body).expect(404)).body).toMatchObject({
      code: 109,
    });
});

test('a service that was told of a new contact has it added once, for its own creditor’s customer', async () => {
  const placed = await givenDebt(recover);
  const guard = await recover.asService('compliance-guard');
  const path = `/internal/customers/${placed.customerId}/contacts`;
  const contact = { contactType: 'email', email: 'new@example.com', label: 'work' };
  const send = (body: object, to = path) => guard.post(to).send({ creditorId, contact: { ...contact, ...body } });

  const added = await send({}).expect(200);
  const again = await send({ email: 'NEW@example.com' }).expect(200);

  const { contactId } = added.body as { contactId: string };
  expect(added.body).toMatchObject({
    isNew: true,
    customer: {
      version: 2,
      contacts: expect.arrayContaining([
        expect.objectContaining({ contactId, value: 'new@example.com', label: 'work', status: 'additional' }),
      ]) as unknown,
    },
    debts: [{ debtId: placed.debtId }],
  });
  expect(again.body).toEqual({ ...(added.body as object), isNew: false });
  const told = (await facts()).filter(({ subject }) => subject === placed.customerId);
  expect(told).toMatchObject([{ data: { version: 2, recordedBy: { kind: 'service' } } }]);
  await send({ email: 'nowhere' }).expect(400);
  await send({ contactType: 'phone', phoneNumber: '5125550199' }).expect(400);
  await guard.post(path).send({ creditorId: otherCreditorId, contact }).expect(404);
  await send({}, '/internal/customers/BO-0-NONE/contacts').expect(404);
  await recover.creditor.post(path).send({ creditorId, contact }).expect(404);
});
