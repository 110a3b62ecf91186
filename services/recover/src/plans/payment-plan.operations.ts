import { idempotencyHeader, type Operation } from '@fairdue/http';
import { z } from 'zod';
import { ListPlansQuery } from './list-plans.ts';
import { PlanRequest, PlanTerms, Revocation } from './payment-plan.schema.ts';
import { PlanBody } from './payment-plan.wire.ts';
import { PlanAnswer } from './plan-answer.ts';

const tag = 'Agency: payment plans';
const one = '/agency/v1/plans/{planId}';

const terms = {
  installments: [
    { dueDate: '2026-02-01T00:00:00.000Z', amountCents: 6_000 },
    { dueDate: '2026-03-01T00:00:00.000Z', amountCents: 6_000 },
  ],
  frequency: 'MONTHLY',
  consent: { ip: '203.0.113.9', time: '2026-01-05T11:00:00.000Z' },
};

export const planOperations: readonly Operation[] = [
  {
    id: 'listPaymentPlans',
    method: 'get',
    path: '/api/v1/debts/{debtId}/paymentPlans',
    summary: 'Shows the active payment plan of a debt, and those that ended within a window.',
    description:
      'Without `withInactivated=false`, `from` and `to` are required; when one is missing the refusal is a page.',
    tag: 'Payment plans',
    query: ListPlansQuery,
    answers: { 200: z.array(PlanBody) },
    refusals: [400, 404],
    refusalPages: [400],
    permission: 'recover.debts:read',
    example: { given: 'a started plan', query: { withInactivated: 'false' }, status: 200 },
  },
  {
    id: 'startPlan',
    method: 'post',
    path: '/agency/v1/plans',
    summary: 'A customer agrees to pay in installments. A debt is on one plan at a time.',
    tag,
    headers: idempotencyHeader,
    body: PlanRequest,
    answers: { 201: PlanAnswer },
    refusals: [400, 404, 409, 422],
    permission: 'agency.plans:write',
    example: {
      given: 'a debt of the body',
      body: { debtId: 'LN-0000000000-0000000000', ...terms },
      status: 201,
    },
  },
  {
    id: 'readPlan',
    method: 'get',
    path: one,
    summary: 'Shows one payment plan, installment by installment.',
    tag,
    answers: { 200: PlanAnswer },
    refusals: [404],
    permission: 'agency.plans:read',
    example: { given: 'a started plan', status: 200 },
  },
  {
    id: 'replacePlan',
    method: 'post',
    path: `${one}/replace`,
    summary: 'New terms: the plan so far is revoked, and what was not yet paid is agreed anew, in one step.',
    tag,
    headers: idempotencyHeader,
    body: PlanTerms,
    answers: { 201: PlanAnswer },
    refusals: [400, 404, 409, 422],
    permission: 'agency.plans:write',
    example: { given: 'a started plan', body: terms, status: 201 },
  },
  {
    id: 'revokePlan',
    method: 'post',
    path: `${one}/revoke`,
    summary: 'Gives a plan up. What was paid on it stays paid, and the debt is open again.',
    tag,
    headers: idempotencyHeader,
    body: Revocation,
    answers: { 200: PlanAnswer },
    refusals: [400, 404, 409, 422],
    permission: 'agency.plans:write',
    example: {
      given: 'a started plan',
      body: { revocationReason: 'REQUESTED_PLAN_CANCELLATION', reason: 'The customer asked for it.' },
      status: 200,
    },
  },
];
