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

/** Of what may be around a body we read chunks alone: a coding passed on without its name would be another body. */
const requireKnownCoding = (coding = 'chunked'): void => {
  if (coding.trim().toLowerCase() === 'chunked') return;
  throw new Refused('malformed', 'transfer-encoding-unknown', 'Transfer-Encoding can be chunked and nothing else.');
};

/** Refuses more headers than any client of ours needs, and two of what decides who asks, for whom, and what follows. */
export function requirePlainHeaders({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): void {
  if (rawHeaders.length / 2 > headersMax)
    throw new HttpFault(431, 'headers-too-many', `A request may have ${headersMax} headers at most.`);
  const seen: string[] = [];
  let coding: string | undefined;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]?.toLowerCase() ?? '';
    if (!single.has(name)) continue;
    if (seen.includes(name))
      throw new Refused('malformed', 'header-repeated', `The header ${name} came more than once.`);
    seen.push(name);
    if (name === 'transfer-encoding') coding = rawHeaders[i + 1];
  }
  requireKnownCoding(coding);
}
