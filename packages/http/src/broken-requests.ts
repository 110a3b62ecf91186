import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { problemErrors } from './error-mapper.ts';
import { HttpFault } from './http-fault.ts';

type ParseError = Error & { code?: string };

/** What could not be read as a request, by what Node found. Nobody's family is known yet, so each gets a problem. */
const faults: Readonly<Record<string, HttpFault>> = {
  HPE_HEADER_OVERFLOW: new HttpFault(431, 'headers-too-large', 'The headers are larger than any client of ours needs.'),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: new HttpFault(
    413,
    'body-too-large',
    'The chunks of the body carry more than the body.',
  ),
  ERR_HTTP_REQUEST_TIMEOUT: new HttpFault(408, 'request-incomplete', 'The request was not complete in time.'),
};
const unreadable = new HttpFault(400, 'request-unreadable', 'This cannot be read as an HTTP request in one way only.');

/** So long may a client read the answer while what it still sends is thrown away. */
const lingerMs = 1_000;

const closing = 'Connection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n';

function bytesOf(fault: HttpFault): string {
  const { status, headers = {}, body } = problemErrors(fault, {} as IncomingMessage);
  const text = JSON.stringify(body);
  const { title } = body as { title: string };
  const type = headers['content-type'] ?? '';
  const length = Buffer.byteLength(text);
  return `HTTP/1.1 ${status} ${title}\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n${closing}\r\n${text}`;
}

/**
 * Answers what is not HTTP with a problem, and hangs up. Not when an answer to an earlier part of the same request has
 * begun: bytes in the middle of it would be taken for its own.
 */
export function answerBroken(error: ParseError, socket: Duplex, underWay: Iterable<ServerResponse>): void {
  const hasBegun = [...underWay].some((res) => res.socket === socket && res.headersSent);
  if (error.code === 'ECONNRESET' || !socket.writable || hasBegun) return void socket.destroy();
  socket.end(bytesOf(faults[error.code ?? ''] ?? unreadable));
  setTimeout(() => socket.destroy(), lingerMs).unref();
}

/** HTTP/1.1 names its host (RFC 9112 3.2). Node says so itself, without a body; here it is a problem as well. */
export function lacksHost({ httpVersion, headers }: IncomingMessage): boolean {
  return httpVersion === '1.1' && headers.host === undefined;
}

export function answerHostless(res: ServerResponse): void {
  const fault = new HttpFault(400, 'request-unreadable', 'A request has to name its host.');
  const { status, headers = {}, body } = problemErrors(fault, res.req);
  const text = JSON.stringify(body);
  res.writeHead(status, { ...headers, connection: 'close', 'content-length': Buffer.byteLength(text) }).end(text);
}
