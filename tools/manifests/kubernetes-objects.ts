import { readFileSync } from 'node:fs';
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';
import { parse, parseAllDocuments } from 'yaml';
import { kubernetesDescription, operatorDefinitions } from './go-tools.ts';

export type KubernetesObject = {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  spec?: unknown;
};

export const readObjects = (yaml: string): KubernetesObject[] =>
  parseAllDocuments(yaml)
    .map((document) => document.toJS() as KubernetesObject | null)
    .filter((each) => each !== null);

type Described = AnySchemaObject & {
  properties?: object;
  format?: string;
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[];
};

/** What the API server says of each object: a field that it does not know is a fault, as it would be dropped in silence. */
export function kubernetesFaults(objects: readonly KubernetesObject[]): string[] {
  const path = kubernetesDescription();
  if (path === undefined) return [];
  const { definitions } = JSON.parse(readFileSync(path, 'utf8')) as { definitions: Record<string, Described> };
  const names = new Map<string, string>();
  for (const [name, definition] of Object.entries(definitions)) {
    if (definition.properties) definition['additionalProperties'] ??= false;
    if (definition.format === 'int-or-string' || name.endsWith('.resource.Quantity'))
      definition['type'] = ['string', 'number'];
    for (const { group, version, kind } of definition['x-kubernetes-group-version-kind'] ?? [])
      names.set(`${group ? `${group}/` : ''}${version} ${kind}`, name);
  }
  for (const { name, definition, of } of addedByOperators()) {
    definitions[name] = definition;
    names.set(of, name);
  }
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false, code: { regExp: asInGo } });
  ajv.addSchema({ $id: 'kubernetes', definitions });
  const validators = new Map<string, ValidateFunction>();
  return objects.flatMap((object) => {
    const { apiVersion, kind, metadata } = object;
    const name = names.get(`${apiVersion} ${kind}`);
    if (name === undefined) return [`${kind}/${metadata.name}: nothing here knows a ${apiVersion} ${kind}`];
    const validate = validators.get(name) ?? ajv.compile({ $ref: `kubernetes#/definitions/${name}` });
    validators.set(name, validate);
    if (validate(object)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${kind}/${metadata.name}${instancePath}: ${message} ${JSON.stringify(params)}`,
    );
  });
}

/** Operators write patterns for Go, where `(?i)` says that case does not matter. */
const asInGo = Object.assign(
  (pattern: string, flags: string): RegExp =>
    new RegExp(pattern.replace('(?i)', ''), pattern.includes('(?i)') ? `${flags}i` : flags),
  { code: 'asInGo' },
);

type Definition = {
  metadata: { name: string };
  spec: {
    group: string;
    names: { kind: string };
    versions: { name: string; schema: { openAPIV3Schema: Described } }[];
  };
};

const addedByOperators = (): { name: string; definition: Described; of: string }[] =>
  operatorDefinitions()
    .map((path) => parse(readFileSync(path, 'utf8')) as Definition)
    .flatMap(({ metadata, spec: { group, names, versions } }) =>
      versions.map(({ name, schema }) => ({
        name: `${metadata.name}.${name}`,
        definition: closed(schema.openAPIV3Schema),
        of: `${group}/${name} ${names.kind}`,
      })),
    );

/** Of an object that lists its fields, no others: but what stands at the top of every object, which definitions leave out. */
function closed(schema: Described, isTop = true): Described {
  if (schema['x-kubernetes-int-or-string']) return {};
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Described>);
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true || properties.length === 0 || isTop;
  return {
    ...schema,
    ...(properties.length > 0 && {
      properties: Object.fromEntries(properties.map(([name, each]) => [name, closed(each, name === 'metadata')])),
    }),
    ...(schema['items'] !== undefined && { items: closed(schema['items'] as Described, false) }),
    ...(!isOpen && { additionalProperties: false }),
  };
}
