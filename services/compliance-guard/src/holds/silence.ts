import { setTimeout as wait } from 'node:timers/promises';
import { monotonicMs } from '@fairdue/clock';
import type { Hold } from '../customers/customer.ts';
import { loadCustomer, type CustomerRef } from '../customers/customer.store.ts';
import type { Guard } from '../permits/guard.ts';
import { isSilent, silenced } from './hold.ts';
import { silenceSeconds } from './silence-metric.ts';

const lookEveryMs = 25;

/** Silence was there with the hold: nothing was under way. */
export const noteImmediateSilence = ({ deps }: Guard): void => silenceSeconds(deps).observe({ by: 'reported' }, 0);

/**
 * Waits until nothing that was let through before the hold can begin any more: every such hand-over was reported on, or
 * so much time has passed since this process saw the hold committed that the deadline of each is over. That time is
 * measured by this process's own monotonic clock; no wall clock and no other replica's clock has a say.
 */
export async function awaitSilence(guard: Guard, ref: CustomerRef, hold: Hold): Promise<void> {
  const { deps, queue } = guard;
  const seenAt = monotonicMs();
  const observe = (by: 'reported' | 'waited-out'): void =>
    silenceSeconds(deps).observe({ by }, (monotonicMs() - seenAt) / 1_000);
  for (;;) {
    const customer = await loadCustomer(deps.db, ref.creditorId, ref.customerId);
    if (customer && isSilent(customer, hold)) return observe('reported');
    const leftMs = seenAt + deps.config.SILENCE_AFTER_MS - monotonicMs();
    if (leftMs <= 0) break;
    await wait(Math.min(lookEveryMs, Math.ceil(leftMs)));
  }
  await queue.submit(ref, (customer) => ({ customer: silenced(customer, hold.epoch), answer: null }), {
    isFirst: true,
  });
  observe('waited-out');
}
