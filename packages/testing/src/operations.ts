import assert from 'node:assert/strict';
import { z } from 'zod';
import { routesOf, type Family, type Operation } from '@fairdue/http';
import type supertest from 'supertest';

/** What stands when an example is sent: the path's parameters, and what only the store knows of the request. */
export type Standing = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: object;
};
export type Fixtures = Readonly<Record<string, () => Promise<Standing>>>;

const nameOf = ({ method, path }: { method: string; path: string }): string =>
  `${method} ${path.replace(/\/$/, '').replaceAll(/\{\w+\}/g, '{}')}`;

/** Routes without an operation and operations without a route. */
export function undescribed(families: readonly Family[], operations: readonly Operation[]): string[] {
  const routes = new Set(families.flatMap(routesOf).map(nameOf));
  const described = new Set(operations.map(nameOf));
  return [
    ...[...routes].filter((route) => !described.has(route)).map((route) => `no operation for ${route}`),
    ...[...described].filter((each) => !routes.has(each)).map((each) => `no route for ${each}`),
  ];
}

const filledIn = (path: string, params: Record<string, string>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    assert(value !== undefined, `the example of ${path} has no ${name}`);
    return encodeURIComponent(value);
  });

const isJson = (type: string): boolean => /^application\/(\w+\+)?json\b/.test(type);

/** Sends the example of an operation. Its status must be declared, and its body, to the last field, what is declared. */
export async function sendExample(
  agent: ReturnType<typeof supertest.agent>,
  { id, method, path, bodyType = 'application/json', answers, refusals, example }: Operation,
  fixtures: Fixtures,
): Promise<void> {
  const give = example.given === undefined ? undefined : fixtures[example.given];
  assert(give ?? example.given === undefined, `${id}: nobody gives “${example.given}”`);
  const standing = (await give?.()) ?? {};
  const sent = agent[method](filledIn(path, { ...example.params, ...standing.params }))
    .query({ ...example.query, ...standing.query })
    .set({ ...example.headers, ...standing.headers });
  const body = standing.body ? { ...(example.body as object | undefined), ...standing.body } : example.body;
  const response = await (body === undefined ? sent : sent.type(bodyType).send(body as object));

  assert.equal(response.status, example.status, `${id}: ${response.text}`);
  const declared = answers[response.status];
  const type = response.get('content-type') ?? '';
  if (declared === null) return assert.equal(response.text, '', id);
  if (declared === undefined)
    return assert(refusals.includes(response.status), `${id}: ${response.status} is not declared`);
  if (!(declared instanceof z.ZodType)) {
    const types = typeof declared === 'string' ? [declared] : declared;
    return assert(
      types.some((each) => type.startsWith(each)),
      `${id}: ${type} is not ${types.join(' or ')}`,
    );
  }
  assert(isJson(type), `${id}: ${type} is not JSON`);
  const answer = JSON.parse(response.text) as unknown;
  const parsed = declared.safeParse(answer);
  assert(parsed.success, `${id}: ${parsed.error ? z.prettifyError(parsed.error) : ''}`);
  assert.deepEqual(parsed.data, answer, `${id} answers with more than is declared`);
}
