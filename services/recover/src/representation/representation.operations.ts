import type { Operation } from '@fairdue/http';
import { z } from 'zod';
import { AttorneyRequest, Cancellation, ConsolidatorRequest } from './representation.schema.ts';

const of = '/api/v1/debts/{debtId}/representation';
const tag = 'Representation';

const read = (id: string, path: string, summary: string, answer: z.ZodType, given: string): Operation => ({
  id,
  method: 'get',
  path: `${of}/${path}`,
  summary,
  tag,
  answers: { 200: answer.nullable() },
  refusals: [404],
  permission: 'recover.debts:read',
  example: { given, status: 200 },
});

const write = (
  id: string,
  path: string,
  summary: string,
  body: z.ZodType,
  example: Operation['example'],
): Operation => ({
  id,
  method: 'post',
  path: `${of}/${path}`,
  summary,
  tag,
  body,
  answers: { 200: z.literal('ok') },
  refusals: [400, 404],
  permission: 'recover.debts:write',
  example,
});

const attorney = {
  contactInfo: { name: 'Ito Law' },
  email: 'office@ito-law.example.com',
  requestedBy: 'ATTORNEY',
  communicationType: 'WRITTEN',
};
const consolidator = {
  requestedBy: 'DEBT_CONSOLIDATOR',
  communicationType: 'WRITTEN',
  debtConsolidatorType: 'NATIONAL_DEBT_RELIEF',
  offerPercentOfBalance: 40,
  offerDurationInMonths: 12,
};
const placed = 'a placed debt';
const ended = { requestedBy: 'CUSTOMER', communicationType: 'VERBAL', reason: 'The customer said so.' };

export const representationOperations: readonly Operation[] = [
  read(
    'readAttorney',
    'attorneyRepresentation',
    'Shows the attorney who speaks for the customer about a debt, or `null`.',
    AttorneyRequest,
    'a debt with an attorney',
  ),
  read(
    'readConsolidator',
    'debtConsolidatorRepresentation',
    'Shows the debt consolidator who speaks for the customer about a debt, or `null`.',
    ConsolidatorRequest,
    'a debt with a consolidator',
  ),
  write(
    'addAttorney',
    'attorneyRepresentation',
    'An attorney speaks for the customer. Answered when nothing more can start.',
    AttorneyRequest,
    { given: placed, body: attorney, status: 200 },
  ),
  write(
    'addConsolidator',
    'debtConsolidatorRepresentation',
    'A debt consolidator speaks for the customer.',
    ConsolidatorRequest,
    { given: placed, body: consolidator, status: 200 },
  ),
  write(
    'addAttorneyOrConsolidator',
    'attorneyDebtConsolidatorRepresentation',
    'A firm that is both speaks for the customer: the creditor’s settings say what it counts as.',
    ConsolidatorRequest,
    { given: placed, body: consolidator, status: 200 },
  ),
  write(
    'cancelAttorney',
    'cancelAttorneyRepresentation',
    'The attorney speaks for the customer no longer.',
    Cancellation,
    { given: 'a debt with an attorney', body: ended, status: 200 },
  ),
  write(
    'cancelConsolidator',
    'cancelDebtConsolidatorRepresentation',
    'The debt consolidator speaks for the customer no longer.',
    Cancellation,
    { given: 'a debt with a consolidator', body: ended, status: 200 },
  ),
];
