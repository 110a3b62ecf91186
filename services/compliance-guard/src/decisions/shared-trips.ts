import { gathered, transaction } from '@fairdue/store';
import { loadSettings } from '../creditors/creditor-settings.ts';
import { findCustomers, type Sought } from '../customers/customer.store.ts';
import { addEvidence, type EvidenceDraft } from '../evidence/evidence.store.ts';
import type { Guard } from '../permits/guard.ts';
import { addDecisions, type DecisionRow } from './decision.store.ts';

type Kept = { decision: DecisionRow; evidence: EvidenceDraft };

/**
 * The round trips of a question to the store. Questions that are asked at the same time share them: what they read they
 * read after each of them was asked, and what they keep is kept before any of them is answered.
 */
export const sharedTrips = ({ deps: { db }, completeness }: Pick<Guard, 'deps' | 'completeness'>) => ({
  customerOf: gathered((sought: readonly Sought[]) => findCustomers(db, sought)),
  isComplete: gathered(async (customerIds: readonly string[]) =>
    customerIds.map(await completeness(customerIds.map((customerId) => ({ customerId })))),
  ),
  settingsOf: gathered(async (creditorIds: readonly string[]) => creditorIds.map(await loadSettings(db, creditorIds))),
  keep: gathered((kept: readonly Kept[]) =>
    transaction(db, async (tx) => {
      await addDecisions(
        tx,
        kept.map(({ decision }) => decision),
      );
      await addEvidence(
        tx,
        kept.map(({ evidence }) => evidence),
      );
      return kept;
    }),
  ),
});
export type SharedTrips = ReturnType<typeof sharedTrips>;
