import { InteractionStatusChangedV1, MessageReceivedV1 } from '@fairdue/contracts';
import { consumer, type Consumer } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import type { Tx } from '@fairdue/store';
import { applyToLive } from '../campaigns/apply-steps.ts';
import { byCreditor } from '../campaigns/by-creditor.ts';
import { aimAtBestTime } from '../touches/best-time.ts';
import { loadCustomers, saveCustomers } from './customer.store.ts';
import { withReached, type Reached } from './customer.ts';

const howOf: Partial<Record<string, Reached['how']>> = {
  emailOpened: 'opened',
  voiceSpokeWithFirstParty: 'answered',
};

type Heard = { creditorId: string; customerId: string; reached: Reached };

async function keep(tx: Tx, now: Date, heard: readonly Heard[]): Promise<void> {
  for (const [creditorId, own] of byCreditor(heard)) {
    const ids = own.map(({ customerId }) => customerId);
    const before = await loadCustomers(tx, creditorId, ids);
    const known = new Map(before);
    for (const { customerId, reached } of own) {
      const customer = known.get(customerId);
      if (customer) known.set(customerId, withReached(customer, reached));
    }
    const changed = [...known.values()].filter((customer) => customer !== before.get(customer._id));
    await saveCustomers(tx, changed);
    const customerIds = changed.map(({ _id }) => _id);
    await applyToLive(tx, now, creditorId, customerIds, (situation) => aimAtBestTime(situation, now));
  }
}

/** When a person last opened, answered or wrote something. A STOP is no invitation to that hour. */
export const keepBestTimes = ({ now }: Deps): Consumer[] => [
  consumer('keep-best-times', InteractionStatusChangedV1, (tx, events) =>
    keep(
      tx,
      now(),
      events.flatMap(({ data: { creditorId, customerId, statusDetails, agentOutcome }, time, republished }) => {
        const how = howOf[statusDetails ?? ''] ?? howOf[agentOutcome ?? ''];
        return how && !republished ? [{ creditorId, customerId, reached: { at: new Date(time), how } }] : [];
      }),
    ),
  ),
  consumer('keep-best-times', MessageReceivedV1, (tx, events) =>
    keep(
      tx,
      now(),
      events.flatMap(({ data: { creditorId, customerId, understoodAs }, time, republished }) =>
        understoodAs === 'stop' || republished
          ? []
          : [{ creditorId, customerId, reached: { at: new Date(time), how: 'wrote' as const } }],
      ),
    ),
  ),
];
