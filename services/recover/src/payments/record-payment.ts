import { Router } from 'express';
import { answerWith, caller, idempotent, parse, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { loadDebtOf } from '../debts/debt.store.ts';
import { inputInvalid } from '../wire/read-wire.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { bookPayment } from './book-payment.ts';
import { PaymentRequest } from './payment.schema.ts';
import { ledgerOf } from './payment.store.ts';
import { newPayment } from './payment.ts';
import { paymentBody } from './payment.wire.ts';

function readPayment(input: unknown): PaymentRequest {
  const parsed = parse(PaymentRequest, input);
  if ('value' in parsed) return parsed.value;
  const onlyMissing = parsed.faults.every(({ problem }) => problem === 'required');
  throw inputInvalid(onlyMissing ? 'Missing required fields.' : 'Invalid input.', parsed.faults);
}

/**
 * R24: a payment made to the creditor, or one that came back. Those for one debt are booked one after the other: in one
 * process they queue, and of two replicas, as both write the debt, the store lets one run again.
 */
export const recordPaymentRoute = ({ db, now }: Deps) =>
  Router().post<{ customerId: string; debtId: string }>(
    '/customers/:customerId/debts/:debtId/payments',
    idempotent({ db }),
    async (req, res) => {
      const from = caller(req);
      const creditorId = theCreditor(from);
      const { customerId, debtId } = req.params;

      const body = await transaction(
        db,
        async (tx) => {
          const before = await loadDebtOf(tx, creditorId, customerId, debtId);
          const request = readPayment(req.body);
          const earlier = await ledgerOf(tx, creditorId, debtId);
          const at = now();
          const payment = newPayment(request, before, earlier, at);
          await bookPayment(tx, before, earlier, payment, recordedBy(from), at);
          const answer = paymentBody(payment);
          await answerWith(tx, req, 200, answer);
          return answer;
        },
        { about: debtId },
      );
      res.json(body);
    },
  );
