import { Refused, Unavailable } from '@fairdue/refused';
import { currentTrace, inTrace } from '@fairdue/telemetry';
import type { Customer } from '../customers/customer.ts';
import type { CustomerRef } from '../customers/customer.store.ts';
import type { Circumstances, Effect } from './effect.ts';

/** One step about one customer. It is pure, as a transaction that lost a race runs it again on fresh data. */
export type Step<Answer> = (customer: Customer, circumstances: Circumstances) => Effect<Answer>;

export type Waiting = CustomerRef & {
  step: Step<unknown>;
  /** A hold: it goes before whatever else waits. */
  isFirst: boolean;
  resolve: (answer: unknown) => void;
  reject: (error: unknown) => void;
};

export type Outcome = { answer: unknown } | { error: unknown };

/** Runs the steps, in the order given per customer, in one transaction; an outcome for each. */
export type Commit = (steps: readonly Waiting[]) => Promise<Outcome[]>;

const customersPerTransaction = 50;

/**
 * Steps that wait, by customer. Those of one customer never run at the same time in this process, and those that wait
 * together share a transaction: sixty-four asks for one slot are one write, not sixty-four that fight.
 */
export class CustomerQueue {
  readonly #commit: Commit;
  readonly #transactionsMax: number;
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #busy = new Set<string>();
  readonly #urgent = new Set<string>();
  #running = 0;
  #pumping = false;

  constructor(commit: Commit, transactionsMax: number) {
    this.#commit = commit;
    this.#transactionsMax = transactionsMax;
  }

  submit<Answer>(
    { creditorId, customerId }: CustomerRef,
    step: Step<Answer>,
    { isFirst = false } = {},
  ): Promise<Answer> {
    const trace = currentTrace();
    // Steps of several share a transaction: what each says belongs to the trace of whoever asked.
    const own: Step<Answer> = trace ? (customer, given) => inTrace(trace, () => step(customer, given)) : step;
    return new Promise<Answer>((resolve, reject) => {
      const one = {
        creditorId, customerId, step: own, isFirst, resolve: resolve as Waiting['resolve'], reject,
      }; // prettier-ignore
      const queue = this.#waiting.get(customerId) ?? [];
      if (isFirst) {
        queue.splice(queue.filter((other) => other.isFirst).length, 0, one);
        this.#urgent.add(customerId);
      } else queue.push(one);
      this.#waiting.set(customerId, queue);
      this.#pumpSoon();
    });
  }

  isQuiet(): boolean {
    return this.#waiting.size === 0 && this.#running === 0;
  }

  /** Once per turn of the event loop, so that a batch of asks is seen whole. */
  #pumpSoon(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    setImmediate(() => {
      this.#pumping = false;
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#running < this.#transactionsMax || this.#urgent.size > 0) {
      const taken = this.#take();
      if (taken.length === 0) return;
      this.#running += 1;
      void this.#run(taken).finally(() => {
        this.#running -= 1;
        for (const { customerId } of taken) this.#busy.delete(customerId);
        this.#pumpSoon();
      });
    }
  }

  /** Holds do not share their transaction with strangers: nobody else's trouble may delay them. */
  #take(): Waiting[] {
    const urgent = [...this.#urgent].find((customerId) => !this.#busy.has(customerId));
    if (urgent === undefined && this.#running >= this.#transactionsMax) return [];
    const keys = urgent !== undefined ? [urgent] : this.#freeCustomers();
    return keys.flatMap((customerId) => {
      const queue = this.#waiting.get(customerId) ?? [];
      this.#waiting.delete(customerId);
      this.#urgent.delete(customerId);
      this.#busy.add(customerId);
      return queue;
    });
  }

  #freeCustomers(): string[] {
    const free: string[] = [];
    for (const customerId of this.#waiting.keys()) {
      if (!this.#busy.has(customerId)) free.push(customerId);
      if (free.length === customersPerTransaction) break;
    }
    return free;
  }

  async #run(steps: readonly Waiting[]): Promise<void> {
    try {
      settle(steps, await this.#commit(steps));
    } catch (error) {
      const customerIds = [...new Set(steps.map(({ customerId }) => customerId))];
      if (error instanceof Unavailable || error instanceof Refused || customerIds.length === 1)
        return settle(
          steps,
          steps.map(() => ({ error })),
        );
      // One customer's fault must not become everybody's: alone, each succeeds or fails for itself.
      for (const id of customerIds) await this.#run(steps.filter(({ customerId }) => customerId === id));
    }
  }
}

function settle(steps: readonly Waiting[], outcomes: readonly Outcome[]): void {
  for (const [i, { resolve, reject }] of steps.entries()) {
    const outcome = outcomes[i];
    if (outcome && 'answer' in outcome) resolve(outcome.answer);
    else reject(outcome?.error ?? new Error('A step got no outcome.'));
  }
}
