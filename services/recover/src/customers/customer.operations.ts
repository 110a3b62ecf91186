import { idempotencyHeader, type Operation } from '@fairdue/http';
import { z } from 'zod';
import { aCustomer, dana } from '../examples.ts';
import { CommentsRequest } from './add-comments.ts';
import { CustomerBody } from './customer.wire.ts';
import { CustomerPage, ListCustomersQuery } from './list-customers.ts';
import { PlacementQuery } from './placement-request.ts';
import { BatchBody, PlacedBody, PlacementBody } from './placement.wire.ts';
import { CustomerReplacement } from './replacement.schema.ts';

const tag = 'Customers';
const one = '/api/v1/customers/{customerId}';

export const customerOperations: readonly Operation[] = [
  {
    id: 'placeCustomers',
    method: 'post',
    path: '/api/v1/customers/',
    summary: 'Places customers with their debts, all or none. Duplicates are named, not placed.',
    tag,
    query: PlacementQuery,
    body: PlacementBody,
    answers: { 200: PlacedBody },
    refusals: [400],
    permission: 'recover.customers:write',
    example: { body: { customers: [aCustomer('CUST-2001', ['INV-2001'])] }, status: 200 },
  },
  {
    id: 'placeCustomersBatch',
    method: 'post',
    path: '/api/v1/customersBatch/',
    summary: 'Places customers one by one: a wrong one is an error of that item only. Safe to send again.',
    tag,
    query: PlacementQuery,
    body: PlacementBody,
    answers: { 200: BatchBody },
    refusals: [400],
    permission: 'recover.customers:write',
    example: { body: { customers: [dana] }, status: 200 },
  },
  {
    id: 'listCustomers',
    method: 'get',
    path: '/api/v1/customers/',
    summary: 'Lists customers, oldest first, or those that `reference` names.',
    tag,
    query: ListCustomersQuery,
    answers: { 200: CustomerPage },
    refusals: [400],
    permission: 'recover.customers:read',
    example: { given: 'a placed debt', query: { count: '2' }, status: 200 },
  },
  {
    id: 'readCustomer',
    method: 'get',
    path: one,
    summary: 'Shows one customer with all contacts, switched-off ones included, and all debts.',
    tag,
    answers: { 200: CustomerBody },
    refusals: [404],
    permission: 'recover.customers:read',
    example: { given: 'a placed debt', status: 200 },
  },
  {
    id: 'replaceCustomer',
    method: 'put',
    path: one,
    summary: 'Replaces name and contacts. A contact that is not named is switched off.',
    tag,
    body: CustomerReplacement,
    answers: { 200: CustomerBody },
    refusals: [400, 404],
    permission: 'recover.customers:write',
    example: {
      given: 'a placed debt',
      body: {
        name: { firstName: 'Dana', lastName: 'Okafor-Reyes' },
        addresses: [
          {
            city: 'Austin',
            state: 'TX',
            zipcode: '78704',
            countryCode: 'US',
            meta: { isActive: true, isPrimary: true },
          },
        ],
        emails: [{ email: 'dana.okafor@example.com' }],
      },
      status: 200,
    },
  },
  {
    id: 'addComments',
    method: 'post',
    path: `${one}/comments`,
    summary: 'Adds what somebody wants to be remembered about a customer.',
    tag,
    headers: idempotencyHeader,
    body: CommentsRequest,
    answers: { 200: z.literal('ok') },
    refusals: [400, 404, 409, 422],
    permission: 'recover.customers:write',
    example: { given: 'a placed debt', body: { comments: ['Called on Monday.'] }, status: 200 },
  },
];
