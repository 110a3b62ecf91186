import { idempotencyHeader, type Operation } from '@fairdue/http';
import { CaseBody, CasePage, CaseQuery, DecisionRequest } from './case.wire.ts';

const tag = 'Interactions';
const path = '/agency/v1/cases';

export const caseOperations: Operation[] = [
  {
    id: 'listCases',
    method: 'get',
    path,
    summary: 'Lists what messages in free words may mean, the first to be decided first.',
    description: 'While a case is proposed, nothing is collected from that customer.',
    tag,
    query: CaseQuery,
    answers: { 200: CasePage },
    refusals: [400],
    permission: 'agency.cases:read',
    example: { given: 'a proposed case', status: 200 },
  },
  {
    id: 'readCase',
    method: 'get',
    path: `${path}/{caseId}`,
    summary: 'Shows one case. The interaction of the same id holds the words.',
    tag,
    answers: { 200: CaseBody },
    refusals: [404],
    permission: 'agency.cases:read',
    example: { given: 'a proposed case', status: 200 },
  },
  {
    id: 'decideCase',
    method: 'post',
    path: `${path}/{caseId}/decide`,
    summary: 'Says what a message means: confirmed it is held for good, rejected the hold is lifted.',
    description: 'A confirmed dispute also has to be opened on its debt (`POST /agency/v1/disputes`) to be answered.',
    tag,
    headers: idempotencyHeader,
    body: DecisionRequest,
    answers: { 200: CaseBody },
    refusals: [400, 404, 409, 422],
    permission: 'agency.cases:write',
    example: {
      given: 'a proposed case',
      body: { decision: 'confirm', wishes: ['attorney'], reason: 'Names a law firm.' },
      status: 200,
    },
  },
];
