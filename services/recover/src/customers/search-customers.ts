import { Router } from 'express';
import { z } from 'zod';
import { caller, read, theCreditor } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import { pageOf, readCursor, type Connection, type Page } from '@fairdue/store';
import { emailKey, phoneKey } from '../contacts/contact.ts';
import { customerOfTransaction } from '../debts/debt.store.ts';
import { CustomerSummary, customerSummary } from './agency-customer.ts';
import type { Customer } from './customer.ts';
import { customerByReference, findBySearchKeys, findCustomers } from './customer.store.ts';
import { keysSought } from './search-keys.ts';

const text = z.string().trim().min(1).max(1024);
const criteria = ['name', 'email', 'phone', 'reference', 'transactionId'] as const;

export const SearchQuery = z
  .strictObject({
    name: text.exactOptional(),
    email: text.exactOptional(),
    phone: text.exactOptional(),
    reference: z.string().min(1).max(1024).exactOptional(),
    transactionId: z.string().min(1).max(1024).exactOptional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: z.string().optional(),
  })
  .refine((query) => criteria.filter((criterion) => query[criterion] !== undefined).length === 1, {
    error: `Search by exactly one of ${criteria.join(', ')}.`,
  });
type Query = z.infer<typeof SearchQuery>;

export const SearchPage = z.strictObject({ items: z.array(CustomerSummary), next: z.string().nullable() });

/** A US number however it is written: `(512) 555-0142`, `+1 512 555 0142`. */
function keyOfPhone(written: string): string {
  const digits = written.replaceAll(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
  if (digits.length === 10) return phoneKey({ phoneNumber: digits });
  throw new Refused('malformed', 'request-invalid', 'phone: must have ten digits');
}

function keysOf({ name, email, phone }: Query): string[] {
  if (email !== undefined) return [emailKey({ email })];
  if (phone !== undefined) return [keyOfPhone(phone)];
  const keys = keysSought(name ?? '');
  if (keys.length === 0) throw new Refused('malformed', 'request-invalid', 'name: must have a letter or a digit');
  return keys;
}

/** What is unique finds one customer or none; a name, an email or a phone is shared by as many as have it. */
async function search(db: Connection, creditorId: string, query: Query): Promise<Page<Customer>> {
  const { reference, transactionId, limit, after } = query;
  if (reference !== undefined) {
    const known = await customerByReference(db, creditorId, reference);
    return { items: known ? [known] : [], next: null };
  }
  if (transactionId !== undefined) {
    const customerId = await customerOfTransaction({ db }, creditorId, transactionId);
    return { items: customerId ? await findCustomers({ db }, [creditorId], [customerId]) : [], next: null };
  }
  const cursor = readCursor(after, ['string']);
  return pageOf(await findBySearchKeys({ db }, creditorId, keysOf(query), limit + 1, cursor), limit, ['_id']);
}

/** Finds customers by what a person on the phone says, or a letter shows. A name is found by whole words, all of them. */
export const searchCustomersRoute = ({ db }: Deps) =>
  Router().get('/agency/v1/customers', async (req, res) => {
    const { items, next } = await search(db, theCreditor(caller(req)), read(SearchQuery, req.query));
    const page: z.infer<typeof SearchPage> = { items: items.map(customerSummary), next };
    res.json(page);
  });
