import { Refused } from '@fairdue/refused';
import type { CommunicatorDeps } from '../config.ts';
import { askRecover } from './ask-recover.ts';
import { debtsOf, findByReference, loadCustomers } from './customer.store.ts';
import type { Customer, Debt } from './customer.ts';

type Deps = Pick<CommunicatorDeps, 'db' | 'upstream'>;
type Reading = { kind: 'ours' | 'theirs'; value: string };

const oursOrNumeric = /^[A-Z][A-Z0-9]-[A-Z0-9]+-[A-Z0-9]+|^\d+$/;

/** What an id in a body may mean, likeliest first: `ext-` and the creditor's own id, one of ours, or the creditor's own as it is (1.2). */
export function readingsOf(id: string): Reading[] {
  if (id.startsWith('ext-')) return [{ kind: 'theirs', value: id.slice(4) }];
  const theirs: Reading = { kind: 'theirs', value: id };
  return oursOrNumeric.test(id) ? [{ kind: 'ours', value: id }, theirs] : [theirs];
}

/** The person somebody means. Of whom no event has told us yet, recover is asked. */
export async function knowPerson(deps: Deps, creditorId: string, personId: string): Promise<Customer> {
  const readings = readingsOf(personId);
  for (const { kind, value } of readings) {
    const known =
      kind === 'ours'
        ? (await loadCustomers(deps, creditorId, [value])).get(value)
        : await findByReference(deps, creditorId, value);
    if (known) return known;
  }
  for (const { kind, value } of readings) {
    const told = await askRecover(deps, creditorId, kind === 'ours' ? { customerId: value } : { reference: value });
    if (told) return told;
  }
  throw new Refused('not-found', 'person-not-found', 'There is no such person.', [
    { path: 'personId', problem: 'is nobody of this company' },
  ]);
}

/** The debts somebody means, in that order. One of another person is one that does not exist. */
export async function knowLoans(deps: Deps, person: Customer, loanIds: readonly string[]): Promise<Debt[]> {
  if (loanIds.length === 0) return [];
  const { creditorId, _id: customerId } = person;
  const find = async (): Promise<(Debt | undefined)[]> => {
    const own = await debtsOf(deps, creditorId, customerId);
    return loanIds.map((loanId) => loanAmong(own, loanId));
  };
  let found = await find();
  if (found.includes(undefined) && (await askRecover(deps, creditorId, { customerId }))) found = await find();
  return found.map((debt) => {
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
