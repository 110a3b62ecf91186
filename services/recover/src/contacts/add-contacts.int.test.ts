import { dana } from '../examples.ts';
import { givenCustomer, startRecover, type Recover } from '../start-recover.ts';

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
