import { transaction, type Connection } from '@fairdue/store';
import { saveCustomers } from '../customers/customer.store.ts';
import { unknownCustomer } from '../customers/customer.ts';
import { saveDocuments } from '../documents/document.store.ts';
import { documentFrom, type DebtFacts } from '../documents/document.ts';
import { aDebt } from './facts.ts';

type Many = { creditorId: string; count: number; now: Date; debtOf?: (n: number) => Partial<DebtFacts> };

const atOnce = 1_000;

/** Documents as the facts about so many debts would leave them, one customer each and all behind unless said otherwise. */
export async function storeDocuments(db: Connection, { creditorId, count, now, debtOf = () => ({}) }: Many) {
  for (let from = 0; from < count; from += atOnce) {
    const rows = Array.from({ length: Math.min(atOnce, count - from) }, (_, i) => {
      const id = `${creditorId.slice(3)}X${from + i}`.replaceAll('-', '');
      const debt = aDebt({ creditorId, customerId: `BO-1-${id}`, debtId: `LN-1-${id}`, ...debtOf(from + i) });
      const document = documentFrom(debt, undefined, now);
      if (!document) throw new Error('A first fact always makes a document.');
      return { document, customerId: debt.customerId };
    });
    const people = [...new Set(rows.map(({ customerId }) => customerId))].map((customerId) => ({
      ...unknownCustomer(creditorId, customerId),
      zones: ['America/New_York'],
    }));
    await transaction(db, async (tx) => {
      await saveDocuments(tx, rows.map(({ document }) => document));
      await saveCustomers(tx, people);
    });
  }
} // prettier-ignore
