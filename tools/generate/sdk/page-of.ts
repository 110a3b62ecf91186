import type { JsonSchema } from './typescript-of.ts';

/** How a list goes on: which field of the answer is the list, what asks for the next page, and from what that is read. */
export type Page = { by: 'after' | 'startingAfter' | 'offset'; list: string; id?: string; item: JsonSchema };

const idOf = ({ properties = {} }: JsonSchema): string =>
  'id' in properties ? 'id' : (Object.keys(properties).find((name) => name.endsWith('Id')) ?? 'id');

/** Undefined: the operation answers with all there is. */
export function pageOf(
  query: readonly string[],
  answer: JsonSchema | undefined,
  resolved: (schema: JsonSchema) => JsonSchema,
): Page | undefined {
  if (!answer) return undefined;
  const lists = Object.entries(answer.properties ?? {}).filter(([, { type }]) => type === 'array');
  const [list, { items: item }] =
    answer.type === 'array' ? (['', answer] as const) : (lists[0] ?? (['', {}] as [string, JsonSchema]));
  if (!item) return undefined;
  if (query.includes('after')) return { by: 'after', list, item };
  if (query.includes('startingAfter')) return { by: 'startingAfter', list, item, id: idOf(resolved(item)) };
  if (query.includes('offset')) return { by: 'offset', list, item };
  return undefined;
}
