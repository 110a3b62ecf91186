import { newAddress, newEmail, newPhone, unsubscribe, type Contact } from './contact.ts';
import { withDescribed, type DescribedContact } from './described-contact.ts';

const terms = { now: new Date('2026-12-01T12:00:00Z'), textConsentAtPlacement: true };
const earlier = { ...terms, now: new Date('2026-01-01T12:00:00Z') };
const place = { city: 'Albany', state: 'NY', zipcode: '12207', countryCode: 'US' };
const onFile: Contact[] = [
  newAddress({ ...place, streetLine1: '12 North Pearl Street', streetLine2: 'Apt 4' }, earlier),
  newPhone({ phoneNumber: '518-555-0142', types: ['CELL'] }, earlier),
  newEmail({ email: 'Dana@Example.com' }, earlier),
];
const leave = { receiveTextMessages: false, consentAutodialedCall: false };
const address = (
  over: Partial<Extract<DescribedContact, { contactType: 'address' }>['address']>,
): DescribedContact => ({
  contactType: 'address',
  address: { ...place, ...over },
});

test.each<[string, DescribedContact, Contact | undefined]>([
  ['a phone', { contactType: 'phone', phoneNumber: '518-555-0142', ...leave }, onFile[1]],
  ['an email in other letters', { contactType: 'email', email: 'DANA@example.com' }, onFile[2]],
  ['an address with its words written short', address({ streetLine1: '12 N. Pearl St., #4' }), onFile[0]],
  ['an address with nine digits of the ZIP, in another city', address({ streetLine1: '12 north pearl street unit 4', city: 'Albany City', zipcode: '12207-1234' }), onFile[0]],
  ['another unit', address({ streetLine1: '12 N Pearl St', streetLine2: 'Apt 5' }), undefined],
  ['another ZIP', address({ streetLine1: '12 N Pearl St Apt 4', zipcode: '12208' }), undefined],
])('%s is found on file, and what stands there stays as it is', (_what, described, found) => {
  const { contacts, contactId } = withDescribed(onFile, { ...described, label: 'work' }, terms);

  expect(contacts === onFile).toBe(found !== undefined);
  expect(contactId === found?.contactId).toBe(found !== undefined);
}); // prettier-ignore

test('a contact that was switched off does not come back under a new name', () => {
  const off = unsubscribe(onFile, new Set(onFile.map(({ key }) => key)), 2, earlier.now);

  const { contacts, contactId } = withDescribed(off, address({ streetLine1: '12 N Pearl St Unit 4' }), terms);

  expect(contacts).toBe(off);
  expect(contacts.find((each) => each.contactId === contactId)).toMatchObject({ isActive: false });
});

test('what is new is added with the least trust: additional, never texted or dialled unless somebody says so', () => {
  const described = { contactType: 'phone', phoneNumber: '917-555-0188', externalId: 'crm-1', affiliation: 'spouse' } as const;

  const { contacts, contactId } = withDescribed(onFile, { ...described, ...leave }, terms);

  const added = contacts.find((each) => each.contactId === contactId);
  expect(contacts).toHaveLength(onFile.length + 1);
  expect(added).toMatchObject({
    phoneNumber: '917-555-0188', label: 'personal', valid: true, isPrimary: false, ...leave,
    stated: { rank: 'additional', externalId: 'crm-1', affiliation: 'spouse' },
  });
}); // prettier-ignore
