import type { Operation } from '@fairdue/http';
import { DocumentList, OneDocument } from './document-wire.ts';
import { DocumentQuery } from './list-documents.ts';

const tag = 'Documents';

export const documentOperations: Operation[] = [
  {
    id: 'listDocuments',
    method: 'get',
    path: '/v1/documents',
    summary: 'Lists a creditor’s documents, last updated first, each with its loan (M13).',
    tag,
    query: DocumentQuery,
    answers: { 200: DocumentList },
    refusals: [400],
    permission: 'campaign.documents:read',
    example: { given: 'a person with a document', query: { limit: '10' }, status: 200 },
  },
  {
    id: 'readDocument',
    method: 'get',
    path: '/v1/documents/{documentId}',
    summary: 'Shows one document with its loan (M15).',
    tag,
    answers: { 200: OneDocument },
    refusals: [404],
    permission: 'campaign.documents:read',
    example: { given: 'a document', status: 200 },
  },
];
