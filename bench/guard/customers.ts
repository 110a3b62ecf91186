import type { Db } from 'mongodb';
import { newCustomer, type Customer } from '../../services/compliance-guard/src/customers/customer.ts';
import { withCustomerView, withDebtView } from '../../services/compliance-guard/src/customers/owner-view.ts';
import { aCustomer, aDebt, creditorId } from '../../services/compliance-guard/src/examples.ts';

const addressKey = 'k'.repeat(32);
const rowsAtOnce = 2_000;

/** The id of the nth customer; wrk's script makes the same ones. */
export const idOf = (n: number): string => `BO-1-${String(n).padStart(7, '0')}`;

/** The nth customer as the guard keeps them: a phone, an email, an address, one debt. Made by the product's own functions. */
export function customerRow(n: number): Customer {
  const customerId = idOf(n);
  const view = { ...aCustomer({ customerId, reference: `CUST-${n}` }), creditorId } as never;
  const placed = withCustomerView(newCustomer(creditorId, customerId), view, addressKey);
  return withDebtView(placed, aDebt(customerId) as never);
}

export async function storeCustomers(db: Db, size: number): Promise<void> {
  const customers = db.collection<Customer>('customers');
  for (let start = 0; start < size; start += rowsAtOnce) {
    const rows = Array.from({ length: Math.min(rowsAtOnce, size - start) }, (_, i) => customerRow(start + i));
    await customers.insertMany(rows, { ordered: false, writeConcern: { w: 1 } });
  }
}
