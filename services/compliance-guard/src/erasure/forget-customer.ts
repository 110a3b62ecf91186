import { erasing, type Deps } from '@fairdue/service';
import type { GuardConfig } from '../config.ts';
import { changeCustomers } from '../customers/change-customers.ts';
import { loadCustomers } from '../customers/customer.store.ts';
import { customerHistory } from '../customers/history.store.ts';
import { suppress } from '../imports/suppressed.store.ts';
import { erased, keptSilent } from './erased.ts';

/** The guard forgets a customer, and keeps where they did not want to be contacted. That they were erased is evidence. */
export const forgetCustomer = ({ service, db, now }: Deps<GuardConfig>) =>
  erasing({
    service,
    db,
    hide: async (tx, all) => {
      const known = await loadCustomers(tx, all);
      const silent = all.flatMap((data) => {
        const customer = known.get(data.customerId);
        return customer ? keptSilent(customer, data, now()) : [];
      });
      await suppress(tx, silent);
      const events = all.map((data) => ({ data }));
      await changeCustomers(tx, events, (customer, { data }) => erased(customer, data, now()));
    },
    strip: async ({ session }, { creditorId, customerId }) => {
      await customerHistory(db).deleteMany({ creditorId, customerId }, { session });
    },
  });
