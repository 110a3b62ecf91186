import { DateTime } from 'luxon';
import type { Contact } from '@fairdue/contracts';
import type { Creditor } from '../creditors/creditor.ts';
import { addressLines, type Customer, type Debt } from '../customers/customer.ts';
import type { Plan } from '../customers/plan.store.ts';
import { chooseContact } from '../dispatch/choose-contact.ts';
import type { TemplateContext } from './compile-template.ts';
import type { Language } from './system-templates.ts';
import { validationPeriodEnd } from './validation-period.ts';

export type Tone = 'empathetic' | 'neutral' | 'firm';
export type About = {
  creditor: Creditor;
  customer: Customer;
  /** Where it goes: a letter carries its address, anything else the one a letter would go to. */
  contact?: Contact | undefined;
  debt?: Debt | undefined;
  plan?: Plan | undefined;
  tone: Tone;
  language: Language;
  now: Date;
};

const locales = { en: 'en-US', es: 'es-US' };
const money = {
  en: new Intl.NumberFormat(locales.en, { style: 'currency', currency: 'USD' }),
  es: new Intl.NumberFormat(locales.es, { style: 'currency', currency: 'USD' }),
};
const amount = (cents: number, language: Language): string => money[language].format(cents / 100);
const date = (day: DateTime, language: Language): string =>
  day.setLocale(locales[language]).toLocaleString(DateTime.DATE_FULL);

/** The day it is then where the creditor is, written out. */
export const dayAt = ({ settings }: Creditor, at: Date, language: Language): string =>
  date(DateTime.fromJSDate(at, { zone: settings.timeZone }), language);

export const personContext = ({ _id, reference, name }: Customer, contact: Contact | undefined) => ({
  id: _id,
  externalId: reference ?? null,
  name: { firstName: name.first, lastName: name.last },
  firstName: name.first,
  lastName: name.last,
  addressLine: contact ? addressLines(contact).join(', ') : '',
});

export const companyContext = ({ companyName, sender }: Creditor) => ({
  name: companyName,
  brandName: companyName,
  domainName: sender.email.split('@').at(-1) ?? '',
  phone: sender.phone,
  email: sender.email,
  addressLine: sender.addressLines.join(', '),
});

export const loanContext = (debt: Debt, { companyName }: Creditor, language: Language) => ({
  id: debt._id,
  displayId: debt.transactionId ?? debt._id,
  creditorName: debt.creditorName ?? companyName,
  originalCreditorName: debt.originalCreditorName ?? null,
  accountLast4: debt.accountLast4 ?? null,
  productId: debt.product ?? null,
  status: debt.status,
  balance: amount(debt.balanceCents, language),
});

/** What the platform works out for messages that it sends itself, beside what they are about (4.2). */
export function computedContext({
  creditor,
  debt,
  plan,
  tone,
  language,
  now,
}: Omit<About, 'customer' | 'contact'>): TemplateContext {
  const { sender, settings } = creditor;
  const today = DateTime.fromJSDate(now, { zone: settings.timeZone });
  const dayOf = (at: Date): string => dayAt(creditor, at, language);
  return {
    tone,
    today: date(today, language),
    collector: {
      name: sender.companyName,
      addressLine: sender.addressLines.join(', '),
      phone: sender.phone,
      email: sender.email,
      thirdParty: settings.collectorRole === 'thirdParty',
    },
    ...(debt && { itemization: itemizationOf(debt, today, language) }),
    ...(plan && {
      plan: {
        agreedOn: dayOf(plan.agreedAt),
        total: amount(plan.amountToPayCents, language),
        discount: plan.discountCents > 0 ? amount(plan.discountCents, language) : null,
        installments: plan.installments.map(({ dueAt, amountCents }) => ({
          dueOn: dayOf(new Date(dueAt)),
          amount: amount(amountCents, language),
        })),
      },
    }),
    notice: { disputeBy: date(validationPeriodEnd(now, settings.timeZone), language) },
  };
}

function itemizationOf({ itemization, itemizationDate, defaultDate }: Debt, today: DateTime, language: Language) {
  const itemized = itemizationDate ?? defaultDate;
  return {
    date: date(itemized ? DateTime.fromISO(itemized, { zone: 'utc' }) : today, language),
    principal: amount(itemization.principalCents, language),
    interest: amount(itemization.interestCents, language),
    fees: amount(itemization.feesCents, language),
    paymentsAndCredits: amount(itemization.paymentsAndCreditsCents, language),
  };
}

/** Everything a template may print, already written out in the language of the message. null: there is none. */
export function messageContext(about: About): TemplateContext {
  const { creditor, customer, contact, debt, language } = about;
  return {
    ...computedContext(about),
    person: personContext(customer, contact?.address ? contact : chooseContact(customer.contacts, 'mail')),
    company: companyContext(creditor),
    ...(debt && { loan: loanContext(debt, creditor, language) }),
  };
}
