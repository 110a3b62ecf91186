import { erasedVersion } from '@fairdue/contracts';
import { replaceRows, type Tx } from '@fairdue/store';
import { customers, debts, loadCustomers } from '../customers/customer.store.ts';
import { noticeDuties } from '../notices/notice-duty.store.ts';

/** Every email and number of the customer. */
export async function numbersOf(tx: Tx, creditorId: string, customerId: string): Promise<string[]> {
  const customer = (await loadCustomers(tx, creditorId, [customerId])).get(customerId);
  return (customer?.contacts ?? []).flatMap(({ value }) => value ?? []);
}

/** An empty row that is newer than any word of recover: nobody finds it, and nothing that is still on its way fills it. */
export async function hideCustomer(tx: Tx, creditorId: string, customerId: string): Promise<void> {
  const { db, session } = tx;
  const row = { _id: customerId, creditorId, name: { first: '', last: '' }, contacts: [], version: erasedVersion };
  await replaceRows(tx, customers, [row]);
  await debts(db).updateMany(
    { creditorId, customerId },
    { $unset: { transactionId: 1, accountLast4: 1, product: 1 }, $set: { version: erasedVersion } },
    { session },
  );
  await noticeDuties(db).updateMany({ creditorId, customerId }, { $set: { state: 'ended' } }, { session });
}
