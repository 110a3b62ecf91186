import { idempotencyHeader, type Operation } from '@fairdue/http';
import { HoldBody, HoldList, HoldQuery, HoldRequest, LiftConfirmation, LiftRequest } from './hold.wire.ts';

const tag = 'Holds';
const path = '/agency/v1/holds';
const customerId = 'BO-0000000000-0000000000';

export const holdOperations: Operation[] = [
  {
    id: 'placeHold',
    method: 'post',
    path,
    summary: 'Places a hold on a customer. It answers when no message that the hold forbids can start any more.',
    tag,
    headers: idempotencyHeader,
    body: HoldRequest,
    answers: { 201: HoldBody },
    refusals: [400, 404, 409, 422],
    permission: 'agency.holds:write',
    example: {
      given: 'a customer to hold',
      body: { customerId, reason: 'do-not-interact', channels: ['voice'], endDate: '2027-01-31' },
      status: 201,
    },
  },
  {
    id: 'listHolds',
    method: 'get',
    path,
    summary: 'Lists every hold of a customer, lifted ones too.',
    tag,
    query: HoldQuery,
    answers: { 200: HoldList },
    refusals: [400, 404],
    permission: 'agency.holds:read',
    example: { given: 'a held customer', query: { customerId }, status: 200 },
  },
  {
    id: 'liftHold',
    method: 'post',
    path: `${path}/{holdId}/lift`,
    summary: 'Takes a hold off, with a reason. A lifted one stays lifted; lifting twice changes nothing.',
    tag,
    headers: idempotencyHeader,
    body: LiftRequest,
    description: 'Cease, attorney and bankruptcy stay (202) until a second person confirms.',
    answers: { 200: HoldBody, 202: HoldBody },
    refusals: [400, 404, 409, 422],
    permission: 'agency.holds:write',
    example: { given: 'a hold', body: { customerId, reason: 'The customer asked for it by phone.' }, status: 200 },
  },
  {
    id: 'confirmLift',
    method: 'post',
    path: `${path}/{holdId}/lift/confirm`,
    summary: 'The second person agrees that a hold is lifted, and it is.',
    tag,
    headers: idempotencyHeader,
    body: LiftConfirmation,
    answers: { 200: HoldBody },
    refusals: [400, 403, 404, 409, 422],
    permission: 'agency.holds:write',
    example: { given: 'a hold that somebody else wants off', body: { customerId }, status: 200 },
  },
];
