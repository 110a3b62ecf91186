import { idempotencyHeader, type Operation } from '@fairdue/http';
import {
  ImportBody,
  ImportLines,
  ImportList,
  ImportQuery,
  ImportRequest,
  ResultList,
  ResultQuery,
} from './import.wire.ts';

const tag = 'Agency: imports';
const path = '/agency/v1/imports';

export const importOperations: readonly Operation[] = [
  {
    id: 'beginImport',
    method: 'post',
    path,
    summary: 'Begins an import of past contacts, consents, opt-outs, suppressed addresses or looked-up numbers.',
    tag,
    headers: idempotencyHeader,
    body: ImportRequest,
    answers: { 201: ImportBody },
    refusals: [400, 404, 409, 422],
    permission: 'agency.imports:write',
    example: { body: { kind: 'opt-outs', name: 'STOP list of 2025' }, status: 201 },
  },
  {
    id: 'listImports',
    method: 'get',
    path,
    summary: 'Lists imports with their progress, the newest first.',
    tag,
    query: ImportQuery,
    answers: { 200: ImportList },
    refusals: [400],
    permission: 'agency.imports:read',
    example: { given: 'an import', status: 200 },
  },
  {
    id: 'readImport',
    method: 'get',
    path: `${path}/{importId}`,
    summary: 'Says how far an import is: lines received, waiting, taken, repeated, refused.',
    tag,
    answers: { 200: ImportBody },
    refusals: [400, 404],
    permission: 'agency.imports:read',
    example: { given: 'an import', status: 200 },
  },
  {
    id: 'sendImportLines',
    method: 'put',
    path: `${path}/{importId}/lines/{first}`,
    summary: 'Takes lines of an import, one JSON object each, from the line of that number on.',
    description:
      'The first part begins at 1, each further one behind `received`. Whoever was cut off sends the same part again, or goes on behind what was received: no line counts twice. A line is worked on alone: a wrong one is refused, and the others are taken. The same line again, in this import or another, changes nothing. What a line of each kind says: docs/imports.md.',
    tag,
    body: ImportLines,
    bodyType: 'application/x-ndjson',
    answers: { 200: ImportBody },
    refusals: [400, 404, 409, 413, 415],
    permission: 'agency.imports:write',
    example: {
      given: 'an import',
      params: { first: '1' },
      body: '{"personId":"ext-4711","consent":"textConsent","action":"grant","phone":"+12125550142","from":"2026-01-01T12:00:00Z"}\n',
      status: 200,
    },
  },
  {
    id: 'listImportResults',
    method: 'get',
    path: `${path}/{importId}/results`,
    summary: 'Lists what became of each line that was worked on, or of refused ones only.',
    tag,
    query: ResultQuery,
    answers: { 200: ResultList },
    refusals: [400, 404],
    permission: 'agency.imports:read',
    example: { given: 'an import', query: { outcome: 'refused' }, status: 200 },
  },
];
