import type { Operation } from '@fairdue/http';
import { RotationBody, RotationRequest } from './rotate-content-keys.ts';

export const contentKeyOperations: Operation[] = [
  {
    id: 'rotateContentKeys',
    method: 'post',
    path: '/agency/v1/interactions/content-keys/rotate',
    summary: 'Seals with the newest key what messages say and files hold, some at a time, until `left` is false.',
    description:
      'The next request sends the `next` of the last answer as `after`. `npm run rotate-content-keys` does all of it.',
    tag: 'Interactions',
    body: RotationRequest,
    answers: { 200: RotationBody },
    refusals: [400],
    permission: 'agency.content-keys:write',
    example: { body: { after: null }, status: 200 },
  },
];
