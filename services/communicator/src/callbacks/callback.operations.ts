import { WebhookHeaders, type Operation } from '@fairdue/http';
import { CallbackBody } from './callback-event.ts';
import { CallbackAnswer } from './take-callback.ts';

export const callbackOperations: Operation[] = [
  {
    id: 'takeCallback',
    method: 'post',
    path: '/callbacks/{provider}',
    summary: 'Takes what a provider tells about a message it was handed, and tells a dialer whether it may dial.',
    description:
      'Signed as Standard Webhooks has it, over the id, the time and the exact bytes, and believed for five minutes. The same callback twice is one. A mail system posts the reports it gets about messages (RFC 3464, RFC 5965) whole, as `mail.report`. A dialer asks with `call.due` at the moment of dialling, and dials only when told `dial: true`, within `withinMs` of its asking.',
    tag: 'Provider callbacks',
    headers: WebhookHeaders,
    body: CallbackBody,
    answers: { 200: CallbackAnswer },
    refusals: [400, 401, 404, 422],
    credential: false,
    example: {
      given: 'a message on its way',
      body: { key: 'CR-0000000000-0000000000.IN-0000000000-0000000000', type: 'message.delivered' },
      status: 200,
    },
  },
];
