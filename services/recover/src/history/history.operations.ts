import type { Operation } from '@fairdue/http';
import { ContactHistoryQuery, HistoryBody, HistoryQuery } from './read-history.ts';

const history = (name: string, path: string, what: string): Operation => ({
  id: `read${name}History`,
  method: 'get',
  path: `/agency/v1/${path}/{id}/history`,
  summary: `Shows, version by version, what became of ${what}, who did it, and why.`,
  tag: 'Agency: history',
  query: HistoryQuery,
  answers: { 200: HistoryBody },
  refusals: [400, 404],
  permission: `agency.${path}:read`,
  example: { given: `${what} with a history`, status: 200 },
});

export const historyOperations: readonly Operation[] = [
  history('Customer', 'customers', 'a customer'),
  { ...history('Contact', 'contacts', 'a contact'), query: ContactHistoryQuery },
  history('Debt', 'debts', 'a debt'),
  history('Payment', 'payments', 'a payment'),
  history('Plan', 'plans', 'a payment plan'),
];
