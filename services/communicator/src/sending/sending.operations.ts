import { idempotencyHeader, type Operation } from '@fairdue/http';
import { ConfirmationCodeRequest } from '../confirmation/code-request.ts';
import { CodeSentBody } from '../confirmation/send-confirmation-code.ts';
import { FreeFormAcceptedBody, FreeFormBlockedBody, FreeFormDoNotInteractBody } from './free-form/free-form-answer.ts';
import { FreeFormRequest } from './free-form/free-form-request.ts';
import { ResendRequest, ResentBody } from './resend.ts';
import { AcceptedBody, BlockedBody, DoNotInteractBody } from './send-answer.ts';
import { SendRequest } from './send-request.ts';

const tag = 'Messages';
const permission = 'communicator.message:send';
const refused = { 412: DoNotInteractBody, 422: BlockedBody };

export const sendingOperations: Operation[] = [
  {
    id: 'sendMessage',
    method: 'post',
    path: '/api/communicator/send',
    summary: 'Writes a message from a template and sends it to a person (C15).',
    description:
      'The compliance guard is asked before it is accepted and again as it is handed over. A refusal is saved as a failed ' +
      'interaction: 412 where the person is under a Do Not Interact restriction, else 422 with the time at which it would pass.',
    tag,
    headers: idempotencyHeader,
    body: SendRequest,
    answers: { 202: AcceptedBody, ...refused },
    refusals: [400, 404, 409],
    permission,
    example: {
      given: 'a placed person with a loan',
      body: { subject: 'loanOverdueFirstNotice', channel: 'text', context: {}, isTransactional: false },
      status: 202,
    },
  },
  {
    id: 'resendMessage',
    method: 'post',
    path: '/api/communicator/resend',
    summary: 'Sends the words of an earlier message once more, at most once in ten minutes (C17).',
    tag,
    headers: idempotencyHeader,
    body: ResendRequest,
    answers: { 202: ResentBody, ...refused },
    refusals: [400, 404, 409, 429],
    permission,
    example: { given: 'a message that was sent', body: { interactionId: 'IN-0000000000-0000000000' }, status: 202 },
  },
  {
    id: 'sendFreeFormEmail',
    method: 'post',
    path: '/api/communicator/send-free-form-email',
    summary: 'Sends a free text by email in the company’s branding, to up to a thousand recipients (C21).',
    description:
      'Each recipient, also one who gets a copy, is decided about alone and has an interaction of their own. 202 where one ' +
      'may be written to; `send_at` plans the message, and the guard is asked again at that time.',
    tag,
    headers: idempotencyHeader,
    body: FreeFormRequest,
    answers: { 202: FreeFormAcceptedBody, 412: FreeFormDoNotInteractBody, 422: FreeFormBlockedBody },
    refusals: [400, 404, 409, 413],
    permission,
    example: {
      given: 'a placed person',
      body: {
        personalizations: [{ to: [{ email: 'ada@example.com' }] }],
        theme: 'opsServicing',
        subjectLine: 'Branch closed on July 4',
        contentHtml: '<p>Our phone lines are closed on July 4.</p>',
        contentPlain: 'Our phone lines are closed on July 4.',
      },
      status: 202,
    },
  },
  {
    id: 'sendConfirmationCode',
    method: 'post',
    path: '/api/communicator/send-confirmation-code',
    summary: 'Sends a code that proves that a contact is the person’s (C23).',
    description:
      'Six digits, good for ten minutes and five tries; at most one in a minute and five in an hour to one contact. The ' +
      'answer is the same whether or not the contact is on file; a code goes out only where it is.',
    tag,
    headers: idempotencyHeader,
    body: ConfirmationCodeRequest,
    answers: { 202: CodeSentBody },
    refusals: [400, 404, 409, 422, 429],
    permission,
    example: { given: 'a placed person', body: { phone: '(602) 555-0147' }, status: 202 },
  },
];
