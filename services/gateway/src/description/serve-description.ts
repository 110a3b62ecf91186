import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { HttpFault } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { safeHeaders } from '../safe-headers.ts';
import type { DescriptionFiles } from './description-files.ts';

export const isDescription = (path: string): boolean =>
  path === '/openapi.json' || path === '/asyncapi.json' || /^\/docs(\/|$)/.test(path);

/** RFC 9110 13.1.2: a weak comparison, and `*` is any. */
const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((each) => ['*', etag].includes(each.trim().replace(/^W\//, '')));

/** Answers from the files and nothing else: no path leads elsewhere. Everybody may read them, as often as they like. */
export function serveDescription(
  files: DescriptionFiles,
  { req, res, headers }: { req: IncomingMessage; res: ServerResponse; headers: OutgoingHttpHeaders },
  path: string,
): void {
  const file = files.get(path);
  if (!file) throw new Refused('not-found', 'route-not-found', 'There is nothing at this path.');
  if (req.method !== 'GET' && req.method !== 'HEAD')
    throw new HttpFault(405, 'method-not-allowed', 'Method not allowed.', { allow: 'GET, HEAD' });
  headers['cache-control'] = 'no-cache'; // kept, and asked about before it is used again
  headers['etag'] = file.etag;
  if (file.contentPolicy) headers['content-security-policy'] = file.contentPolicy;
  if (isKnown(req.headers['if-none-match'], file.etag)) {
    res.writeHead(304, { ...safeHeaders, ...headers }).end();
    return;
  }
  headers['content-type'] = file.type;
  headers['content-length'] = file.bytes.length;
  res.writeHead(200, { ...safeHeaders, ...headers }).end(req.method === 'HEAD' ? undefined : file.bytes);
}
