import { idempotencyHeader, type Operation } from '@fairdue/http';
import { z } from 'zod';
import { aDebt } from '../examples.ts';
import { WindowQuery } from '../wire/query.ts';
import { ReopenRequest } from './balance.schema.ts';
import {
  ClientFieldsRequest,
  DefaultDateRequest,
  OutOfStatuteRequest,
  PostChargeOffRequest,
} from './correction.schema.ts';
import { ClientField, DebtRequest } from './debt.schema.ts';
import { BalanceSnapshot, DebtBody } from './debt.wire.ts';
import { DebtList } from './list-debts.ts';
import { RetractionQuery } from './retract-debt.ts';

const ofCustomer = '/api/v1/customers/{customerId}/debts';
const one = `${ofCustomer}/{debtId}`;
const debts = { tag: 'Debts', headers: idempotencyHeader } as const;
const read = { method: 'get', tag: 'Debts', refusals: [400, 404], permission: 'recover.debts:read' } as const;
const correction = {
  ...debts,
  method: 'put',
  refusals: [400, 404, 409, 422],
  permission: 'recover.debts:write',
} as const;
const change = { ...correction, method: 'post' } as const;

export const debtOperations: readonly Operation[] = [
  {
    ...read,
    id: 'listDebts',
    path: `${ofCustomer}/`,
    summary: 'Lists the debts of a customer, oldest first; `{}` when there is none.',
    query: WindowQuery,
    answers: { 200: DebtList },
    example: { given: 'a placed debt', status: 200 },
  },
  {
    ...change,
    id: 'addDebt',
    path: `${ofCustomer}/`,
    summary: 'Adds a debt. A transaction id places one debt, however often it is sent.',
    body: DebtRequest,
    answers: { 200: DebtBody },
    example: { given: 'a placed debt', body: aDebt('INV-9002'), status: 200 },
  },
  {
    ...change,
    id: 'retractDebt',
    path: `${one}/retract`,
    summary: 'Takes a debt back: collection of it ends. It stays stored.',
    query: RetractionQuery,
    answers: { 200: DebtBody },
    example: { given: 'a placed debt', query: { reason: 'Sold.' }, status: 200 },
  },
  {
    ...change,
    id: 'reopenDebt',
    path: `${one}/reopen`,
    summary: 'Collects a retracted or paid debt again, from the balance that is named.',
    body: ReopenRequest,
    answers: { 200: DebtBody },
    example: {
      given: 'a retracted debt',
      body: { balance: { principal: { amount: 9_000, currency: 'USD' }, notes: 'Retracted in error.' } },
      status: 200,
    },
  },
  {
    ...read,
    id: 'readTotalToCollect',
    path: `${one}/totalToCollectBalance`,
    summary: 'Shows what is to be collected before payments and credits.',
    answers: { 200: BalanceSnapshot },
    example: { given: 'a placed debt', status: 200 },
  },
  {
    ...correction,
    id: 'replaceTotalToCollect',
    path: `${one}/totalToCollectBalance`,
    summary: 'Deprecated: always 404.',
    answers: {},
    example: { given: 'a placed debt', status: 404 },
  },
  {
    ...correction,
    id: 'replaceClientFields',
    path: `${one}/clientFields`,
    summary: 'Replaces the creditor’s own fields of a debt.',
    body: ClientFieldsRequest,
    answers: { 200: z.array(ClientField) },
    example: { given: 'a placed debt', body: { clientFields: [{ key: 'PORTFOLIO', value: 'P9' }] }, status: 200 },
  },
  {
    ...correction,
    id: 'replaceOutOfStatuteInformation',
    path: `${one}/outOfStatuteInformation`,
    summary: 'Replaces what is known of the statute of limitations. What is left out is cleared.',
    body: OutOfStatuteRequest,
    answers: { 200: OutOfStatuteRequest },
    example: {
      given: 'a placed debt',
      body: { explicitOutOfStatuteDate: { day: 1, month: 6, year: 2028 }, explicitOutOfStatuteFlag: false },
      status: 200,
    },
  },
  {
    ...correction,
    id: 'replacePostChargeOffInformation',
    path: `${one}/postChargeOffInformation`,
    summary: 'Replaces what became of a debt since it was charged off, and with it says that it was.',
    body: PostChargeOffRequest,
    answers: { 200: PostChargeOffRequest },
    example: {
      given: 'a placed debt',
      body: {
        postChargeOffInformation: {
          chargeOffTimestamp: 1_704_110_400_000,
          balanceAtChargeOff: { amount: 43_500, currency: 'USD' },
        },
      },
      status: 200,
    },
  },
  {
    ...correction,
    id: 'replaceDefaultDate',
    path: `${one}/defaultDate`,
    summary: 'Replaces the day on which the customer defaulted.',
    body: DefaultDateRequest,
    answers: { 200: DefaultDateRequest },
    example: { given: 'a placed debt', body: { defaultDate: { day: 2, month: 1, year: 2024 } }, status: 200 },
  },
];
