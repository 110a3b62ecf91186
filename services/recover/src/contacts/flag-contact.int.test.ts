import { dana } from '../examples.ts';
import { creditorId, givenCustomer, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let contactIds: Record<'addresses' | 'phones' | 'emails', string>;
beforeAll(async () => {
  recover = await startRecover();
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
