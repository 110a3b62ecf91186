import { Refused } from '@fairdue/refused';

export type Target = { path: string; query: string };

const ambiguous = (): Refused =>
  new Refused('malformed', 'path-ambiguous', 'The path can be read in more than one way.');

const unreserved = /[A-Za-z0-9\-._~]/;

/** Percent-encoding in its one normal form (RFC 3986 6.2.2): what needs none has none, the rest is upper case. */
const normalise = (path: string): string =>
  path.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return unreserved.test(character) ? character : `%${hex.toUpperCase()}`;
  });

/**
 * The request target, normalised once. One that this hop and the next could read differently is refused, since the
 * path decides who answers: absolute form, `//`, `;`, backslashes, dot segments, encoded slashes, stray percent signs.
 */
export function readTarget(url: string): Target {
  const at = url.indexOf('?');
  const raw = at === -1 ? url : url.slice(0, at);
  const query = at === -1 ? '' : url.slice(at);
  if (!raw.startsWith('/') || /\/\/|[;\\#]|[^\x21-\x7e]|%(?![0-9A-Fa-f]{2})/.test(raw) || query.includes('#'))
    throw ambiguous();
  const path = raw.includes('%') ? normalise(raw) : raw;
  if (/\/\.{1,2}(\/|$)|%(2F|5C|00)/.test(path)) throw ambiguous();
  try {
    decodeURIComponent(path);
  } catch {
    throw ambiguous();
  }
  return { path, query };
}
