import type supertest from 'supertest';

export type SentRoute = { query?: Record<string, string>; headers?: Record<string, string>; body?: object | undefined };

/** Sends a request to a route named `post /path/{id}`, its parameters filled in. */
export function sendTo(
  agent: ReturnType<typeof supertest.agent>,
  name: string,
  params: Record<string, string>,
  { query = {}, headers = {}, body }: SentRoute,
): supertest.Test {
  const [method = '', template = ''] = name.split(' ');
  const path = template.replace(/\{(\w+)\}/g, (_, key: string) => params[key] ?? '');
  const request = agent[method as 'get' | 'post' | 'put' | 'patch' | 'delete'](path).set(headers).query(query);
  return body ? request.send(body) : request;
}
