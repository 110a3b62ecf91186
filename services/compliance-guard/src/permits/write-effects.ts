import { enqueueAll } from '@fairdue/outbox';
import type { Tx } from '@fairdue/store';
import { cancelTimers, schedule, timerKind } from '@fairdue/timers';
import type { Customer } from '../customers/customer.ts';
import { saveCustomers } from '../customers/customer.store.ts';
import { addHistory } from '../customers/history.store.ts';
import { addDecisions } from '../decisions/decision.store.ts';
import { mayChangeDuties } from '../duties/changed-duties.ts';
import { dutyLook } from '../duties/duty-timers.ts';
import { heedLateWishes } from '../erasure/late-wishes.ts';
import { addEvidence } from '../evidence/evidence.store.ts';
import type { Effect } from './effect.ts';

/** When a permit runs out. Real time: a moved business clock neither shortens nor prolongs what is reserved. */
export const permitExpiry = timerKind<{ creditorId: string }>('permit-expiry', { time: 'real' });

/**
 * Writes what steps did: customers, decisions, evidence, facts and timers, all of one transaction, in as many round
 * trips for two hundred steps as for one. Steps without effect write nothing.
 */
export async function writeEffects(
  tx: Tx,
  before: ReadonlyMap<string, Customer>,
  after: ReadonlyMap<string, Customer>,
  effects: readonly Effect<unknown>[],
): Promise<void> {
  const opened = effects.flatMap((effect) =>
    (effect.opened ?? []).map((permit) => ({
      id: permit.permitId,
      key: effect.customer._id,
      dueAt: permit.expiresAt,
      data: { creditorId: effect.customer.creditorId },
    })),
  );
  const closed = new Set(effects.flatMap((effect) => effect.closed ?? []));
  const changed = [...after.values()].filter((customer) => before.get(customer._id) !== customer);
  const owing = changed.filter((customer) => mayChangeDuties(before.get(customer._id), customer));
  await saveCustomers(tx, changed);
  await heedLateWishes(tx, before, changed);
  await schedule(
    tx,
    dutyLook,
    owing.map(({ _id, creditorId }) => ({ id: _id, key: _id, dueAt: new Date(), data: { creditorId } })),
  );
  await addHistory(
    tx,
    effects.flatMap(({ customer: { _id: customerId, creditorId }, past = [] }) =>
      past.map((each) => ({ creditorId, customerId, past: each })),
    ),
  );
  await addDecisions(
    tx,
    effects.flatMap((effect) => effect.decisions ?? []),
  );
  await addEvidence(
    tx,
    effects.flatMap((effect) => effect.evidence ?? []),
  );
  await schedule(
    tx,
    permitExpiry,
    opened.filter(({ id }) => !closed.has(id)),
  );
  await cancelTimers(tx, permitExpiry, [...closed]);
  const facts = effects.flatMap((effect) => effect.facts ?? []);
  if (facts.length > 0) await enqueueAll(tx, facts);
}
