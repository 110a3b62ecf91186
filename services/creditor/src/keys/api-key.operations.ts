import type { Operation } from '@fairdue/http';
import { IssuedKeyBody, KeyList, RevokedKeyBody } from './api-key.wire.ts';

const tag = 'API keys';

export const apiKeyOperations: Operation[] = [
  {
    id: 'issueApiKey',
    method: 'post',
    path: '/agency/v1/accounts/{accountId}/keys',
    summary: 'Issues an API key. The key is shown in this answer only; a repeat issues another.',
    tag,
    answers: { 201: IssuedKeyBody },
    refusals: [400, 404, 409],
    permission: 'agency.keys:write',
    example: { given: 'an open account', status: 201 },
  },
  {
    id: 'listApiKeys',
    method: 'get',
    path: '/agency/v1/accounts/{accountId}/keys',
    summary: 'Lists the API keys of an account, revoked ones too, without the keys themselves.',
    tag,
    answers: { 200: KeyList },
    refusals: [400, 404],
    permission: 'agency.keys:read',
    example: { given: 'an issued key', status: 200 },
  },
  {
    id: 'revokeApiKey',
    method: 'delete',
    path: '/agency/v1/keys/{apiKeyId}',
    summary: 'Revokes an API key. It opens nothing any more within two seconds; revoking twice changes nothing.',
    tag,
    answers: { 200: RevokedKeyBody },
    refusals: [400, 404],
    permission: 'agency.keys:write',
    example: { given: 'an issued key', status: 200 },
  },
];
