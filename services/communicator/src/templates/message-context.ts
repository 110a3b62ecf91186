import { DateTime } from 'luxon';
import type { Contact } from '@fairdue/contracts';
import type { Creditor } from '../creditors/creditor.ts';
import { addressLines, type Customer, type Debt } from '../customers/customer.ts';
import type { Plan } from '../customers/plan.store.ts';
import type { TemplateContext } from './compile-template.ts';
import type { Language } from './system-templates.ts';
import { validationPeriodEnd } from './validation-period.ts';

export type Tone = 'empathetic' | 'neutral' | 'firm';
export type About = {
  creditor: Creditor;
  customer: Customer;
  /** Where it goes: a letter carries its address. */
  contact: Contact;
  debt: Debt;
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
const date = (day: DateTime, language: Language): string =>
  day.setLocale(locales[language]).toLocaleString(DateTime.DATE_FULL);

/** Everything a template may print, already written out in the language of the message. null: there is none. */
export function messageContext(about: About): TemplateContext {
  const { creditor, customer, contact, debt, plan, tone, language, now } = about;
  const { sender, settings } = creditor;
  const { itemization } = debt;
  const amount = (cents: number): string => money[language].format(cents / 100);
  const today = DateTime.fromJSDate(now, { zone: settings.timeZone });
  const dayOf = (at: Date): string => date(DateTime.fromJSDate(at, { zone: settings.timeZone }), language);
  const itemized = debt.itemizationDate ?? debt.defaultDate;
  return {
    tone,
    today: date(today, language),
    person: {
      name: { firstName: customer.name.first, lastName: customer.name.last },
      firstName: customer.name.first,
      lastName: customer.name.last,
      addressLine: addressLines(contact).join(', '),
    },
    collector: {
      name: sender.companyName,
      addressLine: sender.addressLines.join(', '),
      phone: sender.phone,
      email: sender.email,
      thirdParty: settings.collectorRole === 'thirdParty',
    },
    company: {
      name: creditor.companyName,
      brandName: creditor.companyName,
      domainName: sender.email.split('@').at(-1) ?? '',
      phone: sender.phone,
      email: sender.email,
      addressLine: sender.addressLines.join(', '),
    },
    loan: {
      displayId: debt.transactionId ?? debt._id,
      creditorName: debt.creditorName ?? creditor.companyName,
      originalCreditorName: debt.originalCreditorName ?? null,
      accountLast4: debt.accountLast4 ?? null,
      balance: amount(debt.balanceCents),
    },
    itemization: {
      date: date(itemized ? DateTime.fromISO(itemized, { zone: 'utc' }) : today, language),
      principal: amount(itemization.principalCents),
      interest: amount(itemization.interestCents),
      fees: amount(itemization.feesCents),
      paymentsAndCredits: amount(itemization.paymentsAndCreditsCents),
    },
    ...(plan && {
      plan: {
        agreedOn: dayOf(plan.agreedAt),
        total: amount(plan.amountToPayCents),
        discount: plan.discountCents > 0 ? amount(plan.discountCents) : null,
        installments: plan.installments.map(({ dueAt, amountCents }) => ({
          dueOn: dayOf(new Date(dueAt)),
          amount: amount(amountCents),
        })),
      },
    }),
    notice: { disputeBy: date(validationPeriodEnd(now, settings.timeZone), language) },
  };
}
