import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/** Of one connection, not of the message (RFC 9110 7.6.1). */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/** What says who asks, or pretends to: only the gateway tells the services that. */
const identity = new Set(['authorization', 'x-api-key', 'cookie', 'host', 'forwarded', 'via', 'tracestate']);
const isIdentity = (name: string): boolean =>
  identity.has(name) ||
  name.startsWith('x-fairdue-') ||
  name.startsWith('x-forwarded-') ||
  name.startsWith('x-original-') ||
  name.startsWith('x-rewrite-');

const namesNobody: ReadonlySet<string> = new Set();

function namedByConnection({ connection = 'keep-alive' }: IncomingHttpHeaders): ReadonlySet<string> {
  if (connection === 'keep-alive') return namesNobody;
  return new Set(connection.split(',').map((name) => name.trim().toLowerCase()));
}

function keep(headers: IncomingHttpHeaders, drop: (name: string) => boolean): Record<string, string | string[]> {
  const named = namedByConnection(headers);
  const kept: Record<string, string | string[]> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && !hopByHop.has(name) && !named.has(name) && !drop(name)) kept[name] = value;
  }
  return kept;
}

/** A client's headers as a service may see them. */
export const requestHeaders = (headers: IncomingHttpHeaders): Record<string, string | string[]> =>
  keep(headers, isIdentity);

/** A service's headers as a client may see them. */
export const answerHeaders = (headers: IncomingHttpHeaders): OutgoingHttpHeaders => keep(headers, () => false);
