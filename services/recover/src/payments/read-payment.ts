import { Router } from 'express';
import { caller, theCreditors } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { loadPayment } from './payment.store.ts';
import { paymentAnswer } from './payment-answer.ts';

export const readPaymentRoute = ({ db }: Deps) =>
  Router().get('/agency/v1/payments/:paymentId', async (req, res) => {
    res.json(paymentAnswer(await loadPayment({ db }, theCreditors(caller(req)), req.params.paymentId)));
  });
