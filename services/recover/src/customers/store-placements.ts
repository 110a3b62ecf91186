import { CustomerPlacedV1, DebtPlacedV1, type CreditorSettings, type RecordedBy } from '@fairdue/contracts';
import { enqueueAll, fact } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { againWhenRaced, transaction, type Tx } from '@fairdue/store';
import type { RecoverConfig } from '../config.ts';
import { debtFacts } from '../debts/debt-facts.ts';
import { insertDebts, usedTransactionIds } from '../debts/debt.store.ts';
import { erasedKey } from '../erasure/erasure.ts';
import { erasedAmong } from '../erasure/erasure.store.ts';
import { customerFacts } from './customer-facts.ts';
import type { CustomerRequest } from './customer.schema.ts';
import { findByReferences, insertCustomers, saveCustomers } from './customer.store.ts';
import { placeCustomers, type Placed, type Stored } from './placement.ts';
import { sealSsn } from './ssn.ts';

export type PlacementOrder = {
  creditorId: string;
  settings: CreditorSettings;
  addDebtsIfPossible: boolean;
  recordedBy: RecordedBy;
  /** Sees what would be stored, and may still refuse all of it. */
  accept?: (placed: readonly Placed[]) => void;
};

/**
 * Stores customers with their facts, all in one transaction. Of two clients that place the same at once the later one
 * finds what the other stored, and answers with a duplicate.
 */
export const storePlacements = (
  deps: Deps<RecoverConfig>,
  requests: readonly CustomerRequest[],
  order: PlacementOrder,
): Promise<Placed[]> => againWhenRaced(() => transaction(deps.db, (tx) => storeOnce(tx, deps, requests, order)));

async function storeOnce(
  tx: Tx,
  { now, config }: Deps<RecoverConfig>,
  requests: readonly CustomerRequest[],
  order: PlacementOrder,
): Promise<Placed[]> {
  const { creditorId, settings, addDebtsIfPossible, accept } = order;
  const keys = { keys: config.SSN_KEYS, indexKey: config.SSN_INDEX_KEY };
  const placed = placeCustomers(
    requests,
    await storedOf(tx, creditorId, requests, config.SSN_INDEX_KEY),
    addDebtsIfPossible,
    {
      creditorId,
      settings,
      now: now(),
      sealSsn: (ssn, owner) => sealSsn(keys, ssn, owner),
    },
  );
  accept?.(placed);
  await save(tx, creditorId, placed);
  await enqueueAll(tx, factsOf(placed, now(), order.recordedBy));
  return placed;
}

async function storedOf(
  tx: Tx,
  creditorId: string,
  requests: readonly CustomerRequest[],
  indexKey: Buffer,
): Promise<Stored> {
  const references = requests.flatMap(({ reference }) => (reference === undefined ? [] : [reference]));
  const transactionIds = requests.flatMap(({ debts }) =>
    debts.flatMap(({ transactionId }) => (transactionId === undefined ? [] : [transactionId])),
  );
  const keyed = (kind: 'reference' | 'transactionId') => (name: string) => erasedKey(indexKey, creditorId, kind, name);
  const keyOf = { reference: keyed('reference'), transactionId: keyed('transactionId') };
  const erased = await erasedAmong(tx, creditorId, () => [
    ...references.map(keyOf.reference),
    ...transactionIds.map(keyOf.transactionId),
  ]);
  const isErased = (kind: keyof typeof keyOf) => (name: string) => erased.size > 0 && erased.has(keyOf[kind](name));
  const used = transactionIds.length > 0 ? await usedTransactionIds(tx, creditorId, transactionIds) : [];
  return {
    customers: references.length > 0 ? await findByReferences(tx, creditorId, references) : [],
    transactionIds: [...used, ...transactionIds.filter(isErased('transactionId'))],
    erasedReferences: references.filter(isErased('reference')),
  };
}

/** A customer placed here and met again by a later item is written once, as they are at the end. */
async function save(tx: Tx, creditorId: string, placed: readonly Placed[]): Promise<void> {
  const created = new Map<string, (Placed & { outcome: 'placed' })['customer']>();
  const touched = new Map<string, (Placed & { outcome: 'placed' })['customer']>();
  for (const each of placed) {
    if (each.outcome === 'placed') created.set(each.customer._id, each.customer);
    if (each.outcome === 'debts-added')
      (created.has(each.customer._id) ? created : touched).set(each.customer._id, each.customer);
  }
  await insertCustomers(tx, creditorId, [...created.values()]);
  await saveCustomers(tx, [...touched.values()]);
  await insertDebts(
    tx,
    placed.flatMap((each) => ('debts' in each ? each.debts : [])),
  );
}

const factsOf = (placed: readonly Placed[], at: Date, by: RecordedBy) =>
  placed.flatMap((each) => [
    ...(each.outcome === 'placed'
      ? [fact(CustomerPlacedV1, at, customerFacts(each.customer, by), { isFirst: true })]
      : []),
    ...('debts' in each ? each.debts.map((debt) => fact(DebtPlacedV1, at, debtFacts(debt, by))) : []),
  ]);
