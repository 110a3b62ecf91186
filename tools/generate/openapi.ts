import { STATUS_CODES } from 'node:http';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import { z } from 'zod';
import { EnvelopeError, OAuthError, Problem, RcmError, RecoverError, type Operation } from '@fairdue/http';
import { familyOf } from '../../services/gateway/src/routing/families.ts';
import { operations } from './operations.ts';

type Family = { error: z.ZodType; errorType: string; headers?: z.ZodObject };

const json = 'application/json';

/** Which creditor is meant, and why a change is made: what the Recover family and the agency's read from headers. */
const recoverHeaders = z.object({
  'X-TA-CREDITOR': z
    .string()
    .exactOptional()
    .meta({ description: 'Which of the creditors of the account is meant. Needed where it is linked to several.' }),
  'X-TA-AUDIT-DESCRIPTION': z
    .string()
    .exactOptional()
    .meta({ description: 'Why a change is made, kept with its history.' }),
});

const problem: Family = { error: Problem, errorType: 'application/problem+json' };
const families: Readonly<Record<string, Family>> = {
  recover: { error: RecoverError, errorType: json, headers: recoverHeaders },
  agency: { ...problem, headers: recoverHeaders },
  communicator: { error: EnvelopeError, errorType: json },
  compliance: { error: EnvelopeError, errorType: json },
  rcm: { error: RcmError, errorType: json },
  oauth: { error: OAuthError, errorType: json },
  unsubscribe: { error: z.string(), errorType: 'text/html' },
};

const familyAt = (path: string): Family => families[familyOf(path)?.name ?? ''] ?? problem;

/** What every route of a family may answer, whatever it is about. */
function commonRefusals({ body, credential, path }: Operation): number[] {
  return [
    400,
    ...(credential === false ? [] : [401, 403, 429]),
    ...(path.includes('{') ? [404] : []),
    ...(body ? [413, 415] : []),
    503,
  ];
}

const wwwAuthenticate = z.object({ 'WWW-Authenticate': z.string() });
const retryAfter = z.object({ 'Retry-After': z.string() });

function responsesOf(operation: Operation): ZodOpenApiResponsesObject {
  const { error, errorType } = familyAt(operation.path);
  const good = Object.entries(operation.answers).map(([status, answer]) => {
    const description = STATUS_CODES[status] ?? 'Answer';
    if (answer === null) return [status, { description }] as const;
    if (answer instanceof z.ZodType) return [status, { description, content: { [json]: { schema: answer } } }] as const;
    const types = typeof answer === 'string' ? [answer] : answer;
    return [status, { description, content: Object.fromEntries(types.map((type) => [type, {}])) }] as const;
  });
  const bad = [...new Set([...commonRefusals(operation), ...operation.refusals])]
    .filter((status) => !(status in operation.answers))
    .map((status) => {
      const headers = { 401: wwwAuthenticate, 429: retryAfter, 503: retryAfter }[status];
      const description = STATUS_CODES[status] ?? 'Refusal';
      const page = operation.refusalPages?.includes(status) && { 'text/html': {} };
      const content = { [errorType]: { schema: error }, ...page };
      return [String(status), { description, content, ...(headers && { headers }) }] as const;
    });
  return Object.fromEntries(
    [...good, ...bad].toSorted(([a], [b]) => Number(a) - Number(b)),
  ) as ZodOpenApiResponsesObject;
}

const parametersIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');

function securityOf({ credential, permission }: Operation) {
  if (credential === false) return [];
  return [{ basic: [] }, { bearer: [] }, { apiKey: [] }, { oauth2: permission === undefined ? [] : [permission] }];
}

function described(operation: Operation): ZodOpenApiOperationObject {
  const { id, summary, description, tag, path, query, headers, body, bodyType = json, permission, example } = operation;
  const names = parametersIn(path);
  const header = z.object({ ...familyAt(path).headers?.shape, ...headers?.shape });
  const needs = permission === undefined ? undefined : `Needs the permission \`${permission}\`.`;
  const text = [description, needs].filter((each) => each !== undefined).join('\n\n');
  const isBodyOptional = body?.safeParse(undefined).success === true;
  return {
    operationId: id,
    summary,
    ...(text !== '' && { description: text }),
    tags: [tag],
    security: securityOf(operation),
    requestParams: {
      ...(names.length > 0 && { path: z.object(Object.fromEntries(names.map((name) => [name, z.string().min(1)]))) }),
      ...(query && { query }),
      ...(Object.keys(header.shape).length > 0 && { header }),
    },
    ...(body && {
      requestBody: {
        required: !isBodyOptional,
        content: { [bodyType]: { schema: body, ...(example.body !== undefined && { example: example.body }) } },
      },
    }),
    responses: responsesOf(operation),
  };
}

const securitySchemes = (scopes: readonly string[]) => ({
  basic: { type: 'http', scheme: 'basic', description: 'The API key as user name, the password blank.' } as const,
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key, an access token of `/oauth/token`, or a token of a configured OIDC issuer.',
  } as const,
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-KEY', description: 'An API key.' } as const,
  oauth2: {
    type: 'oauth2',
    description: 'Client credentials: the id of an API key, and the key.',
    flows: {
      clientCredentials: {
        tokenUrl: '/oauth/token',
        scopes: Object.fromEntries(scopes.map((scope) => [scope, scope])),
      },
    },
  } as const,
});

const about = `Amounts are whole cents. Fields named \`…Cents\` are cents too; \`{ amount, currency }\` is cents with their
currency. Instants are ISO 8601 in UTC (\`2026-01-05T12:00:00.000Z\`); in the Recover family they are milliseconds since
1970, and days are \`{ day, month, year }\`.

Any credential works on any path. Each wire format has an error body of its own; the codes are listed in docs/errors.md.
Paths under \`/api/v1\` are taken with and without a trailing slash. The events are described in \`/asyncapi.json\`.`;

/** OpenAPI 3.1 from the schemas that parse the requests and shape the answers. */
export function openApi(): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of operations) (paths[operation.path] ??= {})[operation.method] = described(operation);
  const scopes = [...new Set(operations.flatMap(({ permission }) => permission ?? []))].toSorted();
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Fairdue',
      version: '0.1.0',
      description: about,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: tags.map((name) => ({ name })),
    paths,
    components: { securitySchemes: securitySchemes(scopes) },
  });
}
