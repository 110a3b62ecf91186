import type { Operation } from '@fairdue/http';

const block = (name: string, text: string): string => `${name} {\n${text.replaceAll(/^(?=.)/gm, '  ')}\n}\n`;

const pairs = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => (value === '' ? `${name}:` : `${name}: ${value}`))
    .join('\n');

const folderOf = (tag: string): string => tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

const parametersIn = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');

/** A secret is the environment's, never the collection's. */
const withKey = (values: Record<string, string>): Record<string, string> =>
  'client_secret' in values ? { ...values, client_secret: '{{apiKey}}' } : values;

const bodyKinds: Readonly<Record<string, string>> = {
  'application/json': 'json',
  'application/x-www-form-urlencoded': 'form-urlencoded',
};

function bodyOf({ bodyType = 'application/json', example }: Operation): [kind: string, block: string] {
  if (example.body === undefined) return ['none', ''];
  const kind = bodyKinds[bodyType] ?? 'text';
  if (kind === 'form-urlencoded')
    return ['formUrlEncoded', block(`body:${kind}`, pairs(withKey(example.body as Record<string, string>)))];
  const text = typeof example.body === 'string' ? example.body : JSON.stringify(example.body, null, 2);
  return [kind, block(`body:${kind}`, text)];
}

/** Optional query parameters stand there switched off. */
function queryOf({ query, example: { query: given = {} } }: Operation): Record<string, string> {
  const names = Object.keys(query?.shape ?? {});
  const off = names.filter((name) => !(name in given)).map((name) => [`~${name}`, ''] as const);
  return { ...given, ...Object.fromEntries(off) };
}

function requestOf(operation: Operation, seq: number): string {
  const { id, method, path, summary, description, permission, credential, example, bodyType } = operation;
  const names = parametersIn(path);
  const [kind, body] = bodyOf(operation);
  const query = queryOf(operation);
  const headers = {
    ...(kind === 'text' && bodyType !== undefined && { 'content-type': bodyType }),
    ...example.headers,
  };
  const search = new URLSearchParams(example.query).toString();
  const needs = permission === undefined ? undefined : `Needs the permission ${permission}.`;
  const parts = [
    block('meta', pairs({ name: id, type: 'http', seq: String(seq) })),
    block(
      method,
      pairs({
        url: `{{url}}${path.replaceAll(/\{(\w+)\}/g, ':$1')}${search === '' ? '' : `?${search}`}`,
        body: kind,
        auth: credential === false ? 'none' : 'inherit',
      }),
    ),
    Object.keys(query).length > 0 && block('params:query', pairs(query)),
    names.length > 0 && block('params:path', pairs(Object.fromEntries(names.map((name) => [name, `{{${name}}}`])))),
    Object.keys(headers).length > 0 && block('headers', pairs(headers)),
    body,
    block('docs', [summary, description, needs].filter((each) => each !== undefined).join('\n\n')),
  ];
  return parts.filter((part) => part !== false && part !== '').join('\n');
}

const environment = (url: string, ids: readonly string[]): string =>
  `${block('vars', pairs({ url, ...Object.fromEntries(ids.map((name) => [name, ''])) }))}vars:secret [\n  apiKey\n]\n`;

/** Path and text of every file of the collection: each operation with its example, and two environments without a secret. */
export function brunoCollection(operations: readonly Operation[]): Map<string, string> {
  const ids = [...new Set(operations.flatMap(({ path }) => parametersIn(path)))].toSorted();
  const files = new Map([
    ['bruno/bruno.json', `${JSON.stringify({ version: '1', name: 'Fairdue', type: 'collection' }, null, 2)}\n`],
    [
      'bruno/collection.bru',
      `${block('auth', 'mode: basic')}\n${block('auth:basic', 'username: {{apiKey}}\npassword:')}`,
    ],
    ['bruno/environments/local.bru', environment('http://127.0.0.1:8080', ids)],
    ['bruno/environments/demo.bru', environment('http://127.0.0.1:8080', ids)],
  ]);
  for (const [index, operation] of operations.entries())
    files.set(`bruno/${folderOf(operation.tag)}/${operation.id}.bru`, requestOf(operation, index + 1));
  return files;
}
