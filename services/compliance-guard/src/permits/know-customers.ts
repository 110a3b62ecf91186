import { Refused, Unavailable } from '@fairdue/refused';
import { loadCustomers, type CustomerRef } from '../customers/customer.store.ts';
import { fetchCustomer } from '../customers/fetch-customer.ts';
import type { Guard } from './guard.ts';

type Wanted = CustomerRef & { contactId?: string; debtIds?: readonly string[] };

const fetchedAtOnce = 8;

/**
 * Before anything is decided: whoever we do not know, or not with that contact or debt, is asked for at recover, once.
 * Answers with those about whom recover could not be asked: nothing may be concluded about them.
 */
export async function knowCustomers({ deps }: Guard, wanted: readonly Wanted[]): Promise<ReadonlySet<string>> {
  const known = await loadCustomers(deps.db, wanted);
  const missing = new Map<string, CustomerRef>();
  for (const { creditorId, customerId, contactId, debtIds = [] } of wanted) {
    const customer = known.get(customerId);
    const isKnown =
      customer?.creditorId === creditorId &&
      customer.version > 0 &&
      (!contactId || customer.contacts.some((contact) => contact.contactId === contactId)) &&
      debtIds.every((debtId) => customer.debts.some((debt) => debt.debtId === debtId));
    if (!isKnown) missing.set(`${creditorId}/${customerId}`, { creditorId, customerId });
  }
  const refs = [...missing.values()];
  const unanswered = new Set<string>();
  for (let i = 0; i < refs.length; i += fetchedAtOnce)
    await Promise.all(
      refs.slice(i, i + fetchedAtOnce).map(async ({ creditorId, customerId }) => {
        try {
          await fetchCustomer(deps, creditorId, { customerId });
        } catch (error) {
          if (!(error instanceof Unavailable) && !(error instanceof Refused)) throw error;
          unanswered.add(customerId);
          deps.log.warn({ customerId, code: error.code }, 'recover could not be asked about a customer');
        }
      }),
    );
  return unanswered;
}
