import type { Brand, SenderIdentity } from '@fairdue/contracts';
import { aCreditor } from '../customers/customer.builders.ts';
import { dialledNumber, requireSender, senderOf, sendingAddress } from './sender-of.ts';

const brand = (brandId: string, over: Partial<Brand> = {}): Brand => ({
  brandId,
  name: brandId,
  type: 'DOING_BUSINESS_AS',
  isActive: true,
  isPrimary: false,
  ...over,
});
const sender: SenderIdentity = {
  ...aCreditor().sender,
  brands: {
    'BR-1-BANK': { companyName: 'Prairie Recovery', email: 'help@prairie.example' },
    'BR-1-MAIN': { textNumber: '55512' },
    'BR-1-OLD': { companyName: 'Gone' },
  },
};
const brands = [
  brand('BR-1-OLD', { isActive: false, originalCreditor: 'Old Bank' }),
  brand('BR-1-BANK', { originalCreditor: 'First Prairie Bank' }),
  brand('BR-1-MAIN', { isPrimary: true }),
];

test.each([
  ['a debt of the brand’s original creditor', 'first prairie bank ', { companyName: 'Prairie Recovery', phone: '+18885550134' }],
  ['any other debt', 'Somebody', { companyName: 'Demo Collections LLC', textNumber: '55512' }],
  ['a debt without one', undefined, { companyName: 'Demo Collections LLC', textNumber: '55512' }],
  ['a debt of a brand that is used no more', 'Old Bank', { companyName: 'Demo Collections LLC', textNumber: '55512' }],
])('%s comes from its own sender', (_name, originalCreditorName, from) => {
  expect(senderOf(sender, brands, { originalCreditorName })).toMatchObject(from);
}); // prettier-ignore

test('without brands the creditor’s sender is who it is', () => {
  expect(senderOf(sender, [], { originalCreditorName: 'First Prairie Bank' })).toEqual(sender);
});

test.each([
  ['(888) 555-0134', '+18885550134'],
  ['1-888-555-0134', '+18885550134'],
  ['+44 20 7946 0958', '+442079460958'],
  ['55512', '55512'],
  ['1-800-COLLECT', undefined],
  ['+1888555\r\n0134;x', undefined],
  ['', undefined],
])('%j is dialled as %j', (written, number) => {
  expect(dialledNumber(written)).toBe(number);
});

test.each([
  ['email', { addressLines: [] }, 'addressLines'],
  ['email', { email: 'nobody' }, 'email'],
  ['email', { companyName: ' ' }, 'companyName'],
  ['mail', { addressLines: [] }, 'returnAddressLines'],
  ['text', { phone: 'call us' }, 'textNumber'],
  ['voice', { phone: '', textNumber: '55512' }, 'phone'],
] as const)('nothing goes by %s from a sender with %j', (form, over, missing) => {
  expect(() => requireSender({ ...sender, ...over, addressLines: [...('addressLines' in over ? over.addressLines : sender.addressLines)] }, form)).toThrow(
    expect.objectContaining({ code: 'sender-identity-missing', message: expect.stringContaining(missing) as string }) as Error,
  );
}); // prettier-ignore

test('what each form needs is enough for it', () => {
  const { companyName, email, addressLines, phone } = sender;
  const none = { companyName: '', email: '', addressLines: [], phone: '' };
  expect(() => requireSender({ ...none, companyName, email, addressLines }, 'email')).not.toThrow();
  expect(() => requireSender({ ...none, companyName, returnAddressLines: addressLines }, 'mail')).not.toThrow();
  expect(() => requireSender({ ...none, textNumber: '55512' }, 'text')).not.toThrow();
  expect(sendingAddress({ ...none, phone, textNumber: '55512' }, 'text')).toBe('55512');
  expect(sendingAddress({ ...none, phone: '888-555-0134' }, 'voice')).toBe('+18885550134');
});
