/** What the description uses of JSON Schema. */
export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  not?: JsonSchema;
  description?: string;
};

const primitives: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
};

const anyOf = (types: readonly string[]): string => {
  const each = [...new Set(types)];
  return each.length === 1 ? (each[0] ?? 'never') : `(${each.join(' | ')})`;
};

const keyOf = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));

const comment = (text: string | undefined): string => (text === undefined ? '' : `/** ${text} */ `);

/** An object's fields. One that may be left out may be undefined, too: JSON does not send it. */
function objectType({ properties, required = [], additionalProperties }: JsonSchema): string {
  const fields = Object.entries(properties ?? {}).map(([name, schema]) => {
    const type = typescriptOf(schema);
    const field = required.includes(name) ? `${keyOf(name)}: ${type}` : `${keyOf(name)}?: ${type} | undefined`;
    return `${comment(schema.description)}${field}`;
  });
  if (fields.length > 0) return `{ ${fields.join('; ')} }`;
  if (additionalProperties === false) return 'Record<string, never>';
  return `Record<string, ${typeof additionalProperties === 'object' ? typescriptOf(additionalProperties) : 'unknown'}>`;
}

function typeNamed(type: string, schema: JsonSchema): string {
  if (type === 'object') return objectType(schema);
  if (type === 'array') return `${schema.items ? typescriptOf(schema.items) : 'unknown'}[]`;
  return primitives[type] ?? 'unknown';
}

/** The TypeScript type of what a schema takes. What a type cannot say (lengths, patterns) the platform checks. */
export function typescriptOf(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1) ?? 'unknown';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return anyOf(schema.enum.map((each) => JSON.stringify(each)));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return anyOf(choices.map(typescriptOf));
  if (schema.not && Object.keys(schema.not).length === 0) return 'never';
  if (schema.type === undefined) return schema.properties ? objectType(schema) : 'unknown';
  return anyOf([schema.type].flat().map((type) => typeNamed(type, schema)));
}
