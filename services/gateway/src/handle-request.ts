import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import {
  describeError,
  HttpFault,
  problemErrors,
  requestIdHeader,
  type ErrorMapper,
  type Vouched,
} from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { inTrace, newTrace, parseTraceparent, type Log, type Metrics, type Trace } from '@fairdue/telemetry';
import type { ClockRoute } from './clock/clock-route.ts';
import type { Authenticate } from './credentials/authenticate.ts';
import type { Account } from './credentials/find-account.ts';
import type { DescriptionFiles } from './description/description-files.ts';
import { isDescription, serveDescription } from './description/serve-description.ts';
import type { RateLimit } from './limits/rate-limit.ts';
import type { TokenRoute } from './oauth/token-route.ts';
import type { Forward } from './proxy/forward.ts';
import { requirePlainHeaders } from './routing/plain-headers.ts';
import { familyOf, ownerOf, type Family, type Owner } from './routing/families.ts';
import { readTarget, type Target } from './routing/target.ts';

export type GatewayParts = {
  authenticate: Authenticate;
  limit: RateLimit;
  forwards: ReadonlyMap<Owner, Forward>;
  clock: ClockRoute;
  token: TokenRoute;
  /** `/openapi.json`, `/asyncapi.json`, `/docs`. */
  description: DescriptionFiles;
  /** Probes and metrics: what is neither family nor client's. */
  own: RequestListener;
  log: Log;
  metrics: Metrics;
};

type Exchange = { req: IncomingMessage; res: ServerResponse; trace: Trace };

export const ownPaths: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics']);

const safeHeaders: readonly (readonly [string, string])[] = [
  ['cache-control', 'no-store'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['referrer-policy', 'no-referrer'],
  ['strict-transport-security', 'max-age=31536000; includeSubDomains'],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
];

const noRoute = () => new Refused('not-found', 'route-not-found', 'There is nothing at this path.');

const readOnly = () => new HttpFault(405, 'method-not-allowed', 'Method not allowed.', { allow: 'GET, HEAD' });

/** Callbacks come from providers: signed by them, checked by the communicator, nobody's account. */
const provider: Vouched = { accountId: 'provider', permissions: new Set(), creditorIds: [] };

function answerJson(req: IncomingMessage, res: ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  if (!res.hasHeader('content-type')) res.setHeader('content-type', 'application/json; charset=utf-8');
  res.setHeader('content-length', bytes.length);
  res.writeHead(status).end(req.method === 'HEAD' ? undefined : bytes);
}

/** An error in the words of the family. The body that nobody will read flows away meanwhile. */
function answerError(error: unknown, { req, res }: Exchange, errors: ErrorMapper, log: Log): void {
  if (describeError(error).status === 500) log.error({ err: error }, 'request failed');
  if (res.headersSent || res.destroyed) {
    res.destroy();
    return;
  }
  const { status, headers = {}, body } = errors(error, req);
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  answerJson(req, res, status, body);
}

/** What the gateway answers itself: the clock to an account, a token to whoever shows the secret for it. */
async function answerOwn({ req, res }: Exchange, account: Account | undefined, parts: GatewayParts): Promise<string> {
  if (account) {
    answerJson(req, res, 200, await parts.clock(req, account));
    return account.accountId;
  }
  const { accountId, body } = await parts.token(req, res);
  answerJson(req, res, 200, body);
  return accountId;
}

/** Headers, credential, limit, owner: then the request is passed on. Which methods a path has, its owner knows. */
async function serve(
  exchange: Exchange,
  family: Family,
  { path, query }: Target,
  parts: GatewayParts,
): Promise<string> {
  const { req, res, trace } = exchange;
  requirePlainHeaders(req);
  const account = family.isOpen ? undefined : await parts.authenticate(req, res);
  if (account) await parts.limit(account.countedAs, res);
  const owner = ownerOf(family, path);
  if (owner === 'gateway') return answerOwn(exchange, account, parts);
  const forward = owner && parts.forwards.get(owner);
  if (!forward) throw noRoute();
  await forward.pass({ req, res, target: path + query, vouched: account ?? provider, trace });
  return account?.accountId ?? provider.accountId;
}

/** Everything a client sends comes through here, in this order; every refusal is in the words of its family. */
export function handleRequest(parts: GatewayParts): RequestListener {
  const { log, metrics, own } = parts;
  const seconds = metrics.histogram('gateway_request_seconds', 'Time from request to answer.', ['family', 'status']);

  async function handle(exchange: Exchange): Promise<void> {
    const { req, res } = exchange;
    const startedAt = performance.now();
    const line: { family: string; accountId?: string } = { family: 'none' };
    let errors: ErrorMapper = problemErrors;
    res.once('close', () => {
      const elapsedMs = performance.now() - startedAt;
      seconds.observe({ family: line.family, status: String(res.statusCode) }, elapsedMs / 1_000);
      const { method } = req;
      const end = { status: res.statusCode, elapsedMs: Math.round(elapsedMs), finished: res.writableFinished };
      inTrace(exchange.trace, () => log.info({ method, ...line, ...end }, 'request'));
    });
    try {
      const family = familyOf(req.url ?? '');
      if (family) errors = family.errors;
      const target = readTarget(req.url ?? '');
      if (ownPaths.has(target.path)) throw readOnly();
      if (isDescription(target.path)) return serveDescription(parts.description, exchange, target.path);
      const meant = familyOf(target.path);
      if (!meant) throw noRoute();
      errors = meant.errors;
      line.family = meant.name;
      line.accountId = await serve(exchange, meant, target, parts);
    } catch (error) {
      answerError(error, exchange, errors, log);
    }
  }

  return (req, res) => {
    const isRead = req.method === 'GET' || req.method === 'HEAD';
    if (isRead && ownPaths.has((req.url ?? '').split('?', 1)[0] ?? '')) return own(req, res);
    const trace = newTrace(parseTraceparent(req.headers['traceparent'] as string | undefined));
    for (const [name, value] of safeHeaders) res.setHeader(name, value);
    res.setHeader(requestIdHeader, trace.requestId);
    void inTrace(trace, () => handle({ req, res, trace }));
  };
}
