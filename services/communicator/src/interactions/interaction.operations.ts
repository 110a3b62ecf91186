import type { Operation } from '@fairdue/http';
import { AgencyInteractionBody, InteractionPage } from './interaction-on-the-wire.ts';
import { InteractionQuery } from './list-interactions.ts';

const tag = 'Interactions';
const path = '/agency/v1/interactions';

export const interactionOperations: Operation[] = [
  {
    id: 'listInteractions',
    method: 'get',
    path,
    summary: 'Lists contacts, made and not made, by customer, debt, campaign, status and time, newest first.',
    tag,
    query: InteractionQuery,
    answers: { 200: InteractionPage },
    refusals: [400],
    permission: 'agency.interactions:read',
    example: { given: 'a contacted customer', query: { customerId: 'BO-0000000000-0000000000' }, status: 200 },
  },
  {
    id: 'readInteraction',
    method: 'get',
    path: `${path}/{interactionId}`,
    summary: 'Shows one contact: how its hand-over stands, and why it was not made.',
    tag,
    answers: { 200: AgencyInteractionBody },
    refusals: [404],
    permission: 'agency.interactions:read',
    example: { given: 'an interaction', status: 200 },
  },
];
