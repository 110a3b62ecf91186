import { idempotencyHeader, type Operation } from '@fairdue/http';
import { ErasureBody, ErasureRequest } from './erasure.wire.ts';

const tag = 'Agency: customers';

export const erasureOperations: readonly Operation[] = [
  {
    id: 'askErasure',
    method: 'post',
    path: '/agency/v1/customers/{customerId}/erasure',
    summary: 'Asks that everything personal about a customer be erased. Another person has to confirm it.',
    tag,
    headers: idempotencyHeader,
    body: ErasureRequest,
    answers: { 202: ErasureBody },
    refusals: [400, 404, 409, 422],
    permission: 'agency.erasures:write',
    example: { given: 'a customer whose debts are closed', body: { reason: 'Asked for in a letter.', beforeRetentionEnds: true }, status: 202 },
  },
  {
    id: 'confirmErasure',
    method: 'post',
    path: '/agency/v1/customers/{customerId}/erasure/confirm',
    summary: 'Agrees to an erasure that somebody else asked for. It cannot be undone.',
    description: 'The customer is gone at once for everybody who asks. Every service strips what it has within seconds; evidence stays, and stays valid: it names the customer by an id that leads nowhere.',
    tag,
    headers: idempotencyHeader,
    answers: { 202: ErasureBody },
    refusals: [403, 404, 409, 422],
    permission: 'agency.erasures:write',
    example: { given: 'an erasure that somebody else asked for', status: 202 },
  },
  {
    id: 'readErasure',
    method: 'get',
    path: '/agency/v1/customers/{customerId}/erasure',
    summary: 'Shows an erasure: who asked for it and why, who agreed, and whether recover is done with it.',
    tag,
    answers: { 200: ErasureBody },
    refusals: [404],
    permission: 'agency.erasures:read',
    example: { given: 'an erasure that somebody else asked for', status: 200 },
  },
]; // prettier-ignore
