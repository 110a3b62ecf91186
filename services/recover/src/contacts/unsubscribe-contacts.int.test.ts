import { dana } from '../examples.ts';
import { creditorId, givenCustomer, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let contactIds: Record<'addresses' | 'phones' | 'emails', string>;
beforeEach(async () => {
  recover.guard.holds.length = 0;
  recover.guard.answer = { status: 200, body: { holdId: 'HO-1-A', silent: true } };
  const own = {
    ...dana,
    reference: `R-${Math.random()}`,
    debts: [{ ...dana.debts[0], transactionId: `T-${Math.random()}` }],
  };
  ({ customerId, contactIds } = await givenCustomer(recover.creditor, own));
});
beforeAll(async () => {
  recover = await startRecover();
});
afterAll(() => recover.stop());

const unsubscribe = (body: object) => recover.creditor.post(`/api/v1/customers/${customerId}/unsubscribe`).send(body);
const read = async () => (await recover.creditor.get(`/api/v1/customers/${customerId}`).expect(200)).body as object;
const facts = async () =>
  (await recover.published('recover.contact-unsubscribed.v1')).filter(({ subject }) => subject === customerId);

test('a stored phone is switched off, held at the guard, and only then answered', async () => {
  await unsubscribe({ phones: [{ phoneNumber: '512-555-0142' }] }).expect(200, '"ok"');

  expect(await read()).toMatchObject({
    phones: [{ meta: { isActive: false, isPrimary: false } }],
    emails: [{ meta: { isActive: true } }],
  });
  expect(await facts()).toMatchObject([
    { data: { contactIds: [contactIds.phones], version: 2, recordedBy: { kind: 'account' } } },
  ]);
  expect(recover.guard.holds).toMatchObject([
    {
      creditorId,
      customerId,
      wait: 'silence',
      isUttered: true,
      hold: {
        reason: 'unsubscribed',
        contactIds: [contactIds.phones],
        source: { service: 'recover', key: `unsubscribe:${contactIds.phones}`, version: 2 },
      },
      recordedBy: { kind: 'account', id: 'AC-TEST-1' },
    },
  ]);
});

test.each([
  ['away', { status: 503, body: { code: 'store-unavailable' } }],
  ['not silent yet', { status: 200, body: { holdId: 'HO-1-A', silent: false } }],
  ['of another opinion', { status: 404, body: { code: 'customer-not-found' } }],
])(
  'while the guard is %s the wish is stored, 503 says repeat, and the repeat drives the same hold',
  async (_how, answer) => {
    recover.guard.answer = answer;
    const wish = { emails: [{ email: 'DANA.okafor@example.com' }], addresses: dana.addresses };

    const refused = await unsubscribe(wish).expect(503);
    recover.guard.answer = { status: 200, body: { holdId: 'HO-1-A', silent: true } };
    const drivenAtFirst = recover.guard.holds.splice(0);
    await unsubscribe(wish).expect(200, '"ok"');

    expect(refused.body).toEqual({ code: 503, msg: expect.any(String) as string, errorInfo: null });
    expect(Number((refused.headers as Record<string, string>)['retry-after'])).toBeGreaterThan(0);
    expect(drivenAtFirst).toEqual(expect.arrayContaining(recover.guard.holds));
    expect(recover.guard.holds).toHaveLength(2);
    expect(await facts()).toMatchObject([{ data: { contactIds: [contactIds.addresses, contactIds.emails] } }]);
  },
);

test('a contact not on file is refused with its code, and nothing changes', async () => {
  const before = await read();

  await unsubscribe({ phones: [{ phoneNumber: '512-555-0142' }], emails: [{ email: 'nobody@example.net' }] }).expect(
    400,
    {
      code: 118,
      msg: 'Email address does not exist',
      errorInfo: { 'emails[0].email': 'not on file; add it first' },
    },
  );
  const phone = await unsubscribe({ phones: [{ phoneNumber: '512-555-0000' }] }).expect(400);

  expect(phone.body).toMatchObject({ code: 104, errorInfo: { 'phones[0].phoneNumber': 'not on file; add it first' } });
  expect(await read()).toEqual(before);
  expect(await facts()).toEqual([]);
  expect(recover.guard.holds).toEqual([]);
});

test('a badly written entry is refused, and no contact at all is fine', async () => {
  await unsubscribe({ phones: [{ phoneNumber: '5125550142' }] }).expect(400, {
    code: 104,
    msg: 'Invalid contact information.',
    errorInfo: { 'phones[0].phoneNumber': 'must look like ###-###-####' },
  });
  expect((await unsubscribe({ emails: { $gt: '' } }).expect(400)).body).toMatchObject({ code: 104 });
  await unsubscribe({}).expect(200, '"ok"');
  await unsubscribe({ emails: [] }).expect(200, '"ok"');
});

test('two requests at once unsubscribe once', async () => {
  const wish = { phones: dana.phones };

  await Promise.all([unsubscribe(wish).expect(200), unsubscribe(wish).expect(200), unsubscribe(wish).expect(200)]);

  expect(await facts()).toHaveLength(1);
  expect(await read()).toMatchObject({ phones: [{ meta: { isActive: false } }] });
});
