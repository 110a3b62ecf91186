import { parse } from '@fairdue/http';
import { dana, usd } from '../examples.ts';
import { CustomerRequest } from './customer.schema.ts';

const faultsOf = (over: Record<string, unknown>): Record<string, string> => {
  const parsed = parse(CustomerRequest, { ...dana, ...over });
  return 'faults' in parsed ? Object.fromEntries(parsed.faults.map(({ path, problem }) => [path, problem])) : {};
};
const address = dana.addresses[0];
const debtWith = (over: Record<string, unknown>) => ({ debts: [{ ...dana.debts[0], ...over }] });

test('the customer of the documentation is valid', () => {
  expect(faultsOf({})).toEqual({});
});

test.each<[string, Record<string, unknown>, Record<string, string>]>([
  ['a name', { name: undefined }, { name: 'required' }],
  ['both names', { name: { firstName: 'Dana' } }, { 'name.lastName': 'required' }],
  ['a real date', { dateOfBirth: { day: 31, month: 2, year: 1986 } }, { dateOfBirth: 'must be a real date' }],
  ['a four-digit year', { dateOfBirth: { day: 1, month: 2, year: 86 } }, { 'dateOfBirth.year': 'must have four digits' }],
  ['one email', { emails: [] }, { emails: 'at least one is required' }],
  ['one address', { addresses: undefined }, { addresses: 'required' }],
  ['one debt', { debts: [] }, { debts: 'at least one is required' }],
  ['a valid email', { emails: [{ email: 'dana@' }] }, { 'emails[0].email': 'not a valid address' }],
  ['known email types', { emails: [{ email: 'd@example.com', types: ['CELL'] }] }, { 'emails[0].types[0]': 'must be one of HOME, WORK' }],
  ['types once', { phones: [{ phoneNumber: '512-555-0142', types: ['CELL', 'CELL'] }] }, { 'phones[0].types': 'must not repeat' }],
  ['a formatted phone', { phones: [{ phoneNumber: '5125550142' }] }, { 'phones[0].phoneNumber': 'must look like ###-###-####' }],
  ['a US ZIP', { addresses: [{ ...address, zipcode: '7870' }] }, { 'addresses[0].zipcode': 'must look like ##### or #####-####' }],
  ['a state', { addresses: [{ ...address, state: 'Texas' }] }, { 'addresses[0].state': 'must be two letters' }],
  ['one primary', { emails: ['a', 'b'].map((who) => ({ email: `${who}@example.com`, meta: { isPrimary: true } })) }, { emails: 'at most one may be primary' }],
  ['nine digits of SSN', { ssn: '123-45-6789' }, { ssn: 'must be nine digits' }],
  ['a web address', { businesses: [{ url: 'ftp://example.com' }] }, { 'businesses[0].url': 'must start with http:// or https://' }],
  ['a short comment', { comments: ['é'.repeat(501)] }, { 'comments[0].comment': 'must be at most 500 characters' }],
  ['a short reference', { reference: 'x'.repeat(1_025) }, { reference: 'must be at most 1024 characters' }],
  ['whole cents', debtWith({ initialPrincipal: usd(1.5) }), { 'debts[0].initialPrincipal.amount': 'must be a whole number of cents' }],
  ['cents as a number', debtWith({ initialFees: { amount: '10', currency: 'USD' } }), { 'debts[0].initialFees.amount': 'must be a whole number of cents' }],
  ['an amount', debtWith({ initialFees: { currency: 'USD' } }), { 'debts[0].initialFees.amount': 'required' }],
  ['dollars', debtWith({ initialFees: { amount: 10, currency: 'EUR' } }), { 'debts[0].initialFees.currency': 'must be USD' }],
  ['a debt that is owed', debtWith({ initialInterest: usd(-1) }), { 'debts[0].initialInterest.amount': 'must not be negative' }],
  ['amounts within bounds', debtWith({ initialPrincipal: usd(10 ** 12 + 1) }), { 'debts[0].initialPrincipal.amount': 'is too large' }],
  ['credits within the principal', debtWith({ initialPaymentsAndCredits: usd(50_001) }), { 'debts[0].initialPaymentsAndCredits': 'must not exceed the principal' }],
  ['default after transaction', debtWith({ defaultTimestamp: 1 }), { 'debts[0].transactionTimestamp': 'must not be after defaultTimestamp' }],
  ['an IP address', debtWith({ transactionIp: '10.0.0.300' }), { 'debts[0].transactionIp': 'must be an IPv4 or IPv6 address' }],
  ['a key and a value', debtWith({ clientFields: [{ key: 'K' }] }), { 'debts[0].clientFields[0].value': 'required' }],
  ['data, not an operator', { reference: { $gt: '' } }, { reference: 'must be a text' }],
  ['no operator in a debt', debtWith({ transactionId: { $ne: null } }), { 'debts[0].transactionId': 'must be a text' }],
])('a customer needs %s', (_what, over, faults) => {
  expect(faultsOf(over)).toEqual(faults);
}); // prettier-ignore

test('what is unknown, and ids and times the client sends along, are not read', () => {
  const parsed = parse(CustomerRequest, {
    ...dana,
    loyalty: 'gold',
    emails: [{ email: ' Dana@Example.com ', meta: { id: 7, timeCreated: 'x', isActive: false } }],
    comments: ['Prefers email.'],
  });

  expect(parsed).toMatchObject({
    value: {
      emails: [{ email: 'Dana@Example.com', meta: { isActive: false } }],
      comments: [{ comment: 'Prefers email.' }],
    },
  });
  expect(JSON.stringify(parsed)).not.toMatch(/loyalty|timeCreated/);
});
