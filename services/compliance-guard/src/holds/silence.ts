import { setTimeout as wait } from 'node:timers/promises';
import { monotonicMs } from '@fairdue/clock';
import type { Hold } from '../customers/customer.ts';
import { loadCustomer, type CustomerRef } from '../customers/customer.store.ts';
import type { Guard } from '../permits/guard.ts';
import { isSilent, silenced } from './hold.ts';

const lookEveryMs = 25;

/**
 * Waits until nothing that was let through before the hold can begin any more: every such hand-over was reported on, or
 * so much time has passed since this process saw the hold committed that the deadline of each is over. That time is
 * measured by this process's own monotonic clock; no wall clock and no other replica's clock has a say.
 */
export async function awaitSilence(guard: Guard, ref: CustomerRef, hold: Hold): Promise<void> {
  const { deps, queue } = guard;
  const seenAt = monotonicMs();
  for (;;) {
    const customer = await loadCustomer(deps.db, ref.creditorId, ref.customerId);
    if (customer && isSilent(customer, hold)) return;
    const leftMs = seenAt + deps.config.SILENCE_AFTER_MS - monotonicMs();
    if (leftMs <= 0) break;
    await wait(Math.min(lookEveryMs, Math.ceil(leftMs)));
  }
  await queue.submit(ref, (customer) => ({ customer: silenced(customer, hold.epoch), answer: null }), {
    isFirst: true,
  });
}
