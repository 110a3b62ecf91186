import { Router } from 'express';
import { DebtUpdatedV1 } from '@fairdue/contracts';
import { answerWith, caller, idempotent, read, theCreditors } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import type { RecoverConfig } from '../config.ts';
import { statesOfCustomer } from '../customers/customer.store.ts';
import { debtFacts } from '../debts/debt-facts.ts';
import { debtTermsOf } from '../debts/debt-terms.ts';
import { loadDebtAmong, saveDebt } from '../debts/debt.store.ts';
import { requireCollectable } from '../debts/prohibited-actions.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { savePayment } from './payment.store.ts';
import { paymentAnswer } from './payment-answer.ts';
import { TakenPaymentRequest } from './taken-payment.schema.ts';
import { takePayment } from './taken-payment.ts';

/** The agency takes money for the creditor. It counts once it is settled. */
export const takePaymentRoute = (deps: Deps<RecoverConfig>) =>
  Router().post('/agency/v1/payments', idempotent(deps), async (req, res) => {
    const from = caller(req);
    const request = read(TakenPaymentRequest, req.body);

    const answer = await transaction(deps.db, async (tx) => {
      const before = await loadDebtAmong(tx, theCreditors(from), request.debtId);
      const { creditorId, customerId } = before;
      const terms = await debtTermsOf(deps, creditorId);
      requireCollectable({ terms, states: await statesOfCustomer(tx, creditorId, customerId) });
      const at = deps.now();
      const { debt, payment } = takePayment(request, before, at);
      await savePayment(tx, payment);
      await saveDebt(tx, debt);
      const { _id: paymentId, amountCents } = payment;
      const about = { paymentId, amountCents, state: 'unsettled' as const };
      await enqueue(tx, DebtUpdatedV1, at, { ...debtFacts(debt, recordedBy(from)), payment: about });
      const taken = paymentAnswer(payment);
      await answerWith(tx, req, 201, taken);
      return taken;
    });
    res.status(201).json(answer);
  });
