import { Router } from 'express';
import { z } from 'zod';
import { DebtUpdatedV1 } from '@fairdue/contracts';
import { answerWith, caller, idempotent, read, theCreditors } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { debtFacts } from '../debts/debt-facts.ts';
import { loadDebt, saveDebt } from '../debts/debt.store.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { loadPayment, savePayment } from './payment.store.ts';
import { paymentAnswer } from './payment-answer.ts';
import { failPayment } from './taken-payment.ts';

export const FailureRequest = z.strictObject({ reason: z.string().trim().min(1).max(500) });

/** The money the agency took will not come: the card was declined, the account had nothing. */
export const failPaymentRoute = (deps: Deps) =>
  Router().post<string, { paymentId: string }>(
    '/agency/v1/payments/:paymentId/fail',
    idempotent(deps),
    async (req, res) => {
      const from = caller(req);

      const answer = await transaction(deps.db, async (tx) => {
        const taken = await loadPayment(tx, theCreditors(from), req.params.paymentId);
        const { reason } = read(FailureRequest, req.body);
        const at = deps.now();
        const before = await loadDebt(tx, taken.creditorId, taken.debtId);
        const { debt, payment } = failPayment(taken, before, reason, at);
        await savePayment(tx, payment);
        await saveDebt(tx, debt);
        const { _id: paymentId, amountCents } = payment;
        const about = { paymentId, amountCents, state: 'failed' as const };
        await enqueue(tx, DebtUpdatedV1, at, { ...debtFacts(debt, recordedBy(from)), payment: about });
        const failed = paymentAnswer(payment);
        await answerWith(tx, req, 200, failed);
        return failed;
      });
      res.json(answer);
    },
  );
