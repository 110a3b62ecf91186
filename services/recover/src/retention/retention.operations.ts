import type { Operation } from '@fairdue/http';
import { RetentionBody, RetentionQuery } from './count-outlived.ts';
import { LegalHoldBody, LegalHoldRequest } from './hold-records.ts';

const tag = 'Agency: customers';
const path = '/agency/v1/customers/{customerId}/legal-hold';
const permission = 'agency.legal-holds:write';

export const retentionOperations: readonly Operation[] = [
  {
    id: 'countOutlived',
    method: 'get',
    path: '/agency/v1/retention',
    summary: 'Counts customers whose records have outlived the law’s time, two hundred at a look, and erases none.',
    tag,
    query: RetentionQuery,
    answers: { 200: RetentionBody },
    refusals: [400],
    permission: 'agency.retention:read',
    example: { status: 200 },
  },
  {
    id: 'placeLegalHold',
    method: 'put',
    path,
    summary: 'Keeps the records of a customer for a court: nothing erases them until the hold is taken off.',
    tag,
    body: LegalHoldRequest,
    answers: { 200: LegalHoldBody },
    refusals: [400, 404],
    permission,
    example: { given: 'a placed debt', body: { reason: 'Case 26-10001.' }, status: 200 },
  },
  {
    id: 'liftLegalHold',
    method: 'delete',
    path,
    summary: 'Takes a legal hold off. Without one nothing changes.',
    tag,
    answers: { 204: null },
    refusals: [404],
    permission,
    example: { given: 'a placed debt', status: 204 },
  },
];
