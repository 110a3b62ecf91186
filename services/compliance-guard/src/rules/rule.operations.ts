import type { Operation } from '@fairdue/http';
import { z } from 'zod';
import { RuleBody, RuleQuery } from './rule.wire.ts';

export const ruleOperations: Operation[] = [
  {
    id: 'listRules',
    method: 'get',
    path: '/api/compliance-guard/rules',
    summary:
      'Lists the rules in force for a company, as the answers name them and in the order in which they are asked (G2).',
    description: 'Without `companyId` the caller’s company. What is off is not in force: `/agency/v1/rules` lists it.',
    tag: 'Rules',
    query: RuleQuery,
    answers: { 200: z.array(RuleBody) },
    refusals: [400, 404],
    permission: 'complianceguard.rule:read',
    example: { query: { jurisdiction: 'US' }, status: 200 },
  },
];
