import { Unavailable } from '@fairdue/refused';
import { customersByReference } from '../customers/customer.store.ts';
import { fetchCustomer } from '../customers/fetch-customer.ts';
import type { Guard } from '../permits/guard.ts';
import { knowCustomers } from '../permits/know-customers.ts';
import type { ImportLine } from './import-line.ts';

const fetchedAtOnce = 8;

/** Customers by what lines call them. Whoever is missing, recover does not know either. */
export type Persons = ReadonlyMap<string, string>;

const personIdOf = (line: ImportLine): string[] => ('personId' in line ? [line.personId] : []);

/** Who is meant. Whom no event has told us of yet, recover is asked for; while it is away, nothing is concluded. */
export async function personsOf(guard: Guard, creditorId: string, lines: readonly ImportLine[]): Promise<Persons> {
  const { deps } = guard;
  const named = [...new Set(lines.flatMap(personIdOf))];
  const ids = named.filter((id) => !id.startsWith('ext-'));
  const references = named.filter((id) => id.startsWith('ext-')).map((id) => id.slice(4));

  const unanswered = await knowCustomers(
    guard,
    ids.map((customerId) => ({ creditorId, customerId })),
  );
  if (unanswered.size > 0) throw new Unavailable('customer-unknown-yet', 'Recover could not be asked.', 5);
  const persons = new Map(ids.map((id) => [id, id]));
  const known = await customersByReference(deps.db, creditorId, references);
  const unknown = references.filter((reference) => !known.has(reference));
  for (const [reference, customerId] of known) persons.set(`ext-${reference}`, customerId);
  for (let i = 0; i < unknown.length; i += fetchedAtOnce)
    await Promise.all(
      unknown.slice(i, i + fetchedAtOnce).map(async (reference) => {
        const fetched = await fetchCustomer(deps, creditorId, { reference });
        if (fetched) persons.set(`ext-${reference}`, fetched._id);
      }),
    );
  return persons;
}
