import type { Brand, SenderIdentity } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { Form } from '../templates/built-in/layout.ts';

type About = { originalCreditorName?: string | undefined };

const same = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a.trim().toLowerCase() === b.trim().toLowerCase();

/** The brand a debt was made under, else the one to use when nothing else says which. */
const brandOf = (brands: readonly Brand[], { originalCreditorName }: About): Brand | undefined => {
  const active = brands.filter(({ isActive }) => isActive);
  return (
    active.find(({ originalCreditor }) => same(originalCreditor, originalCreditorName)) ??
    active.find(({ isPrimary }) => isPrimary)
  );
};

/** Who a message about that debt is from: the creditor’s sender, with what is said of the debt’s brand in its place. */
export function senderOf(sender: SenderIdentity, brands: readonly Brand[], debt: About): SenderIdentity {
  const brand = brandOf(brands, debt);
  const said = Object.entries((brand && sender.brands?.[brand.brandId]) ?? {});
  return { ...sender, ...Object.fromEntries(said.filter(([, value]) => value !== undefined)) };
}

/** `(888) 555-0134` as providers dial it; a number without a country is one of the United States. */
export function dialledNumber(written: string): string | undefined {
  const digits = written.replaceAll(/[\s().-]/g, '');
  if (/^\+\d{8,15}$/.test(digits)) return digits;
  if (/^1?[2-9]\d{9}$/.test(digits)) return `+1${digits.slice(-10)}`;
  return /^\d{5,6}$/.test(digits) ? digits : undefined; // a short code
}

/** What each form cannot go without. */
const needs: Record<Form, Readonly<Record<string, (sender: SenderIdentity) => boolean>>> = {
  email: {
    companyName: ({ companyName }) => companyName.trim() !== '',
    email: ({ email }) => /^[^\s@<>]+@[^\s@<>]+$/.test(email),
    addressLines: ({ addressLines }) => addressLines.length > 0,
  },
  text: { textNumber: ({ textNumber, phone }) => dialledNumber(textNumber ?? phone) !== undefined },
  voice: { phone: ({ phone }) => dialledNumber(phone) !== undefined },
  mail: {
    companyName: ({ companyName }) => companyName.trim() !== '',
    returnAddressLines: ({ returnAddressLines, addressLines }) => (returnAddressLines ?? addressLines).length > 0,
  },
};

/** Nobody is written to by nobody: asked before a permit is. */
export function requireSender(sender: SenderIdentity, form: Form): void {
  const missing = Object.entries(needs[form]).flatMap(([name, isThere]) => (isThere(sender) ? [] : [name]));
  if (missing.length > 0)
    throw new Refused('rule', 'sender-identity-missing', `To send by ${form}, the creditor’s sender needs: ${missing.join(', ')}.`); // prettier-ignore
}

/** From where it goes: the mailbox of an email, the number of a text or call. */
export function sendingAddress({ email, phone, textNumber }: SenderIdentity, form: Form): string {
  if (form === 'email' || form === 'mail') return email;
  const written = form === 'text' ? (textNumber ?? phone) : phone;
  return dialledNumber(written) ?? written;
}
