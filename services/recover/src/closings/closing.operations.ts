import { idempotencyHeader, type Operation } from '@fairdue/http';
import { ClosingBody, ClosingRequest } from './close-debt.ts';

export const closingOperations: readonly Operation[] = [
  {
    id: 'closeDebt',
    method: 'post',
    path: '/agency/v1/closings',
    summary: 'Closes a debt for good that cannot be collected: bankruptcy, death, fraud, or another reason.',
    tag: 'Agency: closings',
    headers: idempotencyHeader,
    body: ClosingRequest,
    answers: { 200: ClosingBody },
    refusals: [400, 404, 409, 422],
    permission: 'agency.closings:write',
    example: {
      given: 'a debt of the body',
      body: { debtId: 'LN-0000000000-0000000000', status: 'Bankruptcy', reason: 'Chapter 7, case 26-10001.' },
      status: 200,
    },
  },
];
