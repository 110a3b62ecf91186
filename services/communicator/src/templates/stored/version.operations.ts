import type { Operation } from '@fairdue/http';
import { ExportQuery } from './export-templates.ts';
import { CompanyListQuery } from './family-list.ts';
import { ImportQuery } from './import-templates.ts';
import { ifMatchHeader } from './owned-template.ts';
import { ExportedTemplates, ImportRequest } from './template-export.wire.ts';
import { NewVersionRequest, VersionBody, VersionChangeRequest } from './version.wire.ts';

const tag = 'Templates';
const path = '/api/communicator/templates';

export const versionOperations: Operation[] = [
  {
    id: 'listTemplates',
    method: 'get',
    path,
    summary: 'Lists the versions of every message, newest first, and behind them those that are built in (C7).',
    tag,
    query: CompanyListQuery,
    answers: { 200: VersionBody.array() },
    refusals: [404],
    permission: 'communicator.template:read',
    example: { given: 'a live template', query: { limit: '2' }, status: 200 },
  },
  {
    id: 'createTemplate',
    method: 'post',
    path,
    summary: 'Adds a version of a message; it goes live when it is activated (C8).',
    description: 'Sources are Jinja. One that does not compile is refused, with line and column.',
    tag,
    body: NewVersionRequest,
    answers: { 200: VersionBody },
    refusals: [404],
    permission: 'communicator.template:create',
    example: {
      given: 'a descriptor to write for',
      body: {
        status: 'draft',
        subjectLineTemplate: 'We could not take your payment',
        contentTextTemplate: 'Hi {{ person.name.firstName }}, your payment for loan {{ loan.displayId }} did not go through.',
      },
      status: 200,
    },
  },
  {
    id: 'readTemplate',
    method: 'get',
    path: `${path}/{templateId}`,
    summary: 'Shows one version (C9).',
    tag,
    answers: { 200: VersionBody },
    refusals: [404],
    permission: 'communicator.template:read',
    example: { given: 'a live template', status: 200 },
  },
  {
    id: 'changeTemplate',
    method: 'put',
    path: `${path}/{templateId}`,
    summary: 'Changes the fields that are sent; of a live version with effect for the next message (C10).',
    tag,
    headers: ifMatchHeader,
    body: VersionChangeRequest,
    answers: { 200: VersionBody },
    refusals: [404, 412],
    permission: 'communicator.template:update',
    example: { given: 'a live template', body: { contentTextTemplate: 'Call us: {{ company.phone }}.' }, status: 200 },
  },
  {
    id: 'deleteTemplate',
    method: 'delete',
    path: `${path}/{templateId}`,
    summary: 'Deletes a version that is not live (C11).',
    tag,
    headers: ifMatchHeader,
    answers: { 200: null },
    refusals: [404, 409, 412],
    permission: 'communicator.template:update',
    example: { given: 'a live template', status: 409 },
  },
  {
    id: 'activateTemplate',
    method: 'put',
    path: `${path}/{templateId}/activate`,
    summary: 'Makes a version live and deprecates the one before it; repeated it changes nothing (C12).',
    tag,
    headers: ifMatchHeader,
    answers: { 200: null },
    refusals: [404, 412],
    permission: 'communicator.template:activate',
    example: { given: 'a live template', status: 200 },
  },
  {
    id: 'exportTemplates',
    method: 'get',
    path: `${path}/export`,
    summary: 'Gives a company’s messages by natural keys, as an import takes them (C13).',
    tag,
    query: ExportQuery,
    answers: { 200: ExportedTemplates },
    refusals: [404],
    permission: 'communicator.template:read',
    example: { given: 'a company with a live template', query: { companyId: 'CR-0000000000-0000000000' }, status: 200 },
  },
  {
    id: 'importTemplates',
    method: 'post',
    path: `${path}/import`,
    summary: 'Takes what an export gave, all or nothing; what is there already stays as it is (C14).',
    description: 'At most 2,000 items and 20 MiB. Needs `communicator.template:update` too, and `communicator.template:activate` where it activates.',
    tag,
    query: ImportQuery,
    body: ImportRequest,
    answers: { 204: null },
    refusals: [404, 413],
    permission: 'communicator.template:create',
    example: {
      given: 'a company to import into',
      query: { companyId: 'CR-0000000000-0000000000', allowActivate: 'false' },
      body: [
        {
          descriptor: { subject: 'paymentFailed', channel: 'text', language: 'en', productId: null, sensitive: false, enabled: true, name: null },
          versions: [
            { active: true, status: 'deployed', subjectLineTemplate: null, contentTextTemplate: 'Payment of {{ paymentAmount }} failed.', contentHtmlTemplate: null },
          ],
        },
      ],
      status: 204,
    },
  },
]; // prettier-ignore
