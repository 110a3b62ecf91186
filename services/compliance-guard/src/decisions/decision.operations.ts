import type { Operation } from '@fairdue/http';
import { CanInteractQuery, CanInteractRequest } from './can-interact-body.ts';
import { CanInteractAnswer, DecisionAnswer, DecisionList, DecisionQuery } from './decision.wire.ts';

const tag = 'Decisions';

export const decisionOperations: Operation[] = [
  {
    id: 'canInteract',
    method: 'post',
    path: '/api/people/{personId}/can-interact',
    summary: 'Says whether a person may be contacted, then, this way, about this, and when if not now (G1).',
    description:
      'It decides by every rule, keeps the answer, and reserves nothing. `personId` is our id, or `ext-` and the creditor’s reference.',
    tag,
    query: CanInteractQuery,
    body: CanInteractRequest,
    answers: { 200: CanInteractAnswer },
    refusals: [400, 404, 422],
    permission: 'complianceguard.decision:create',
    example: {
      given: 'a person',
      query: { explain: 'true' },
      body: {
        channel: 'voice',
        theme: 'opsCollDebt',
        contactId: 'CT-0000000000-0000000000',
        loanId: 'LN-0000000000-0000000000',
      },
      status: 200,
    },
  },
  {
    id: 'readDecision',
    method: 'get',
    path: '/api/compliance-guard/decisions/{decisionId}',
    summary: 'Shows a decision as it was answered, with every rule that was asked and what it was decided on (G3).',
    tag,
    answers: { 200: DecisionAnswer },
    refusals: [404],
    permission: 'complianceguard.decision:read',
    example: { given: 'a decision', status: 200 },
  },
  {
    id: 'listDecisions',
    method: 'get',
    path: '/agency/v1/decisions',
    summary: 'Lists every decision about one customer, the latest first: allowed, or refused by which rules.',
    tag: 'Agency: decisions',
    query: DecisionQuery,
    answers: { 200: DecisionList },
    refusals: [400, 404],
    permission: 'agency.decisions:read',
    example: { given: 'a customer who was decided about', query: { limit: '20' }, status: 200 },
  },
];
