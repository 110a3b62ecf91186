/** How one operation is sent, from the description of the API. */
export type Route = {
  readonly method: string;
  /** Parameters in braces. */
  readonly path: string;
  /** The platform remembers an `Idempotency-Key` here: the same request again is one effect. */
  readonly takesKey?: boolean;
  readonly bodyType?: string;
  /** The answer is not JSON, and handed on as it is. */
  readonly isRaw?: boolean;
  readonly page?: Page;
};

/** Which field is the list ('' when the whole answer is), what asks for the next page, and by which field of an item. */
export type Page = { readonly by: 'after' | 'startingAfter' | 'offset'; readonly list: string; readonly id?: string };

export type Query = Record<string, string | number | boolean | undefined>;

/** What a caller gives: the path's parameters by name, beside `query` and `body`. */
export type Input = { readonly query?: Query; readonly body?: unknown } & Record<string, unknown>;

const filled = (path: string, input: Input): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = input[name];
    if (typeof value !== 'string' || value === '') throw new TypeError(`${name} is missing: it is part of the path.`);
    if (/^\.{1,2}$/.test(value)) throw new TypeError(`${name} is no id: it would make another path.`);
    return encodeURIComponent(value);
  });

function searchOf(query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.append(name, String(value));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

export const addressOf = (url: string, { path }: Route, input: Input): string =>
  `${url.replace(/\/+$/, '')}${filled(path, input)}${searchOf(input.query)}`;
