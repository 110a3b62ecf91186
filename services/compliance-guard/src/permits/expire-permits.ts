import type { Deps } from '@fairdue/service';
import { timer, type Work } from '@fairdue/timers';
import { changeCustomers } from '../customers/change-customers.ts';
import { free } from './end.ts';
import { permitExpiry } from './write-effects.ts';

/** A permit that nobody used in time gives its slot back. */
export const expirePermits = ({ now }: Deps): Work =>
  timer(permitExpiry, (tx, rows) =>
    changeCustomers(
      tx,
      rows.map(({ id, key, data }) => ({ permitId: id, data: { creditorId: data.creditorId, customerId: key } })),
      (customer, { permitId }) => free(customer, permitId, 'expired', now()),
    ),
  );
