import { Router } from 'express';
import { z } from 'zod';
import { caller, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { loadDebtOf } from '../debts/debt.store.ts';
import { readQuery, WindowQuery } from '../wire/query.ts';
import { paymentsOf } from './payment.store.ts';
import { PaymentBody, paymentBody } from './payment.wire.ts';

export const PaymentList = z.strictObject({ payments: z.array(PaymentBody).exactOptional() });

/** R22: what was paid on a debt, oldest first. Nothing is `{}`, not an empty list. */
export const listPaymentsRoute = ({ db }: Deps) =>
  Router().get('/customers/:customerId/debts/:debtId/payments', async (req, res) => {
    const creditorId = theCreditor(caller(req));
    const { customerId, debtId } = req.params;
    await loadDebtOf({ db }, creditorId, customerId, debtId);
    const payments = await paymentsOf({ db }, creditorId, debtId, readQuery(WindowQuery, req.query));
    const answer: z.infer<typeof PaymentList> = payments.length > 0 ? { payments: payments.map(paymentBody) } : {};
    res.json(answer);
  });
