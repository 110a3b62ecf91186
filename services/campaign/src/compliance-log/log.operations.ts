import type { Operation } from '@fairdue/http';
import { EntryList } from './log-wire.ts';
import { LogQuery } from './read-log.ts';

const tag = 'Compliance log';

export const logOperations: Operation[] = [
  {
    id: 'readComplianceLog',
    method: 'get',
    path: '/v1/documents/{documentId}/compliance-log',
    summary: 'Lists what was done about a document, oldest first, each entry chained to the one before (M10).',
    tag,
    query: LogQuery,
    answers: { 200: EntryList },
    refusals: [400, 404],
    permission: 'campaign.campaigns:read',
    example: { given: 'a campaign', query: { type: 'campaign_started' }, status: 200 },
  },
];
