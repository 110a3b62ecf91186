import { Refused } from '@fairdue/refused';
import type { Caller } from '@fairdue/http';
import type { CustomerFact } from '../customers/customer.ts';
import type { EvidenceKind } from '../evidence/evidence.store.ts';
import type { Guard } from '../permits/guard.ts';
import { knowCustomers } from '../permits/know-customers.ts';
import { recordFacts, type FactWish } from './record-facts.ts';
import { thePerson, writtenBy } from './the-person.ts';

type Said = Omit<FactWish, 'from' | 'until'> & { from?: string | undefined; until: string | null };

const wishOf = ({ from, until, ...said }: Said, now: Date): FactWish => {
  const begins = from === undefined ? now : new Date(from);
  const ends = until === null ? null : new Date(until);
  if (ends && ends <= begins) throw new Refused('rule', 'fact-ends-early', 'It would end before it begins.');
  return { ...said, from: begins, until: ends };
};

/**
 * Writes facts into the customer's document, in the same queue and transaction as permits and holds: whatever is
 * decided after the answer knows them.
 */
export async function writeFacts(
  guard: Guard,
  from: Caller,
  personId: string,
  kind: EvidenceKind,
  said: readonly Said[],
): Promise<CustomerFact[]> {
  const { _id: customerId, creditorId } = await thePerson(guard, from, personId);
  await knowCustomers(
    guard,
    said.map(({ contactId, debtId }) => ({
      creditorId,
      customerId,
      ...(contactId !== null && { contactId }),
      ...(debtId !== null && { debtIds: [debtId] }),
    })),
  );
  return guard.queue.submit({ creditorId, customerId }, (customer, { now }) =>
    recordFacts(
      customer,
      said.map((each) => wishOf(each, now)),
      kind,
      writtenBy(from),
      now,
    ),
  );
}
