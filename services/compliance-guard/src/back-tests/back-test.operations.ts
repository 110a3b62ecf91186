import { idempotencyHeader, type Operation } from '@fairdue/http';
import {
  BackTestBody,
  BackTestList,
  BackTestQuery,
  BackTestRequest,
  FindingList,
  FindingQuery,
} from './back-test.wire.ts';

const tag = 'Rules';
const path = '/agency/v1/rules/back-tests';

export const backTestOperations: Operation[] = [
  {
    id: 'startBackTest',
    method: 'post',
    path,
    summary: 'Tries proposed versions of rules on what was decided and done for a creditor.',
    description:
      'Every decision is judged again by the facts it was decided on, as if the versions had held all the time; contacts made elsewhere by what is known of them. It changes nothing. Read its progress at `Location`.',
    tag,
    headers: idempotencyHeader,
    body: BackTestRequest,
    answers: { 202: BackTestBody },
    refusals: [400, 404, 409, 422],
    permission: 'agency.rules:write',
    example: {
      given: 'a proposed version',
      body: {
        creditorId: 'CR-0000000000-0000000000',
        proposals: [{ ruleId: 'reg-f-hours', version: 2 }],
        from: '2026-09-01T00:00:00Z',
      },
      status: 202,
    },
  },
  {
    id: 'listBackTests',
    method: 'get',
    path,
    summary: 'Lists the back-tests of a creditor, the newest first.',
    tag,
    query: BackTestQuery,
    answers: { 200: BackTestList },
    refusals: [400],
    permission: 'agency.rules:read',
    example: { given: 'a back-test', query: { limit: '1' }, status: 200 },
  },
  {
    id: 'readBackTest',
    method: 'get',
    path: `${path}/{backTestId}`,
    summary: 'Shows how far a back-test has come, and its counts so far.',
    tag,
    answers: { 200: BackTestBody },
    refusals: [400, 404],
    permission: 'agency.rules:read',
    example: { given: 'a back-test', status: 200 },
  },
  {
    id: 'listBackTestFindings',
    method: 'get',
    path: `${path}/{backTestId}/findings`,
    summary: 'Lists what a back-test found, in the order of time: newly blocked, newly allowed, or violations.',
    tag,
    query: FindingQuery,
    answers: { 200: FindingList },
    refusals: [400, 404],
    permission: 'agency.rules:read',
    example: { given: 'a back-test', query: { finding: 'newly-blocked' }, status: 200 },
  },
];
