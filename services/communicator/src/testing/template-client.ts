import { newId } from '@fairdue/ids';
import type { Response } from 'supertest';
import type { Communicator } from './start-communicator.ts';

export type Asking = { company?: string; permissions?: string[]; body?: object; headers?: Record<string, string> };
export type Body = Record<string, unknown>;

/** A company of its own for each test, so that its lists hold what the test made. */
export const aCompany = (): string => newId('creditor');

/** Asks for templates over HTTP as an account of one company. What has to succeed for a test to begin throws when it does not. */
export function templateClient(running: () => Communicator) {
  async function ask(
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    { company, permissions, body, headers = {} }: Asking,
  ): Promise<Response> {
    const { service, creditorId } = running();
    const agent = await service.as({ creditorIds: [company ?? creditorId], ...(permissions && { permissions }) });
    const sent = agent[method](`/api/communicator${path}`).set(headers);
    return body === undefined ? sent : sent.send(body);
  }
  async function made(path: string, company: string, body: object): Promise<Body & { id: string }> {
    const answer = await ask('post', path, { company, body });
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body as Body & { id: string };
  }
  const descriptor = (company: string, over: Body = {}) =>
    made('/templatedescriptors', company, { subject: 'paymentFailed', channel: 'text', ...over });
  const version = (company: string, descriptorId: string, over: Body = {}) =>
    made('/templates', company, { descriptorId, contentTextTemplate: 'Call us.', ...over });

  return {
    ask,
    descriptor,
    version,
    async live(company: string, over: Body = {}, words: Body = {}) {
      const { id: descriptorId } = await descriptor(company, over);
      const { id: templateId } = await version(company, descriptorId, words);
      const { status, text } = await ask('put', `/templates/${templateId}/activate`, { company });
      if (status !== 200) throw new Error(text);
      return { descriptorId, templateId };
    },
    stateOf: async (company: string, templateId: string): Promise<unknown> =>
      ((await ask('get', `/templates/${templateId}`, { company })).body as Body)['status'],
    liveOf: async (company: string, descriptorId: string): Promise<unknown> =>
      ((await ask('get', `/templatedescriptors/${descriptorId}`, { company })).body as Body)['activeVersionId'],
  };
}

export const codesOf = ({ body }: Response): unknown[] => (body as { errors: Body[] }).errors.map(({ code }) => code);
