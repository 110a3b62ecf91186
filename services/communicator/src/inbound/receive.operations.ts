import { idempotencyHeader, type Operation } from '@fairdue/http';
import { ReceivedBody } from './receive.ts';
import { ReceiveRequest } from './receive-request.ts';

export const receiveOperations: Operation[] = [
  {
    id: 'receiveInteraction',
    method: 'post',
    path: '/api/communicator/receive',
    summary: 'Records a contact that was made elsewhere, or a message that came in (C16).',
    description: 'A STOP is held at the guard, and answered only when no message that it forbids can start any more.',
    tag: 'Interactions',
    headers: idempotencyHeader,
    body: ReceiveRequest,
    answers: { 200: ReceivedBody },
    refusals: [400, 404, 409, 422],
    permission: 'communicator.message:receive',
    example: {
      given: 'a contacted customer who answers',
      body: {
        channel: 'text',
        theme: 'inbRequest',
        status: 'succeeded',
        content: { body: 'Please call me tomorrow.' },
        contact: { value: '+12125550123' },
      },
      status: 200,
    },
  },
];
