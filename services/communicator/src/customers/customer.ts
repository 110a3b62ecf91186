import type { z } from 'zod';
import type { Contact, CustomerPlacedV1, DebtPlacedV1 } from '@fairdue/contracts';

type CustomerFacts = z.output<typeof CustomerPlacedV1.data>;
type DebtFacts = z.output<typeof DebtPlacedV1.data>;

/** What we know of a customer: whom to address, where, and in which language. A copy; recover owns it. */
export type Customer = {
  _id: string;
  creditorId: string;
  /** What the creditor calls them: `ext-` and this names them on the wire. */
  reference?: string | undefined;
  name: CustomerFacts['name'];
  language?: 'en' | 'es' | undefined;
  contacts: Contact[];
  /** By which their postal addresses are found again: see `postalKey`. */
  postalKeys?: string[];
  version: number;
};

/** What a message says about a debt. A copy; recover owns it. */
export type Debt = Pick<
  DebtFacts,
  | 'creditorId' | 'customerId' | 'transactionId' | 'status' | 'balanceCents' | 'initialTotalCents' | 'itemization'
  | 'itemizationDate' | 'product' | 'creditorName' | 'originalCreditorName' | 'accountLast4' | 'defaultDate' | 'version'
> & { _id: string }; // prettier-ignore

export const customerOf = (facts: CustomerFacts): Customer => {
  const { customerId, creditorId, reference, name, language, contacts, version } = facts;
  const postalKeys = contacts.flatMap(({ address }) => (address ? [postalKey(address)] : []));
  return {
    _id: customerId,
    creditorId,
    ...(reference !== undefined && { reference }),
    name,
    ...(language && { language }),
    contacts,
    ...(postalKeys.length > 0 && { postalKeys }),
    version,
  };
};

/** Two spellings of one address that differ by case or white space have the same one. */
export const postalKey = (address: NonNullable<Contact['address']>): string => {
  const { streetLine1 = '', streetLine2 = '', city, state, zipcode, countryCode } = address;
  const lines = [streetLine1, streetLine2, city, state, zipcode, countryCode];
  return lines.map((line) => line.trim().toLowerCase().replaceAll(/\s+/g, ' ')).join('\n');
};

export const debtOf = (facts: DebtFacts): Debt => {
  const { debtId, creditorId, customerId, status, balanceCents, initialTotalCents, itemization, version } = facts;
  const { transactionId, itemizationDate, product, creditorName, originalCreditorName, accountLast4, defaultDate } =
    facts;
  return {
    _id: debtId, creditorId, customerId, status, balanceCents, initialTotalCents, itemization, version,
    transactionId, itemizationDate, product, creditorName, originalCreditorName, accountLast4, defaultDate,
  }; // prettier-ignore
};

/** A postal address as lines of an envelope; empty for another kind of contact. */
export const addressLines = ({ address }: Pick<Contact, 'address'>): string[] =>
  address
    ? [address.streetLine1, address.streetLine2, `${address.city}, ${address.state} ${address.zipcode}`].filter(
        (line): line is string => !!line,
      )
    : [];
