import type { Fault } from '@fairdue/refused';
import { inputInvalid } from '../wire/read-wire.ts';
import { listLengthMax } from '../wire/scalars.ts';
import type { Contact } from './contact.ts';

const lists = { address: 'addresses', phone: 'phones', email: 'emails' } as const;

/** However often lists are sent, a customer's facts have to fit into one event: switched-off contacts count too. */
export function requireRoom(contacts: readonly Contact[]): void {
  const faults: Fault[] = Object.entries(lists)
    .filter(([kind]) => contacts.filter((contact) => contact.kind === kind).length > listLengthMax)
    .map(([, path]) => ({ path, problem: `at most ${listLengthMax} are kept of a customer` }));
  if (faults.length > 0) throw inputInvalid('Invalid contact information.', faults);
}
