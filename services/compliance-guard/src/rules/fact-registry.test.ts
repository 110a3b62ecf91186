import { CreditorSettings, eventDefinitions } from '@fairdue/contracts';
import { z } from 'zod';
import { CanInteractRequest } from '../decisions/can-interact-body.ts';
import { operations } from '../operations.ts';
import { factNames, factRegistry } from './fact-registry.ts';
import { allRecords } from './records/all.ts';

const routes = new Set(operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`));

type JsonSchema = { properties?: Record<string, JsonSchema>; items?: JsonSchema };

/** Does the event carry that field? A list is passed through to its items. */
function carries(type: string, field: string): boolean {
  const definition = eventDefinitions.get(type);
  if (!definition) return false;
  let schema: JsonSchema | undefined = z.toJSONSchema(definition.data, { io: 'output' }) as JsonSchema;
  for (const part of field.split('.')) schema = (schema?.items ?? schema)?.properties?.[part];
  return schema !== undefined;
}

function exists(name: string, source: string): boolean {
  const [kind, ...rest] = source.split(' ');
  if (kind === 'event') return carries(rest[0] ?? '', rest[1] ?? '');
  if (kind === 'setting') return (rest[0] ?? '') in CreditorSettings.shape;
  if (source === 'the question') return name in CanInteractRequest.shape;
  if (source === 'other facts') return factRegistry[name as keyof typeof factRegistry].read !== undefined;
  return routes.has(source);
}

test.each(factNames)('whatever is said to set %s exists', (name) => {
  const { sources } = factRegistry[name];

  expect(sources).not.toEqual([]);
  expect(sources.filter((source) => !exists(name, source))).toEqual([]);
});

test.each(factNames)('what nobody writes down is read from what is at hand: %s', (name) => {
  const { sources, read } = factRegistry[name];

  expect(
    read !== undefined ||
      sources.every((source) => /^(PUT|POST) \/agency\/v1\/(people|consents|preferences)/.test(source)),
  ).toBe(true);
});

type Words = { fact: keyof typeof factRegistry; in: string[] };

const asked = (part: unknown): Words[] => {
  if (typeof part !== 'object' || part === null) return [];
  const { fact, in: words } = part as { fact?: Words['fact']; in?: string[] };
  return fact && words ? [{ fact, in: words }] : Object.values(part).flatMap(asked);
};

test('a record asks only for words that its fact can have', () => {
  const strange = asked(allRecords).filter(({ fact, in: words }) => {
    const known = factRegistry[fact].words;
    return known !== undefined && words.some((word) => !known.includes(word));
  });

  expect(asked(allRecords).length).toBeGreaterThan(10);
  expect(strange).toEqual([]);
});
