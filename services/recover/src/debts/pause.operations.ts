import { idempotencyHeader, type Operation } from '@fairdue/http';
import { z } from 'zod';
import { PauseQuery, PauseRequest, UnpauseRequest } from './pause.schema.ts';

const debt = '/api/v1/customers/{customerId}/debts/{debtId}';
const shared = {
  method: 'post',
  tag: 'Debts',
  headers: idempotencyHeader,
  query: PauseQuery,
  answers: { 200: z.literal('ok') },
  refusals: [400, 404, 409, 422],
  permission: 'recover.debts:write',
} as const;

export const pauseOperations: readonly Operation[] = [
  {
    ...shared,
    id: 'pauseCollections',
    path: `${debt}/pauseCollections`,
    summary: 'Stops contact about a debt, for so many days or until somebody says otherwise.',
    body: PauseRequest,
    example: {
      given: 'a placed debt',
      query: { changeDebtStatus: 'true' },
      body: { reason: 'TEMPORARY_HARDSHIP', pauseLengthInDays: 30, notes: 'Lost their job.' },
      status: 200,
    },
  },
  {
    ...shared,
    id: 'unpauseCollections',
    path: `${debt}/unpauseCollections`,
    summary: 'Lets collection of a debt go on.',
    body: UnpauseRequest,
    example: { given: 'a paused debt', body: { notes: 'Found work.' }, status: 200 },
  },
];
