import type { Operation } from '@fairdue/http';
import { CheckpointList } from './evidence.wire.ts';
import { ExportQuery } from './export-evidence.ts';
import { fileType } from './file-lines.ts';
import { CheckpointQuery } from './list-checkpoints.ts';

const tag = 'Evidence';
const permission = 'agency.evidence:read';

export const evidenceOperations: Operation[] = [
  {
    id: 'exportEvidence',
    method: 'get',
    path: '/agency/v1/evidence/export',
    summary:
      'Hands out a creditor’s evidence in the order of its chain, as JSON Lines that verify without the platform.',
    description:
      'Ends with a signed line; its `next`, where not null, is the `after` of the file that goes on. Files one after the other verify as one.',
    tag,
    query: ExportQuery,
    answers: { 200: fileType },
    refusals: [400],
    permission,
    example: { given: 'sealed evidence', query: { limit: '500' }, status: 200 },
  },
  {
    id: 'listCheckpoints',
    method: 'get',
    path: '/agency/v1/evidence/checkpoints',
    summary: 'Lists the signed checkpoints of a creditor’s chain, oldest first, and the public keys.',
    tag,
    query: CheckpointQuery,
    answers: { 200: CheckpointList },
    refusals: [400],
    permission,
    example: { given: 'sealed evidence', query: { limit: '5' }, status: 200 },
  },
  {
    id: 'customerEvidence',
    method: 'get',
    path: '/agency/v1/customers/{customerId}/evidence',
    summary: 'Hands out all that is proven about one customer, as JSON Lines that verify without the platform.',
    description: 'With `Accept: text/html` the same as a page to read and print.',
    tag,
    answers: { 200: fileType },
    refusals: [404],
    permission,
    example: { given: 'a customer with sealed evidence', status: 200 },
  },
];
