import { erasing, type Deps } from '@fairdue/service';
import { erasures, removeCustomer, removeWords } from './erasure.store.ts';

/** Recover hears its own word: everything it told of the customer before is written down by then, and goes. */
export const forgetCustomer = ({ service, db, now }: Deps) =>
  erasing({
    service,
    db,
    hide: () => Promise.resolve(), // it went with the word itself
    strip: async (tx, { creditorId, customerId }) => {
      await removeCustomer(tx, creditorId, customerId);
      await removeWords(tx, creditorId, customerId);
      const done = { state: 'done', doneAt: now() };
      await erasures(tx.db).updateOne(
        { _id: customerId, creditorId, state: 'under-way' },
        { $set: done },
        { session: tx.session },
      );
    },
  });
