import type { Operation } from '@fairdue/http';
import { contentTypes } from './file.ts';
import { FreeFormPreviewRequest, PreviewRequest, PreviewResult, RenderQuery, RenderRequest } from './render.wire.ts';

const tag = 'Rendering';
const permission = 'communicator.message:render';
const refusals = [404];

/** Media types without their parameters. */
export const fileTypes: readonly string[] = Object.values(contentTypes).map((type) => type.split(';', 1)[0] ?? type);

export const renderOperations: Operation[] = [
  {
    id: 'renderMessage',
    method: 'post',
    path: '/api/communicator/render',
    summary: 'Gives a message as a file: text, HTML, or PDF on US Letter (C18).',
    description: 'Nothing is sent or stored. A letter as PDF stands so that a window envelope shows its address.',
    tag,
    query: RenderQuery,
    body: RenderRequest,
    answers: { 200: fileTypes },
    refusals,
    permission,
    example: {
      given: 'a person with a loan',
      query: { fmt: 'pdf' },
      body: { subject: 'debtValidationNotice', channel: 'mail', context: {} },
      status: 200,
    },
  },
  {
    id: 'previewMessage',
    method: 'post',
    path: '/api/communicator/preview',
    summary: 'Shows a message as it would be sent; a part that the channel does not use is empty (C20).',
    tag,
    body: PreviewRequest,
    answers: { 200: PreviewResult },
    refusals,
    permission,
    example: {
      given: 'a person with a loan',
      body: { subject: 'loanOverdueFirstNotice', channel: 'email', context: { tone: 'empathetic' } },
      status: 200,
    },
  },
  {
    id: 'previewFreeFormEmail',
    method: 'post',
    path: '/api/communicator/preview-free-form-email',
    summary: 'Shows free content, cleaned and in the company’s branding (C22).',
    description: 'The branding is the company’s live `freeFormBranded` email, else its `freeForm`; it prints `contentHtml`.',
    tag,
    body: FreeFormPreviewRequest,
    answers: { 200: PreviewResult },
    refusals,
    permission,
    example: {
      body: { subjectLine: 'Branch closed on July 4', contentHtml: '<p>Our phone lines are closed on July 4.</p>' },
      status: 200,
    },
  },
]; // prettier-ignore
