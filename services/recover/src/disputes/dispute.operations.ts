import { idempotencyHeader, type Operation } from '@fairdue/http';
import { AnswerRequest } from './answer-dispute.ts';
import { DisputeBody } from './dispute.wire.ts';
import { DisputeRequest } from './open-dispute.ts';

const tag = 'Agency: disputes';

export const disputeOperations: readonly Operation[] = [
  {
    id: 'openDispute',
    method: 'post',
    path: '/agency/v1/disputes',
    summary: 'A customer says they do not owe a debt: collection of it stops.',
    tag,
    headers: idempotencyHeader,
    body: DisputeRequest,
    answers: { 200: DisputeBody },
    refusals: [400, 404, 409, 422],
    permission: 'agency.disputes:write',
    example: {
      given: 'a debt of the body',
      body: { debtId: 'LN-0000000000-0000000000', reason: 'Says it was paid in 2024.' },
      status: 200,
    },
  },
  {
    id: 'answerDispute',
    method: 'post',
    path: '/agency/v1/disputes/{debtId}/answer',
    summary: 'Says what came of a dispute: the debt ends with it, or is collected on.',
    tag,
    headers: idempotencyHeader,
    body: AnswerRequest,
    answers: { 200: DisputeBody },
    refusals: [400, 404, 409, 422],
    permission: 'agency.disputes:write',
    example: { given: 'a disputed debt', body: { answer: 'rejected' }, status: 200 },
  },
];
