import type { Operation } from '@fairdue/http';
import type { ServiceName } from './common-config.ts';
import {
  DeadLetterBody,
  DeadLetterPage,
  DeadLetterQuery,
  GivenUpBody,
  GiveUpRequest,
  RedrivenBody,
  RedriveRequest,
} from './dead-letter.wire.ts';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Every service has these, under its own name. */
export function deadLetterOperations(service: ServiceName): Operation[] {
  const path = `/agency/v1/dead-letters/${service}`;
  const name = service.split('-').map(capital).join('');
  const tag = 'Dead letters';
  return [
    {
      id: `list${name}DeadLetters`,
      method: 'get',
      path,
      summary: `Lists the messages that ${service} could not apply, in the order in which they died.`,
      tag,
      query: DeadLetterQuery,
      answers: { 200: DeadLetterPage },
      refusals: [400],
      permission: 'agency.dead-letters:read',
      example: { status: 200 },
    },
    {
      id: `read${name}DeadLetter`,
      method: 'get',
      path: `${path}/{id}`,
      summary: `Shows one message that ${service} could not apply, with its content.`,
      tag,
      answers: { 200: DeadLetterBody },
      refusals: [404],
      permission: 'agency.dead-letters:read.sensitive',
      example: { given: 'a dead letter', status: 200 },
    },
    {
      id: `redrive${name}DeadLetters`,
      method: 'post',
      path: `${path}/redrive`,
      summary: `Has ${service} take the dead letters of one key back in, in order, until one is still at fault.`,
      tag,
      body: RedriveRequest,
      answers: { 200: RedrivenBody },
      refusals: [400],
      permission: 'agency.dead-letters:write',
      example: { body: { topic: 'recover.customers', key: 'BO-0000000000-0000000000' }, status: 200 },
    },
    {
      id: `giveUp${name}DeadLetter`,
      method: 'post',
      path: `${path}/{id}/give-up`,
      summary: `Decides that ${service} is not to apply a message; the next redrive of its key passes over it.`,
      tag,
      body: GiveUpRequest,
      answers: { 200: GivenUpBody },
      refusals: [400, 404, 409],
      permission: 'agency.dead-letters:write',
      example: { given: 'a dead letter', body: { reason: 'Sent by a test system.' }, status: 200 },
    },
  ];
}
