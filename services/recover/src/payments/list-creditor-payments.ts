import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { caller, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { Flag, readQuery, windowWith } from '../wire/query.ts';
import { paymentsOfCreditor } from './payment.store.ts';
import type { Payment } from './payment.ts';
import { PaymentBody, paymentBody } from './payment.wire.ts';

const windowMsMax = 90 * 86_400_000;

export const CreditorPaymentsQuery = windowWith({ includeUnsettledPayments: Flag.default(false) }).refine(
  ({ startTime, endTime }) => startTime && endTime && endTime.getTime() - startTime.getTime() < windowMsMax,
  'startTime and endTime are required and must be less than 90 days apart.',
);

const CreditorPayment = PaymentBody.extend({ debtId: Id, customerId: Id }).meta({ id: 'CreditorPayment' });
export const CreditorPayments = z.strictObject({ payments: z.array(CreditorPayment).exactOptional() });

/** The bytes of the answer, a payment at a time. Nothing is `{}`, not an empty list. */
async function* answerOf(found: AsyncIterable<Payment>): AsyncGenerator<string, void, undefined> {
  let isFirst = true;
  for await (const payment of found) {
    const { debtId, customerId } = payment;
    const shown: z.infer<typeof CreditorPayment> = { ...paymentBody(payment), debtId, customerId };
    yield (isFirst ? '{"payments":[' : ',') + JSON.stringify(shown);
    isFirst = false;
  }
  yield isFirst ? '{}' : ']}';
}

/** R23: what was paid on all debts of a creditor. It is sent as it is read, so that its size costs no memory. */
export const listCreditorPaymentsRoute = ({ db }: Deps) =>
  Router().get('/customers/payments', async (req, res) => {
    const creditorId = theCreditor(caller(req));
    const { includeUnsettledPayments: withUnsettled, ...window } = readQuery(CreditorPaymentsQuery, req.query);

    const answer = answerOf(paymentsOfCreditor({ db }, creditorId, window, { withUnsettled }));
    const start = await answer.next(); // a store that is away is a 503 still
    res.type('json').write(start.value);
    await pipeline(Readable.from(answer), res);
  });
