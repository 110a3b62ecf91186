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
  'expect',
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

/** The one expectation there is (RFC 9110 10.1.1). Node has answered it before anything here is asked. */
const requireKnownExpectation = (expectation = '100-continue'): void => {
  if (expectation.trim().toLowerCase() === '100-continue') return;
  throw new HttpFault(417, 'expectation-unknown', 'Expect can be 100-continue and nothing else.');
};

/** Refuses more headers than any client of ours needs, and two of what decides who asks, for whom, and what follows. */
export function requirePlainHeaders({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): void {
  if (rawHeaders.length / 2 > headersMax)
    throw new HttpFault(431, 'headers-too-many', `A request may have ${headersMax} headers at most.`);
  const found: Record<string, string> = {};
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]?.toLowerCase() ?? '';
    if (!single.has(name)) continue;
    if (found[name] !== undefined)
      throw new Refused('malformed', 'header-repeated', `The header ${name} came more than once.`);
    found[name] = rawHeaders[i + 1] ?? '';
  }
  requireKnownCoding(found['transfer-encoding']);
  requireKnownExpectation(found['expect']);
}
