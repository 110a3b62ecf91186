import { send, type CallOptions, type Connection } from './send.ts';
import type { Input, Page, Query, Route } from './route.ts';

type Answer = Record<string, unknown>;

const listOf = (answer: unknown, { list }: Page): Answer[] =>
  ((list === '' ? answer : (answer as Answer)[list]) ?? []) as Answer[];

/** What asks for the page after this one; undefined when there is none. */
function nextQuery(page: Page, query: Query, answer: unknown, sizeMax: number): Query | undefined {
  const items = listOf(answer, page);
  if (page.by === 'after') {
    const next = (answer as { next?: unknown }).next;
    return typeof next === 'string' ? { ...query, after: next } : undefined;
  }
  if (page.by === 'offset') {
    const offset = Number(query['offset'] ?? 0) + items.length;
    const total = Number((answer as { totalResults?: unknown }).totalResults);
    return items.length > 0 && offset < total ? { ...query, offset } : undefined;
  }
  const last = items.at(-1)?.[page.id ?? 'id'];
  return items.length >= sizeMax && typeof last === 'string' ? { ...query, startingAfter: last } : undefined;
}

const pageSize = 100;

/** Every item of a list, page by page; the next page is asked for when the one before is used up. One that leads to itself has no end, and fails. */
export async function* each(
  connection: Connection,
  operation: string,
  route: Route & { page: Page },
  input: Input,
  options?: CallOptions,
): AsyncGenerator<unknown, void, undefined> {
  const { page } = route;
  const sizeMax = Number(input.query?.['limit'] ?? pageSize);
  let query: Query | undefined = {
    ...(page.by !== 'offset' && { limit: sizeMax }),
    ...input.query,
  };
  while (query) {
    const answer: unknown = await send(connection, operation, route, { ...input, query }, options);
    yield* listOf(answer, page);
    const next = nextQuery(page, query, answer, sizeMax);
    if (next && JSON.stringify(next) === JSON.stringify(query))
      throw new Error(`${operation}: the page after this one is this one again`);
    query = next;
  }
}
