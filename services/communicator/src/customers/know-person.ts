import { Refused } from '@fairdue/refused';
import type { Reader } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { askRecover } from './ask-recover.ts';
import { debtsOf, findByReference, findByReferences, loadCustomers } from './customer.store.ts';
import type { Customer, Debt } from './customer.ts';
import { readingsOf, type Reading } from './reference.ts';

type Deps = Pick<CommunicatorDeps, 'db' | 'upstream'>;
/** The person that one of the readings is of, as far as events have told. */
export async function knownPerson(
  from: Reader,
  creditorId: string,
  readings: readonly Reading[],
): Promise<Customer | undefined> {
  for (const { kind, value } of readings) {
    const known =
      kind === 'ours'
        ? (await loadCustomers(from, creditorId, [value])).get(value)
        : await findByReference(from, creditorId, value);
    if (known) return known;
  }
  return undefined;
}

/** Recover is asked for the person, of whom no event has told us yet. */
export async function learnPerson(
  deps: Deps,
  creditorId: string,
  readings: readonly Reading[],
): Promise<Customer | undefined> {
  for (const { kind, value } of readings) {
    const told = await askRecover(deps, creditorId, kind === 'ours' ? { customerId: value } : { reference: value });
    if (told) return told;
  }
  return undefined;
}

/** The person somebody means. */
export async function knowPerson(deps: Deps, creditorId: string, personId: string): Promise<Customer> {
  const readings = readingsOf(personId);
  const person = (await knownPerson(deps, creditorId, readings)) ?? (await learnPerson(deps, creditorId, readings));
  if (person) return person;
  throw new Refused('not-found', 'person-not-found', 'There is no such person.', [
    { path: 'personId', problem: 'is nobody of this company' },
  ]);
}

/** The same of many at once, by the id each of them was named with. */
export async function knowPeople(
  deps: Deps,
  creditorId: string,
  personIds: readonly string[],
): Promise<Map<string, Customer>> {
  const readings = personIds.flatMap(readingsOf);
  const valuesOf = (kind: Reading['kind']) => readings.filter((each) => each.kind === kind).map(({ value }) => value);
  const known = {
    ours: await loadCustomers(deps, creditorId, valuesOf('ours')),
    theirs: await findByReferences(deps, creditorId, valuesOf('theirs')),
  };
  const people = new Map<string, Customer>();
  for (const id of personIds) {
    const found = readingsOf(id).map(({ kind, value }) => known[kind].get(value));
    people.set(id, found.find((one) => one !== undefined) ?? (await knowPerson(deps, creditorId, id)));
  }
  return people;
}

type Whose = Pick<Customer, 'creditorId' | '_id'>;

/** The debts of a person that are meant, in that order; of another person’s there are none. */
export async function loansAmongKnown(
  from: Reader,
  { creditorId, _id: customerId }: Whose,
  loanIds: readonly string[],
): Promise<(Debt | undefined)[]> {
  if (loanIds.length === 0) return [];
  const own = await debtsOf(from, creditorId, customerId);
  return loanIds.map((loanId) => loanAmong(own, loanId));
}

/** The same; when there is one that no event has told of, recover is asked. */
export async function loansOf(deps: Deps, whose: Whose, loanIds: readonly string[]): Promise<(Debt | undefined)[]> {
  const found = await loansAmongKnown(deps, whose, loanIds);
  const { creditorId, _id: customerId } = whose;
  if (!found.includes(undefined) || !(await askRecover(deps, creditorId, { customerId }))) return found;
  return loansAmongKnown(deps, whose, loanIds);
}

/** The debts somebody means. One of another person is one that does not exist. */
export async function knowLoans(deps: Deps, person: Customer, loanIds: readonly string[]): Promise<Debt[]> {
  return (await loansOf(deps, person, loanIds)).map((debt) => {
    if (debt) return debt;
    throw new Refused('not-found', 'loan-not-found', 'That loan is not of this person.', [
      { path: 'loanId', problem: 'is no loan of this person' },
    ]);
  });
}

function loanAmong(own: readonly Debt[], loanId: string): Debt | undefined {
  for (const { kind, value } of readingsOf(loanId)) {
    const found = own.find((debt) => (kind === 'ours' ? debt._id : debt.transactionId) === value);
    if (found) return found;
  }
  return undefined;
}
