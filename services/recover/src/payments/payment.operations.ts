import { idempotencyHeader, type Operation } from '@fairdue/http';
import { WindowQuery } from '../wire/query.ts';
import { FailureRequest } from './fail-payment.ts';
import { CreditorPayments, CreditorPaymentsQuery } from './list-creditor-payments.ts';
import { PaymentList } from './list-payments.ts';
import { PaymentAnswer } from './payment-answer.ts';
import { PaymentRequest } from './payment.schema.ts';
import { PaymentBody } from './payment.wire.ts';
import { SettlementRequest } from './settle-payment.ts';
import { TakenPaymentRequest } from './taken-payment.schema.ts';

const ofDebt = '/api/v1/customers/{customerId}/debts/{debtId}/payments/';
const tag = 'Payments';
const taken = 'Agency: payments';

export const paymentOperations: readonly Operation[] = [
  {
    id: 'recordPayment',
    method: 'post',
    path: ofDebt,
    summary: 'Records a payment made to the creditor, or money that came back.',
    description: 'A payment lowers the balance; what comes back raises it again. A balance of zero ends the debt.',
    tag,
    headers: idempotencyHeader,
    body: PaymentRequest,
    answers: { 200: PaymentBody },
    refusals: [400, 404, 409, 422],
    permission: 'recover.payments:write',
    example: {
      given: 'a placed debt',
      body: {
        amount: { amount: 5_000, currency: 'USD' },
        payee: 'CREDITOR',
        transactionReference: 'PAY-771',
        transactionType: 'PAYMENT',
        paymentTimestamp: 1_719_835_200_000,
      },
      status: 200,
    },
  },
  {
    id: 'listPayments',
    method: 'get',
    path: ofDebt,
    summary: 'Lists what was paid on a debt, oldest first; `{}` when nothing was.',
    tag,
    query: WindowQuery,
    answers: { 200: PaymentList },
    refusals: [400, 404],
    permission: 'recover.payments:read',
    example: { given: 'a payment', status: 200 },
  },
  {
    id: 'listCreditorPayments',
    method: 'get',
    path: '/api/v1/customers/payments/',
    summary: 'Lists what was paid on all debts of the creditor within less than 90 days.',
    tag,
    query: CreditorPaymentsQuery,
    answers: { 200: CreditorPayments },
    refusals: [400],
    permission: 'recover.payments:read',
    example: {
      given: 'a payment',
      query: { startTime: '1767225600000', endTime: '1769904000000', includeUnsettledPayments: 'true' },
      status: 200,
    },
  },
  {
    id: 'takePayment',
    method: 'post',
    path: '/agency/v1/payments',
    summary: 'Takes money for the creditor. It counts once it is settled.',
    tag: taken,
    headers: idempotencyHeader,
    body: TakenPaymentRequest,
    answers: { 201: PaymentAnswer },
    refusals: [400, 404, 409, 422],
    permission: 'agency.payments:write',
    example: {
      given: 'a debt of the body',
      body: {
        debtId: 'LN-0000000000-0000000000',
        amountCents: 2_500,
        paymentMethod: 'CARD',
        paymentMethodInfo: { cardInfo: { lastFourDigits: '1111', cardType: 'VISA' } },
      },
      status: 201,
    },
  },
  {
    id: 'readPayment',
    method: 'get',
    path: '/agency/v1/payments/{paymentId}',
    summary: 'Shows one payment and whether it has arrived.',
    tag: taken,
    answers: { 200: PaymentAnswer },
    refusals: [404],
    permission: 'agency.payments:read',
    example: { given: 'a taken payment', status: 200 },
  },
  {
    id: 'settlePayment',
    method: 'post',
    path: '/agency/v1/payments/{paymentId}/settle',
    summary: 'Says that money the agency took has arrived: it is booked like any other.',
    tag: taken,
    headers: idempotencyHeader,
    body: SettlementRequest,
    answers: { 200: PaymentAnswer },
    refusals: [400, 404, 409, 422],
    permission: 'agency.payments:write',
    example: { given: 'a taken payment', body: {}, status: 200 },
  },
  {
    id: 'failPayment',
    method: 'post',
    path: '/agency/v1/payments/{paymentId}/fail',
    summary: 'Says that money the agency took will not come.',
    tag: taken,
    headers: idempotencyHeader,
    body: FailureRequest,
    answers: { 200: PaymentAnswer },
    refusals: [400, 404, 409, 422],
    permission: 'agency.payments:write',
    example: { given: 'a taken payment', body: { reason: 'The card was declined.' }, status: 200 },
  },
];
