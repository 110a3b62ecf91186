import { Router } from 'express';
import { z } from 'zod';
import { answerWith, caller, idempotent, read, theCreditors } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { loadDebt } from '../debts/debt.store.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { bookPayment } from './book-payment.ts';
import { ledgerOf, loadPayment } from './payment.store.ts';
import { paymentAnswer } from './payment-answer.ts';
import { settlePayment } from './taken-payment.ts';

export const SettlementRequest = z.strictObject({});

/** The money the agency took has arrived: it is booked like any other. */
export const settlePaymentRoute = (deps: Deps) =>
  Router().post<string, { paymentId: string }>(
    '/agency/v1/payments/:paymentId/settle',
    idempotent(deps),
    async (req, res) => {
      const from = caller(req);

      const answer = await transaction(deps.db, async (tx) => {
        const taken = await loadPayment(tx, theCreditors(from), req.params.paymentId);
        read(SettlementRequest, req.body);
        const { creditorId, debtId } = taken;
        const { debt, payment } = settlePayment(taken, await loadDebt(tx, creditorId, debtId));
        await bookPayment(tx, debt, await ledgerOf(tx, creditorId, debtId), payment, recordedBy(from), deps.now());
        const settled = paymentAnswer(payment);
        await answerWith(tx, req, 200, settled);
        return settled;
      });
      res.json(answer);
    },
  );
