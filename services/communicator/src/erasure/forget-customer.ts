import { erasing } from '@fairdue/service';
import type { CommunicatorDeps } from '../config.ts';
import { callOffAll } from '../interactions/call-off.ts';
import { hideCustomer, numbersOf } from './hidden-customer.ts';
import { removeFiles } from './removed-files.ts';
import { forgetNumbers, removeWords } from './removed-words.ts';

/** The communicator forgets a customer: nothing goes out any more, and nothing that was said or sent can be read. */
export const forgetCustomer = ({ service, db, now }: CommunicatorDeps) =>
  erasing({
    service,
    db,
    hide: async (tx, all) => {
      for (const { creditorId, customerId } of all) {
        const numbers = await numbersOf(tx, creditorId, customerId);
        await callOffAll(tx, { creditorId, customerId }, 'Called off: the customer was erased.', now());
        await hideCustomer(tx, creditorId, customerId);
        await forgetNumbers(tx, creditorId, numbers);
      }
    },
    strip: async (tx, { creditorId, customerId }) => {
      await removeWords(tx, creditorId, customerId);
      await removeFiles(tx, creditorId, customerId);
    },
  });
