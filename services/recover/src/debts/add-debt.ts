import { Router } from 'express';
import { DebtPlacedV1, type CreditorSettings } from '@fairdue/contracts';
import { answerWith, caller, idempotent, theCreditor } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { againWhenRaced, transaction, type Tx } from '@fairdue/store';
import type { RecoverConfig } from '../config.ts';
import { touchCustomer } from '../customers/customer.store.ts';
import { activeStatesOf, addressesOf, postChargeOffFaults, type Customer } from '../customers/customer.ts';
import { inputInvalid, readWire } from '../wire/read-wire.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { debtFacts } from './debt-facts.ts';
import { debtTermsOf } from './debt-terms.ts';
import { DebtRequest } from './debt.schema.ts';
import { insertDebt } from './debt.store.ts';
import { newDebt } from './debt.ts';
import { debtBody } from './debt.wire.ts';

function readDebt(input: unknown, owner: Customer, { requirePostChargeOffForNY }: CreditorSettings): DebtRequest {
  const request = readWire(DebtRequest, input);
  const faults = postChargeOffFaults(addressesOf(owner), [request], requirePostChargeOffForNY);
  if (faults.length === 0) return request;
  throw inputInvalid(
    'Invalid input.',
    faults.map(({ path, problem }) => ({ path: path.replace('debts[0].', ''), problem })),
  );
}

/** R11: one more debt of a customer. A transaction id places one debt, however often it is sent. */
export const addDebtRoute = (deps: Deps<RecoverConfig>) =>
  Router().post<{ customerId: string }>('/customers/:customerId/debts', idempotent(deps), async (req, res) => {
    const from = caller(req);
    const creditorId = theCreditor(from);
    const add = async (tx: Tx) => {
      const at = deps.now();
      const [customer, terms] = await Promise.all([
        touchCustomer(tx, creditorId, req.params.customerId, at),
        debtTermsOf(deps, creditorId),
      ]);
      const debt = newDebt(readDebt(req.body, customer, terms), creditorId, customer._id, at);
      await insertDebt(tx, debt);
      await enqueue(tx, DebtPlacedV1, at, debtFacts(debt, recordedBy(from)));
      const answer = debtBody(debt, terms, activeStatesOf(customer));
      await answerWith(tx, req, 200, answer);
      return answer;
    };
    res.json(await againWhenRaced(() => transaction(deps.db, add)));
  });
