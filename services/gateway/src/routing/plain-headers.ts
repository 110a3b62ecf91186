import type { IncomingMessage } from 'node:http';
import { HttpFault } from '@fairdue/http';
import { Refused } from '@fairdue/refused';

const headersMax = 100;

/** Of each of these a request has one: of two, this hop might believe the first and the next one the second. */
const single = new Set([
  'authorization',
  'content-encoding',
  'content-length',
  'content-type',
  'host',
  'idempotency-key',
  'transfer-encoding',
  'x-api-key',
  'x-ta-creditor',
]);

/** Refuses more headers than any client of ours needs, and two of what decides who asks, for whom, and what follows. */
export function requirePlainHeaders({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): void {
  if (rawHeaders.length / 2 > headersMax)
    throw new HttpFault(431, 'headers-too-many', `A request may have ${headersMax} headers at most.`);
  const seen = new Set<string>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]?.toLowerCase() ?? '';
    if (seen.has(name) && single.has(name))
      throw new Refused('malformed', 'header-repeated', `The header ${name} came more than once.`);
    seen.add(name);
  }
}
