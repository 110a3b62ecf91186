import type { Operation } from '@fairdue/http';
import { WholeCustomer } from './read-customer-whole.ts';
import { RotationBody } from './rotate-ssn-keys.ts';
import { SearchPage, SearchQuery } from './search-customers.ts';

const tag = 'Agency: customers';

export const agencyCustomerOperations: readonly Operation[] = [
  {
    id: 'searchCustomers',
    method: 'get',
    path: '/agency/v1/customers',
    summary: 'Finds customers by exactly one of name, email, phone, reference and transaction id.',
    tag,
    query: SearchQuery,
    answers: { 200: SearchPage },
    refusals: [400],
    permission: 'agency.customers:read',
    example: { given: 'a placed debt', query: { email: 'dana.okafor@example.com' }, status: 200 },
  },
  {
    id: 'readCustomerWhole',
    method: 'get',
    path: '/agency/v1/customers/{customerId}',
    summary: 'Shows one customer whole: contacts, debts, what stands against contact, and the last contacts.',
    tag,
    answers: { 200: WholeCustomer },
    refusals: [404],
    permission: 'agency.customers:read',
    example: { given: 'a placed debt', status: 200 },
  },
  {
    id: 'rotateSsnKeys',
    method: 'post',
    path: '/agency/v1/customers/ssn-keys/rotate',
    summary: 'Seals with the newest key what older ones sealed, some at a time, until `left` is false.',
    tag,
    answers: { 200: RotationBody },
    refusals: [],
    permission: 'agency.ssn-keys:write',
    example: { status: 200 },
  },
];
