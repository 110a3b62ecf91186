import type { IncomingMessage } from 'node:http';
import { isToken } from '../credentials/read-token.ts';

/** Browsers take a cookie marked Secure over TLS only; on this machine itself the console is opened without it. */
const isLoopback = (host = ''): boolean => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);

/** The prefix has browsers take it from this very host over TLS only: no neighbouring host can put a session of its own there. */
const nameAt = (host: string | undefined): string => `${isLoopback(host) ? '' : '__Host-'}fairdue-console`;

const hostOf = (origin: string): string => (URL.canParse(origin) ? new URL(origin).host : '');

/**
 * Does a request come from a page of this very origin? The header cannot be sent from another one without a preflight,
 * which nobody answers here; what browsers tell of themselves beside it must not say otherwise.
 */
export function isFromConsole({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host, 'sec-fetch-site': site = 'same-origin', 'x-fairdue-console': said } = headers;
  return said === '1' && site === 'same-origin' && (origin === undefined || hostOf(origin) === host);
}

/** The access token that the console keeps for somebody who signed in. A cookie that came twice, or holds a key, is nobody's. */
export function tokenOfSession(req: Pick<IncomingMessage, 'headers'>): string | undefined {
  if (req.headers.cookie === undefined || !isFromConsole(req)) return undefined;
  const name = nameAt(req.headers.host);
  const tokens = req.headers.cookie
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each.startsWith(`${name}=`))
    .map((each) => each.slice(name.length + 1));
  return tokens.length === 1 && isToken(tokens[0] ?? '') ? tokens[0] : undefined;
}

/** No script reads it, no other site causes it to be sent, and it ends with its token. An empty one is taken away. */
export const sessionCookie = (token: string, seconds: number, host: string | undefined): string =>
  [
    `${nameAt(host)}=${token}`,
    'Path=/',
    `Max-Age=${token === '' ? 0 : seconds}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(isLoopback(host) ? [] : ['Secure']),
  ].join('; ');
