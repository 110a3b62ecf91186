import { theCreditor, theCreditors, type Caller } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import type { GuardConfig } from '../config.ts';
import type { Customer } from '../customers/customer.ts';
import { fetchCustomer } from '../customers/fetch-customer.ts';
import { isErased } from '../erasure/erased.ts';
import type { SharedTrips } from './shared-trips.ts';
import { invalid, notFound, type WireRefused } from './wire-refused.ts';

const personIdForm = /^ext-.|^[A-Z][A-Z0-9]-[A-Z0-9]+-[A-Z0-9]+|^\d+$/;

/** Among whose people the person is looked for. An account that is linked to nobody is told so. */
function creditorsOf(from: Caller): readonly string[] {
  const creditorIds = theCreditors(from);
  return creditorIds.length > 0 ? creditorIds : [theCreditor(from)];
}

const personNotFound = (personId: string): WireRefused => {
  const isExternal = personId.startsWith('ext-');
  const detail = isExternal ? `no person with external id ${personId.slice(4)}` : `no person with id ${personId}`;
  return notFound('personNotFound', 'personId', detail, 'Person not found');
};

/** The person a path names, by our id or the creditor's. Whom we have not heard of yet, recover is asked for. */
export async function askedPerson(
  deps: Deps<GuardConfig>,
  { customerOf }: SharedTrips,
  from: Caller,
  personId: string,
): Promise<Customer> {
  if (!personIdForm.test(personId)) throw invalid('invalidField', 'personId', 'that is no id of a person');
  const by = personId.startsWith('ext-')
    ? { reference: personId.slice(4) }
    : /^\d+$/.test(personId)
      ? { reference: personId }
      : { customerId: personId };
  const creditorIds = creditorsOf(from);
  const known = await customerOf({ creditorIds, by });
  if (known && isErased(known)) throw personNotFound(personId);
  if (known && known.version > 0) return known;
  for (const creditorId of creditorIds) {
    const fetched = await fetchCustomer(deps, creditorId, by);
    if (fetched) return fetched;
  }
  throw personNotFound(personId);
}

type Ids = { loanId?: string | undefined; loanIds?: readonly string[] | undefined };

const findDebt = ({ debts }: Customer, id: string): string | undefined =>
  id.startsWith('ext-')
    ? debts.find(({ transactionId }) => transactionId === id.slice(4))?.debtId
    : (debts.find(({ debtId }) => debtId === id) ?? debts.find(({ transactionId }) => transactionId === id))?.debtId;

/** The debts that were named, by our ids; undefined when one of them is not this person's, as far as we know. */
export function askedDebts(customer: Customer, { loanId, loanIds = [] }: Ids): string[] | undefined {
  const ids = [...(loanId === undefined ? [] : [loanId]), ...loanIds];
  const found = ids.map((id) => findDebt(customer, id));
  return found.every((id) => id !== undefined) ? [...new Set(found)] : undefined;
}

/** All that was named of this person is known, after asking recover once for what was not. */
export async function withNamed(
  deps: Deps<GuardConfig>,
  customer: Customer,
  isKnown: (customer: Customer) => boolean,
): Promise<Customer> {
  if (isKnown(customer)) return customer;
  return (await fetchCustomer(deps, customer.creditorId, { customerId: customer._id })) ?? customer;
}
