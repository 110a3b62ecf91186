import type { IncomingHttpHeaders, OutgoingHttpHeader, OutgoingHttpHeaders } from 'node:http';

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

/** A client's headers as a service may see them, after those that the gateway itself says. */
export function requestHeaders(headers: IncomingHttpHeaders, ours: Readonly<Record<string, string>> = {}): string[] {
  const named = namedByConnection(headers);
  const list: string[] = [];
  for (const name in ours) list.push(name, ours[name] ?? '');
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || hopByHop.has(name) || named.has(name)) continue;
    if (isIdentity(name) || Object.hasOwn(ours, name)) continue;
    for (const each of typeof value === 'string' ? [value] : value) list.push(name, each);
  }
  return list;
}

/** A service's headers as a client may see them, and of ours those that the service does not say: its own word counts. */
export function answerHeaders(
  headers: IncomingHttpHeaders,
  ...ours: readonly OutgoingHttpHeaders[]
): OutgoingHttpHeader[] {
  const named = namedByConnection(headers);
  const list: OutgoingHttpHeader[] = [];
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && !hopByHop.has(name) && !named.has(name)) list.push(name, value);
  }
  for (const some of ours)
    for (const name in some) {
      const value = some[name];
      if (value !== undefined && (headers[name] === undefined || named.has(name))) list.push(name, value);
    }
  return list;
}
