import type { Operation } from '@fairdue/http';
import { PageQuery } from '../page-query.ts';
import { HistoryPage } from './history.wire.ts';

const tag = 'History';

export const historyOperations: Operation[] = [
  {
    id: 'readCreditorHistory',
    method: 'get',
    path: '/agency/v1/creditors/{creditorId}/history',
    summary:
      'Lists every version of a creditor, brands and settings included, oldest first: who, when, why, what then was.',
    tag,
    query: PageQuery,
    answers: { 200: HistoryPage },
    refusals: [400, 404],
    permission: 'agency.creditors:read',
    example: { given: 'a creditor with a brand', status: 200 },
  },
  {
    id: 'readAccountHistory',
    method: 'get',
    path: '/agency/v1/accounts/{accountId}/history',
    summary: 'Lists every version of an account, its keys and subjects included, oldest first.',
    tag,
    query: PageQuery,
    answers: { 200: HistoryPage },
    refusals: [400, 404],
    permission: 'agency.accounts:read',
    example: { given: 'an issued key', status: 200 },
  },
];
