import { Id, RecordedBy } from '@fairdue/contracts';
import { caller, read, theCreditor } from '@fairdue/http';
import { Unavailable } from '@fairdue/refused';
import { Router } from 'express';
import { z } from 'zod';
import type { Hold } from '../customers/customer.ts';
import { loadCustomer, type CustomerRef } from '../customers/customer.store.ts';
import type { Guard } from '../permits/guard.ts';
import { knowCustomers } from '../permits/know-customers.ts';
import { HoldWish, isSilent, place, uttered } from './hold.ts';
import { awaitSilence, noteImmediateSilence } from './silence.ts';

const Body = z.strictObject({
  creditorId: Id,
  customerId: Id,
  hold: HoldWish,
  recordedBy: RecordedBy,
  wait: z.enum(['silence', 'none']),
  /** Somebody says it at this moment: a hold of that source that was lifted is placed anew. */
  isUttered: z.boolean().default(false),
});

type Placed = { hold: Hold; silent: boolean };

/** Stores a hold before anything else that waits for this customer. A repeat finds the hold that is there. */
export async function placeHold(
  guard: Guard,
  ref: CustomerRef,
  wish: HoldWish,
  recordedBy: RecordedBy,
  { isUttered = false } = {},
): Promise<Placed> {
  const unanswered = await knowCustomers(guard, [ref]);
  if (unanswered.has(ref.customerId) && !(await loadCustomer(guard.deps.db, ref.creditorId, ref.customerId)))
    throw new Unavailable('customer-unknown-yet', 'Nothing is known about that customer yet. Please repeat.', 2);
  return guard.queue.submit(
    ref,
    (customer, { now }) => {
      const meant = isUttered ? uttered(customer, wish) : wish;
      const { answer: hold, ...effect } = place(customer, meant, recordedBy, now);
      return { ...effect, answer: { hold, silent: isSilent(effect.customer, hold) } };
    },
    { isFirst: true },
  );
}

/** A service heard somebody's wish to be left alone: with `silence` the answer means that no message starts any more. */
export const placeHoldRoute = (guard: Guard) =>
  Router().post('/internal/holds', async (req, res) => {
    const { hold: wish, recordedBy, wait, isUttered, ...ref } = read(Body, req.body);
    theCreditor(caller(req), ref.creditorId);

    const { hold, silent } = await placeHold(guard, ref, wish, recordedBy, { isUttered });
    if (wait === 'silence' && !silent) await awaitSilence(guard, ref, hold);
    else if (wait === 'silence') noteImmediateSilence(guard);

    res.json({ holdId: hold.holdId, silent: silent || wait === 'silence' });
  });
