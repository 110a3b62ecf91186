import type { Fault } from '@fairdue/refused';
import type { DebtRequest } from '../debts/debt.schema.ts';
import { newDebt, type Debt } from '../debts/debt.ts';
import { addressesOf, newCustomer, postChargeOffFaults, type Customer, type PlacementTerms } from './customer.ts';
import type { CustomerRequest } from './customer.schema.ts';

export type Duplicate = { reference?: string; transactionId?: string };

/** What became of one customer of a request. */
export type Placed =
  | { outcome: 'placed'; customer: Customer; debts: Debt[] }
  | { outcome: 'debts-added'; customer: Customer; debts: Debt[]; duplicates: Duplicate[] }
  | { outcome: 'duplicate'; duplicates: Duplicate[] }
  | { outcome: 'invalid'; faults: Fault[]; reference?: string };

/** What is stored already, as far as a request can meet it. */
export type Stored = {
  customers: readonly Customer[];
  transactionIds: readonly string[];
  /** References of customers who were erased: nobody brings them back by placing them again. */
  erasedReferences?: readonly string[];
};

const named = (reference: string | undefined, transactionId?: string): Duplicate => ({
  ...(reference !== undefined && { reference }),
  ...(transactionId !== undefined && { transactionId }),
});

/** The customers of a request one after the other: an earlier one counts as stored for the later ones (R1). */
class Placement {
  readonly #terms: PlacementTerms;
  readonly #customers: Map<string, Customer>;
  readonly #transactionIds: Set<string>;
  readonly #erased: ReadonlySet<string>;

  constructor(stored: Stored, terms: PlacementTerms) {
    this.#terms = terms;
    this.#customers = new Map(
      stored.customers.flatMap((each) => (each.reference === undefined ? [] : [[each.reference, each]])),
    );
    this.#transactionIds = new Set(stored.transactionIds);
    this.#erased = new Set(stored.erasedReferences);
  }

  place(request: CustomerRequest, addDebtsIfPossible: boolean): Placed {
    const { reference, debts } = request;
    const known = reference === undefined ? undefined : this.#customers.get(reference);
    const faults = this.#faultsOf(request, addDebtsIfPossible ? known : undefined);
    if (faults.length > 0) return { outcome: 'invalid', faults, ...named(reference) };
    if (known) return addDebtsIfPossible ? this.#addDebts(known, debts) : this.#duplicate(request, [named(reference)]);
    if (reference !== undefined && this.#erased.has(reference)) return this.#duplicate(request, [named(reference)]);
    if (this.#repeated(debts).length > 0) return this.#duplicate(request, []);
    return this.#placeNew(request);
  }

  #faultsOf({ addresses, debts }: CustomerRequest, owner: Customer | undefined): Fault[] {
    const said = addresses.map(({ state, countryCode, meta }) => {
      return { state, countryCode, isActive: meta?.isActive ?? true };
    });
    const places = owner ? [...said, ...addressesOf(owner)] : said;
    return postChargeOffFaults(places, debts, this.#terms.settings.requirePostChargeOffForNY);
  }

  #placeNew(request: CustomerRequest): Placed {
    const customer = newCustomer(request, this.#terms);
    if (customer.reference !== undefined) this.#customers.set(customer.reference, customer);
    return { outcome: 'placed', customer, debts: request.debts.map((debt) => this.#newDebt(debt, customer._id)) };
  }

  /** A debt without an id of its own is not added: a retry would place it twice. Name and contacts are not touched. */
  #addDebts(known: Customer, debts: readonly DebtRequest[]): Placed {
    const taken = new Set(this.#transactionIds);
    const duplicates: Duplicate[] = [];
    const fresh = debts.filter(({ transactionId }) => {
      const repeats = transactionId === undefined || taken.has(transactionId);
      if (repeats) duplicates.push(named(known.reference, transactionId));
      else taken.add(transactionId);
      return !repeats;
    });
    if (fresh.length === 0) return { outcome: 'duplicate', duplicates };
    const customer = { ...known, lastModified: this.#terms.now };
    this.#customers.set(String(customer.reference), customer);
    const added = fresh.map((debt) => this.#newDebt(debt, customer._id));
    return { outcome: 'debts-added', customer, debts: added, duplicates };
  }

  #newDebt(request: DebtRequest, customerId: string): Debt {
    if (request.transactionId !== undefined) this.#transactionIds.add(request.transactionId);
    return newDebt(request, this.#terms.creditorId, customerId, this.#terms.now);
  }

  #duplicate({ reference, debts }: CustomerRequest, first: Duplicate[]): Placed {
    const repeated = this.#repeated(debts).map((transactionId) => named(reference, transactionId));
    return { outcome: 'duplicate', duplicates: [...first, ...repeated] };
  }

  /** Transaction ids that are stored, or that two debts of the customer share: each once. */
  #repeated(debts: readonly DebtRequest[]): string[] {
    const ids = debts.flatMap(({ transactionId }) => (transactionId === undefined ? [] : [transactionId]));
    return [...new Set(ids.filter((id, i) => this.#transactionIds.has(id) || ids.indexOf(id) !== i))];
  }
}

export function placeCustomers(
  requests: readonly CustomerRequest[],
  stored: Stored,
  addDebtsIfPossible: boolean,
  terms: PlacementTerms,
): Placed[] {
  const placement = new Placement(stored, terms);
  return requests.map((request) => placement.place(request, addDebtsIfPossible));
}
