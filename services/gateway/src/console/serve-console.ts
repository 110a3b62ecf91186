import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { HttpFault } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { safeHeaders } from '../safe-headers.ts';
import type { ConsoleFile, ConsoleFiles } from './console-files.ts';

export const isConsole = (path: string): boolean => /^\/console(\/|$)/.test(path);

/** Everything comes from here and goes here; no text becomes code or markup. */
const contentPolicy = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const permissionsPolicy = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()';

type Coding = keyof ConsoleFile['bytes'];

/** The smallest form that the client says it reads (RFC 9110 12.5.3); `q=0` is a refusal. */
function codingFor(accepted: string | string[] | undefined): Coding {
  const read = String(accepted ?? '')
    .split(',')
    .map((each) => each.trim().toLowerCase())
    .filter((each) => !/;\s*q=0(\.0+)?$/.test(each))
    .map((each) => each.split(';', 1)[0]);
  return (['br', 'gzip'] as const).find((each) => read.includes(each)) ?? 'identity';
}

type Exchange = { req: IncomingMessage; res: ServerResponse; headers: OutgoingHttpHeaders };

/** Assets are named after their content and kept for good; every other path is a place in the app, and shows its page. */
export function serveConsole(files: ConsoleFiles, { req, res, headers }: Exchange, path: string): void {
  if (req.method !== 'GET' && req.method !== 'HEAD')
    throw new HttpFault(405, 'method-not-allowed', 'Method not allowed.', { allow: 'GET, HEAD' });
  const asset = /^\/console\/assets\/([^/]+)$/.exec(path)?.[1];
  const file = files.get(asset ?? 'index.html');
  if (!file) throw new Refused('not-found', 'route-not-found', 'There is nothing at this path.');
  const coding = codingFor(req.headers['accept-encoding']);
  const bytes = file.bytes[coding];
  Object.assign(headers, {
    'content-type': file.type,
    'content-length': bytes.length,
    'cache-control': asset === undefined ? 'no-store' : 'public, max-age=31536000, immutable',
    'content-security-policy': contentPolicy,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': permissionsPolicy,
    vary: 'accept-encoding',
    ...(coding !== 'identity' && { 'content-encoding': coding }),
  });
  res.writeHead(200, { ...safeHeaders, ...headers }).end(req.method === 'HEAD' ? undefined : bytes);
}
