import type { Operation } from '@fairdue/http';
import { z } from 'zod';
import { RuleBody, RuleQuery } from './rule.wire.ts';

export const ruleOperations: Operation[] = [
  {
    id: 'listRules',
    method: 'get',
    path: '/api/compliance-guard/rules',
    summary: 'Lists the rules as the answers name them, in the order in which they are asked (G2).',
    tag: 'Rules',
    query: RuleQuery,
    answers: { 200: z.array(RuleBody) },
    refusals: [400],
    permission: 'complianceguard.rule:read',
    example: { query: { jurisdiction: 'US' }, status: 200 },
  },
];
