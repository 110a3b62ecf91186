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

type Kept = Record<string, string | string[]>;

function keep(headers: IncomingHttpHeaders, drop: (name: string) => boolean, kept: Kept): Kept {
  const named = namedByConnection(headers);
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && !hopByHop.has(name) && !named.has(name) && !drop(name)) kept[name] = value;
  }
  return kept;
}

const isNothing = (): boolean => false;

/** A client's headers as a service may see them. */
export const requestHeaders = (headers: IncomingHttpHeaders): Kept => keep(headers, isIdentity, {});

/** A service's headers as a client may see them, beside those that every answer carries: the service's own count. */
export const answerHeaders = (headers: IncomingHttpHeaders, carried: OutgoingHttpHeaders = {}): OutgoingHttpHeaders =>
  keep(headers, isNothing, { ...carried } as Kept);
