import { Router } from 'express';
import { DebtPlacedV1 } from '@fairdue/contracts';
import { answerWith, caller, idempotent, theCreditor } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { settingsOf } from '../creditors/creditor.store.ts';
import { loadCustomer, saveCustomers } from '../customers/customer.store.ts';
import { addressesOf, postChargeOffFaults } from '../customers/customer.ts';
import { inputInvalid, readWire } from '../wire/read-wire.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { debtFacts } from './debt-facts.ts';
import { DebtRequest } from './debt.schema.ts';
import { insertDebts, usedTransactionIds } from './debt.store.ts';
import { newDebt } from './debt.ts';
import { debtBody } from './debt.wire.ts';

const transactionIdUsed = (transactionId: string): Refused =>
  new Refused('conflict', 'transaction-id-used', 'Object already exists.', [
    { path: 'transactionId', problem: transactionId },
  ]);

/** R11: one more debt of a customer. A transaction id places one debt, however often it is sent. */
export const addDebtRoute = ({ db, now }: Deps) =>
  Router().post<{ customerId: string }>('/customers/:customerId/debts', idempotent({ db }), async (req, res) => {
    const from = caller(req);
    const creditorId = theCreditor(from);
    const settings = await settingsOf(db, creditorId);

    const body = await transaction(db, async (tx) => {
      const customer = await loadCustomer(tx, creditorId, req.params.customerId);
      const request = readWire(DebtRequest, req.body);
      const faults = postChargeOffFaults(addressesOf(customer), [request], settings.requirePostChargeOffForNY);
      if (faults.length > 0)
        throw inputInvalid(
          'Invalid input.',
          faults.map(({ path, problem }) => ({ path: path.replace('debts[0].', ''), problem })),
        );
      const { transactionId } = request;
      if (transactionId !== undefined && (await usedTransactionIds(tx, creditorId, [transactionId])).length > 0)
        throw transactionIdUsed(transactionId);

      const at = now();
      const debt = newDebt(request, creditorId, customer._id, at);
      await insertDebts(tx, [debt]);
      await saveCustomers(tx, [{ ...customer, lastModified: at }]);
      await enqueue(tx, DebtPlacedV1, at, debtFacts(debt, recordedBy(from)));
      const answer = debtBody(debt, settings);
      await answerWith(tx, req, 200, answer);
      return answer;
    });
    res.json(body);
  });
