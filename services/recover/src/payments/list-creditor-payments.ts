import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { caller, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { queryFlag, queryWindow, type TimeWindow } from '../wire/query.ts';
import { requestInvalid } from '../wire/read-wire.ts';
import { paymentsOfCreditor } from './payment.store.ts';
import type { Payment } from './payment.ts';
import { paymentBody } from './payment.wire.ts';

const windowMsMax = 90 * 86_400_000;

function readWindow(query: Record<string, unknown>): TimeWindow {
  const { from, until } = queryWindow(query);
  if (from && until && until.getTime() - from.getTime() < windowMsMax) return { from, until };
  throw requestInvalid('startTime and endTime are required and must be less than 90 days apart.');
}

/** The bytes of the answer, a payment at a time. Nothing is `{}`, not an empty list. */
async function* answerOf(found: AsyncIterable<Payment>): AsyncGenerator<string, void, undefined> {
  let isFirst = true;
  for await (const payment of found) {
    const { debtId, customerId } = payment;
    yield (isFirst ? '{"payments":[' : ',') + JSON.stringify({ ...paymentBody(payment), debtId, customerId });
    isFirst = false;
  }
  yield isFirst ? '{}' : ']}';
}

/** R23: what was paid on all debts of a creditor. It is sent as it is read, so that its size costs no memory. */
export const listCreditorPaymentsRoute = ({ db }: Deps) =>
  Router().get('/customers/payments', async (req, res) => {
    const creditorId = theCreditor(caller(req));
    const window = readWindow(req.query);
    const withUnsettled = queryFlag('includeUnsettledPayments', req.query['includeUnsettledPayments']);

    const answer = answerOf(paymentsOfCreditor({ db }, creditorId, window, { withUnsettled }));
    const start = await answer.next(); // a store that is away is a 503 still
    res.type('json').write(start.value);
    await pipeline(Readable.from(answer), res);
  });
