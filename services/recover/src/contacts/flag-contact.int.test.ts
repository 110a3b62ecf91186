import express from 'express';
import { dana } from '../examples.ts';
import { creditorId, givenCustomer, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let contactIds: Record<'addresses' | 'phones' | 'emails', string>;
/** What the communicator was asked, and the code that it sent last. */
const checks: Record<string, unknown>[] = [];
let code: string | null = null;
const communicator = express()
  .use(express.json())
  .post('/internal/confirmation-codes/check', (req, res) => {
    const asked = req.body as { code: string };
    checks.push(asked);
    if (asked.code === '503503') return res.status(503).json({ code: 'store-unavailable', detail: 'Away.' });
    const isRight = asked.code === code;
    if (isRight) code = null;
    return res.json({ isRight });
  });
beforeAll(async () => {
  recover = await startRecover({ upstreams: { communicator } });
  const emails = [...dana.emails, { email: 'second@example.com' }];
  ({ customerId, contactIds } = await givenCustomer(recover.creditor, { ...dana, emails }));
});
afterAll(() => recover.stop());

const flag = (contactId: string, flags: object, agent = recover.creditor) =>
  agent.patch(`/agency/v1/contacts/${contactId}`).send({ customerId, ...flags });
const facts = () => recover.published('recover.contact-changed.v1');
type Shown = { contacts: { contactId: string; value?: string; status: string }[] };
const statuses = async () => {
  const { body } = await recover.creditor.get(`/agency/v1/customers/${customerId}`).expect(200);
  return (body as Shown).contacts
    .filter(({ value }) => value?.includes('@'))
    .map(({ value, status }) => [value, status]);
};

test('what was learned of a phone is stored, announced with who and why, and shown', async () => {
  const learned = { receiveTextMessages: true, consentAutodialedCall: false, lineType: 'wireless', externalId: 'crm-1', affiliation: 'spouse', label: 'personal' };

  const { body } = await flag(contactIds.phones, learned).set('X-TA-AUDIT-DESCRIPTION', 'Said so on the phone').expect(200);

  expect(body).toMatchObject({ customerId, contactId: contactIds.phones, version: 2, ...learned, unsubscribed: false });
  expect(await facts()).toMatchObject([
    {
      data: {
        version: 2,
        contacts: [{ affiliation: 'self' }, { contactId: contactIds.phones, ...learned }, {}, {}],
        recordedBy: { kind: 'account', id: 'AC-TEST-1', description: 'Said so on the phone' },
      },
    },
  ]);
}); // prettier-ignore

test('said again, or said with the same key, it changes nothing', async () => {
  const before = (await facts()).length;

  await flag(contactIds.phones, { lineType: 'wireless' }).expect(200);
  const invalid = () => flag(contactIds.emails, { valid: false }).set('Idempotency-Key', 'bounced').expect(200);
  expect((await invalid()).body).toEqual((await invalid()).body);

  expect(await facts()).toHaveLength(before + 1);
});

test('that somebody made sure whose it is is stored with its time, until somebody takes it back', async () => {
  const { body: sure } = await flag(contactIds.emails, { verified: true }).expect(200);
  const [first] = (await facts()).slice(-1);
  const { body: unsure } = await flag(contactIds.emails, { verified: false }).expect(200);

  const { verifiedAt } = sure as { verifiedAt: string };
  expect(Math.abs(Date.parse(verifiedAt) - recover.clock.now().getTime())).toBeLessThan(60_000);
  expect(JSON.stringify(first?.data['contacts'])).toContain(`"verifiedAt":"${verifiedAt}"`);
  expect(unsure).not.toHaveProperty('verifiedAt');
});

test('the code that went to a contact verifies it, once; another one, or one that cannot be checked, changes nothing', async () => {
  code = '482913';
  checks.length = 0;
  const before = (await facts()).length;

  const wrong = await flag(contactIds.emails, { confirmationCode: '000000' });
  const right = await flag(contactIds.emails, { confirmationCode: '482913' })
    .set('Idempotency-Key', 'code')
    .expect(200);
  const repeat = await flag(contactIds.emails, { confirmationCode: '482913' })
    .set('Idempotency-Key', 'code')
    .expect(200);
  const usedUp = await flag(contactIds.emails, { confirmationCode: '482913' });

  expect(wrong).toMatchObject({ status: 422, body: { code: 'confirmation-code-wrong' } });
  expect(right.body).toMatchObject({ contactId: contactIds.emails, verifiedAt: expect.any(String) as string });
  expect(repeat.body).toEqual(right.body);
  expect(usedUp).toMatchObject({ status: 422, body: { code: 'confirmation-code-wrong' } });
  const ask = { creditorId, personId: customerId, email: 'dana.okafor@example.com' };
  expect(checks).toEqual(['000000', '482913', '482913'].map((each) => ({ ...ask, code: each })));
  expect(await facts()).toHaveLength(before + 1);
});

test('a code is six digits, says by itself that the contact is verified, and goes to no address', async () => {
  checks.length = 0;
  const refused = [
    await flag(contactIds.emails, { confirmationCode: '48291' }),
    await flag(contactIds.emails, { confirmationCode: '482913', verified: false }),
    await flag(contactIds.addresses, { confirmationCode: '482913' }),
    await flag('CT-0-NONE', { confirmationCode: '482913' }),
    await flag(contactIds.emails, { confirmationCode: '482913' }, recover.other),
  ];

  expect(refused.map(({ status, body }) => [status, (body as { code: string }).code])).toEqual([
    [400, 'request-invalid'],
    [400, 'request-invalid'],
    [422, 'contact-takes-no-code'],
    [404, 'contact-not-found'],
    [404, 'customer-not-found'],
  ]);
  expect(checks).toEqual([]);
});

test('a new primary contact takes the place of the old, an archived one has none', async () => {
  const [first, second] = ['dana.okafor@example.com', 'second@example.com'];
  const { body } = await recover.creditor.get(`/agency/v1/customers/${customerId}`).expect(200);
  const secondId = (body as Shown).contacts.find(({ value }) => value === second)?.contactId ?? '';

  await flag(secondId, { status: 'primary' }).expect(200);
  expect(await statuses()).toEqual([
    [first, 'secondary'],
    [second, 'primary'],
  ]);

  await flag(secondId, { status: 'archived', externalId: null }).expect(200);
  expect(await statuses()).toEqual([
    [first, 'primary'],
    [second, 'archived'],
  ]);
});

test('what does not fit the contact is refused', async () => {
  const before = (await facts()).length;
  await recover.creditor.post(`/api/v1/customers/${customerId}/unsubscribe`).send({ phones: dana.phones }).expect(200);

  const refused = [
    await flag(contactIds.emails, { receiveTextMessages: true }),
    await flag(contactIds.phones, { status: 'primary' }),
    await flag(contactIds.emails, { isActive: true }),
    await flag(contactIds.emails, { affiliation: 'neighbour' }),
    await flag('CT-0-NONE', { valid: true }),
  ];

  expect(refused.map(({ status, body }) => [status, (body as { code: string }).code])).toEqual([
    [422, 'contact-not-a-phone'],
    [422, 'contact-switched-off'],
    [400, 'request-invalid'],
    [400, 'request-invalid'],
    [404, 'contact-not-found'],
  ]);
  expect(await facts()).toHaveLength(before);
});

test('another creditor’s customer does not exist, and without the permission nothing is said', async () => {
  const reader = await recover.as({ creditorIds: [creditorId], permissions: ['agency.customers:read'] });

  expect((await flag(contactIds.phones, { valid: false }, recover.other).expect(404)).body).toMatchObject({
    code: 'customer-not-found',
  });
  await flag(contactIds.phones, { valid: false }, reader).expect(403);
});

test('while codes cannot be checked the request is to be repeated, and nothing is said of the contact', async () => {
  const before = (await facts()).length;

  const away = await flag(contactIds.emails, { confirmationCode: '503503' }).expect(503);

  expect(away.headers['retry-after']).toBeDefined();
  expect(await facts()).toHaveLength(before);
});
