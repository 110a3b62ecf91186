import { pageOf } from './page-of.ts';
import { typescriptOf, type JsonSchema } from './typescript-of.ts';

type Media = Record<string, { schema?: JsonSchema }>;
type Parameter = { in: string; name: string; required?: boolean; schema: JsonSchema };
type Described = {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Media };
  responses: Record<string, { content?: Media }>;
};
export type Description = {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, JsonSchema> };
};

/** For browsers, probes and providers: no client of the API calls them. */
const left = new Set(['Unsubscribing', 'Provider callbacks', 'Operation', 'Description']);

const json = 'application/json';

const isGood = ([status]: [string, unknown]): boolean => Number(status) < 400;

function answerOf({ responses }: Described): { type: string; isJson: boolean; schema: JsonSchema | undefined } {
  const contents = Object.entries(responses)
    .filter(isGood)
    .map(([, { content }]) => content);
  const isJson = contents.every((content) => content === undefined || json in content);
  const schemas = contents.flatMap((content) => content?.[json]?.schema ?? []);
  const types = contents.map((content) => {
    const schema = content?.[json]?.schema;
    return schema ? typescriptOf(schema) : 'undefined';
  });
  // An operation that is no more has refusals only.
  return { type: isJson ? [...new Set(types)].join(' | ') || 'never' : 'Response', isJson, schema: schemas[0] };
}

function fieldsOf(parameters: readonly Parameter[]): string {
  return typescriptOf({
    type: 'object',
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  });
}

function inputOf({ parameters = [], requestBody }: Described): string {
  const fields = parameters.filter((each) => each.in === 'path').map(({ name }) => `${name}: string`);
  const query = parameters.filter((each) => each.in === 'query');
  if (query.length > 0) fields.push(`query${query.some(({ required }) => required) ? '' : '?'}: ${fieldsOf(query)}`);
  const [type, media] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (type !== undefined) {
    const body = type === json ? typescriptOf(media?.schema ?? {}) : 'string | Uint8Array | Blob';
    fields.push(`body${requestBody?.required === true ? '' : '?'}: ${body}`);
  }
  return fields.length > 0 ? `{ ${fields.join('; ')} }` : 'Record<string, never>';
}

const commentOf = ({ summary, description }: Described): string =>
  `  /** ${[summary, description]
    .filter((each) => each !== undefined)
    .join('\n\n')
    .replaceAll('\n', '\n   * ')} */`;

const header = (from: string): string =>
  `// Written from docs/api/openapi.json by \`npm run generate\`: ${from}.\n/* oxlint-disable */\n`;

/** The types of every operation and the table by which they are sent, as the text of two files. */
export function sdkOperations({ paths, components }: Description): { types: string; routes: string } {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ path, method: method.toUpperCase(), described })),
  );
  const offered = all.filter(({ described }) => !left.has(described.tags[0] ?? ''));
  const resolved = (schema: JsonSchema): JsonSchema =>
    components.schemas[schema.$ref?.split('/').at(-1) ?? ''] ?? schema;

  const types = [header('the schemas of requests and answers'), 'export interface Operations {'];
  const routes = [
    header('how each operation is sent'),
    "import type { Route } from '../route.ts';",
    "import type { Operations } from './operations.ts';\n",
    'export const routes: { readonly [Id in keyof Operations]: Route } = {',
  ];
  for (const { path, method, described } of offered) {
    const { operationId: id, parameters = [], requestBody } = described;
    const query = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
    const answer = answerOf(described);
    const page = answer.isJson ? pageOf(query, answer.schema && resolved(answer.schema), resolved) : undefined;
    types.push(
      commentOf(described),
      `  ${id}: { input: ${inputOf(described)}; answer: ${answer.type}${page ? `; item: ${typescriptOf(page.item)}` : ''} };`,
    );
    const bodyType = Object.keys(requestBody?.content ?? {})[0];
    const route = {
      method,
      path,
      ...(parameters.some(({ name }) => name === 'Idempotency-Key') && { takesKey: true }),
      ...(bodyType !== undefined && { bodyType }),
      ...(!answer.isJson && { isRaw: true }),
      ...(page && { page: { by: page.by, list: page.list, ...(page.id && { id: page.id }) } }),
    };
    routes.push(`  ${id}: ${JSON.stringify(route)},`);
  }
  types.push('}\n');
  const isNeeded = namesNeeded(types.join('\n'), components.schemas);
  for (const [name, schema] of Object.entries(components.schemas))
    if (isNeeded.has(name)) types.push(`export type ${name} = ${typescriptOf(schema)};`);
  return { types: `${types.join('\n')}\n`, routes: `${[...routes, '};'].join('\n')}\n` };
}

/** The shared schemas that the operations name, and those that these name. */
function namesNeeded(text: string, schemas: Record<string, JsonSchema>): Set<string> {
  const needed = new Set<string>();
  const look = (within: string): void => {
    for (const name of Object.keys(schemas))
      if (!needed.has(name) && new RegExp(`\\b${name}\\b(?!\\??:)`).test(within)) {
        needed.add(name);
        look(typescriptOf(schemas[name] ?? {}));
      }
  };
  look(text);
  return needed;
}
