import { addressHash, type Contact } from '@fairdue/contracts';
import type { Tx } from '@fairdue/store';
import { suppressedAt } from '../imports/import-holds.ts';
import { suppressedAmong, type Suppressed } from '../imports/suppressed.store.ts';
import type { Effect } from '../permits/effect.ts';
import { writeEffects } from '../permits/write-effects.ts';
import type { Customer } from './customer.ts';
import { customersWithAddress } from './customer.store.ts';

type Told = { creditorId: string; contacts: readonly Contact[] };

/** What stands on the creditors' lists among contacts that recover tells of. Of postal addresses erased people leave theirs. */
export const listedAmong = (tx: Tx, told: readonly Told[], addressKey: string): Promise<Suppressed[]> =>
  suppressedAmong(
    tx,
    told.map(({ creditorId }) => creditorId),
    told.flatMap(({ contacts }) => contacts.map((contact) => addressHash(addressKey, contact))),
  );

/** Holds every contact of the customer that stands on the creditor's list, once. */
export function heldWhereListed(from: Effect<null>, listed: readonly Suppressed[], now: Date): Effect<null> {
  return listed
    .filter(({ creditorId }) => creditorId === from.customer.creditorId)
    .reduce((before, row) => {
      const held = suppressedAt(before.customer, row, { recordedBy: row.recordedBy, now, onRecord: new Map() });
      return {
        ...before,
        customer: held.customer,
        facts: [...(before.facts ?? []), ...(held.facts ?? [])],
        evidence: [...(before.evidence ?? []), ...(held.evidence ?? [])],
      };
    }, from);
}

/** Whoever has one of these addresses, which are on the creditor's list, is held there. */
export async function holdSuppressed(tx: Tx, creditorId: string, hashes: readonly string[], now: Date): Promise<void> {
  const listed = await suppressedAmong(tx, [creditorId], hashes);
  const found = await customersWithAddress(tx, creditorId, hashes);
  const before = new Map<string, Customer>(found.map((customer) => [customer._id, customer]));
  const effects = found.map((customer) => heldWhereListed({ customer, answer: null }, listed, now));
  const after = new Map(effects.map(({ customer }) => [customer._id, customer]));
  await writeEffects(tx, before, after, effects);
}
