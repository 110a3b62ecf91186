import type { Operation } from '@fairdue/http';
import { DescriptorBody, DescriptorChangeRequest, NewDescriptorRequest } from './descriptor.wire.ts';
import { CompanyListQuery, ListQuery } from './family-list.ts';
import { SubjectList } from './list-subjects.ts';
import { ifMatchHeader } from './owned-template.ts';
import { VersionBody } from './version.wire.ts';

const tag = 'Templates';
const path = '/api/communicator/templatedescriptors';

export const descriptorOperations: Operation[] = [
  {
    id: 'listTemplateDescriptors',
    method: 'get',
    path,
    summary: 'Lists which messages there are, newest first, and behind them those that are built in (C1).',
    tag,
    query: CompanyListQuery,
    answers: { 200: DescriptorBody.array() },
    refusals: [404],
    permission: 'communicator.template:read',
    example: { given: 'a live template', query: { limit: '2' }, status: 200 },
  },
  {
    id: 'createTemplateDescriptor',
    method: 'post',
    path,
    summary: 'Adds a message by subject, channel, language, product and tone (C2).',
    tag,
    body: NewDescriptorRequest,
    answers: { 200: DescriptorBody },
    refusals: [404],
    permission: 'communicator.template:create',
    example: {
      body: {
        subject: 'paymentFailed', channel: 'email', language: 'en', productId: 'auto loan', sensitive: false, enabled: true,
      },
      status: 200,
    },
  },
  {
    id: 'readTemplateDescriptor',
    method: 'get',
    path: `${path}/{descriptorId}`,
    summary: 'Shows one message (C3).',
    tag,
    answers: { 200: DescriptorBody },
    refusals: [404],
    permission: 'communicator.template:read',
    example: { given: 'a live template', status: 200 },
  },
  {
    id: 'changeTemplateDescriptor',
    method: 'put',
    path: `${path}/{descriptorId}`,
    summary: 'Changes the fields that are sent; another `activeVersionId` makes that version live (C4).',
    tag,
    headers: ifMatchHeader,
    body: DescriptorChangeRequest,
    answers: { 200: DescriptorBody },
    refusals: [404, 412],
    permission: 'communicator.template:update',
    example: { given: 'a live template', body: { enabled: false, name: 'Off for the holidays' }, status: 200 },
  },
  {
    id: 'deleteTemplateDescriptor',
    method: 'delete',
    path: `${path}/{descriptorId}`,
    summary: 'Deletes a message with its versions (C5).',
    tag,
    headers: ifMatchHeader,
    answers: { 200: null },
    refusals: [404, 412],
    permission: 'communicator.template:update',
    example: { given: 'a live template', status: 200 },
  },
  {
    id: 'listTemplatesOfDescriptor',
    method: 'get',
    path: `${path}/{descriptorId}/templates`,
    summary: 'Lists the versions of one message, newest first (C6).',
    tag,
    query: ListQuery,
    answers: { 200: VersionBody.array() },
    refusals: [404],
    permission: 'communicator.template:read',
    example: { given: 'a live template', status: 200 },
  },
  {
    id: 'listSubjects',
    method: 'get',
    path: '/api/communicator/subjects',
    summary: 'Lists what a message can be about, and what the built-in ones print (C24).',
    tag,
    answers: { 200: SubjectList },
    refusals: [],
    permission: 'communicator.template:read',
    example: { given: 'a live template', status: 200 },
  },
]; // prettier-ignore
