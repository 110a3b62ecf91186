import { idempotencyHeader, type Operation } from '@fairdue/http';
import { PageQuery } from '../page-query.ts';
import { CreditorChangeRequest, Registration, SettingsChange } from './creditor.schema.ts';
import { CreditorBody, CreditorInfoBody, CreditorPage, SettingsBody } from './creditor.wire.ts';

const tag = 'Creditors';
const registration = {
  companyName: 'Bluebird Holdings',
  industry: 'Retail',
  sender: {
    companyName: 'Bluebird',
    addressLines: ['1 Road', 'Springfield, IL 62701'],
    phone: '+1 217 555 0100',
    email: 'help@bluebird.example',
    textNumber: '55512',
    brands: { 'BR-0000000000-0000000000': { companyName: 'Bluebird Store' } },
  },
  settings: { timeZone: 'America/Chicago', planGraceDays: 10 },
};

export const creditorOperations: Operation[] = [
  {
    id: 'getCreditorInfo',
    method: 'get',
    path: '/api/v1/creditors/{creditorId}/info',
    summary: 'Shows what a creditor’s own systems may see of it.',
    tag,
    answers: { 200: CreditorInfoBody },
    refusals: [404],
    example: { given: 'a registered creditor', status: 200 },
  },
  {
    id: 'registerCreditor',
    method: 'post',
    path: '/agency/v1/creditors',
    summary: 'Registers a creditor. Every service hears of it.',
    tag,
    headers: idempotencyHeader,
    body: Registration,
    answers: { 201: CreditorBody },
    refusals: [400, 409, 422],
    permission: 'agency.creditors:write',
    example: { body: registration, status: 201 },
  },
  {
    id: 'listCreditors',
    method: 'get',
    path: '/agency/v1/creditors',
    summary: 'Lists every creditor of the installation, in the order of their ids.',
    tag,
    query: PageQuery,
    answers: { 200: CreditorPage },
    refusals: [400],
    permission: 'agency.creditors:read',
    example: { query: { limit: '1' }, status: 200 },
  },
  {
    id: 'readCreditor',
    method: 'get',
    path: '/agency/v1/creditors/{creditorId}',
    summary: 'Shows one creditor whole, with its settings.',
    tag,
    answers: { 200: CreditorBody },
    refusals: [400, 404],
    permission: 'agency.creditors:read',
    example: { given: 'a registered creditor', status: 200 },
  },
  {
    id: 'updateCreditor',
    method: 'patch',
    path: '/agency/v1/creditors/{creditorId}',
    summary: 'Changes what is named of a creditor. One that was rejected or has left stays so.',
    tag,
    headers: idempotencyHeader,
    body: CreditorChangeRequest,
    answers: { 200: CreditorBody },
    refusals: [400, 404, 409, 422],
    permission: 'agency.creditors:write',
    example: { given: 'a registered creditor', body: { industry: 'Consumer lending' }, status: 200 },
  },
  {
    id: 'changeCreditorSettings',
    method: 'patch',
    path: '/agency/v1/creditors/{creditorId}/settings',
    summary: 'Changes what is named of a creditor’s settings. Each service applies them when it hears of it.',
    tag,
    headers: idempotencyHeader,
    body: SettingsChange,
    answers: { 200: SettingsBody },
    refusals: [400, 404, 409, 422],
    permission: 'agency.creditors:write',
    example: { given: 'a registered creditor', body: { maxDiscountPercent: 25, languages: ['en'] }, status: 200 },
  },
];
