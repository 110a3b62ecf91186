import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http';
import {
  describeError,
  HttpFault,
  problemErrors,
  requestIdHeader,
  type ErrorMapper,
  type Vouched,
} from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import {
  newTrace,
  openSpan,
  parseTraceparent,
  requestLog,
  type Log,
  type Metrics,
  type Trace,
} from '@fairdue/telemetry';
import type { ClockRoute } from './clock/clock-route.ts';
import type { ConsoleFiles } from './console/console-files.ts';
import { isConsole, serveConsole } from './console/serve-console.ts';
import { tokenOfSession } from './console/session-cookie.ts';
import { sessionPath, type SessionRoute } from './console/session-route.ts';
import type { Authenticate } from './credentials/authenticate.ts';
import type { Account } from './credentials/find-account.ts';
import type { DescriptionFiles } from './description/description-files.ts';
import { isDescription, serveDescription } from './description/serve-description.ts';
import type { AddressLimit } from './limits/address-limit.ts';
import type { RateLimit } from './limits/rate-limit.ts';
import type { TokenRoute } from './oauth/token-route.ts';
import type { Forward } from './proxy/forward.ts';
import { requirePlainHeaders } from './routing/plain-headers.ts';
import { familyOf, isStream, largestBody, ownerOf, type Family, type Owner } from './routing/families.ts';
import { readTarget, type Target } from './routing/target.ts';
import { safeHeaders } from './safe-headers.ts';

export type GatewayParts = {
  authenticate: Authenticate;
  limit: RateLimit;
  limitAddress: AddressLimit;
  forwards: ReadonlyMap<Owner, Forward>;
  clock: ClockRoute;
  token: TokenRoute;
  /** `/openapi.json`, `/asyncapi.json`, `/docs`. */
  description: DescriptionFiles;
  /** `/console` and who is signed in there. */
  console: { files: ConsoleFiles; session: SessionRoute };
  /** Probes and metrics: what is neither family nor client's. */
  own: RequestListener;
  log: Log;
  metrics: Metrics;
};

/** `headers`: those of the answer, whatever it will be, beside the safe ones. */
type Exchange = { req: IncomingMessage; res: ServerResponse; trace: Trace; headers: OutgoingHttpHeaders };

export const ownPaths: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics']);

const noRoute = () => new Refused('not-found', 'route-not-found', 'There is nothing at this path.');

const readOnly = () => new HttpFault(405, 'method-not-allowed', 'Method not allowed.', { allow: 'GET, HEAD' });

const nobody = (accountId: string): Vouched => ({ accountId, permissions: new Set(), creditorIds: [] });
/** Callbacks come from providers: signed by them, checked by the communicator, nobody's account. */
const provider = nobody('provider');
/** Whoever has the link of an email. */
const reader = nobody('reader');

function answerWith({ req, res, headers }: Exchange, status: number, body: unknown): void {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const type = { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length };
  res.writeHead(status, { ...type, ...safeHeaders, ...headers }).end(req.method === 'HEAD' ? undefined : bytes);
}

/** An error in the words of the family. The body that nobody will read flows away meanwhile. */
function answerError(error: unknown, exchange: Exchange, errors: ErrorMapper, log: Log): void {
  const { req, res } = exchange;
  const { requestId, traceId } = exchange.trace;
  if (describeError(error).status === 500) log.error({ requestId, traceId, err: error }, 'request failed');
  if (res.headersSent || res.destroyed) {
    res.destroy();
    return;
  }
  const { status, headers, body } = errors(error, req);
  Object.assign(exchange.headers, headers);
  answerWith(exchange, status, body);
}

/** What the gateway answers itself: the clock to an account, a token to whoever shows the secret for it. */
async function answerOwn(exchange: Exchange, account: Account | undefined, parts: GatewayParts): Promise<string> {
  if (account) {
    answerWith(exchange, 200, await parts.clock(exchange.req, account));
    return account.accountId;
  }
  const { accountId, body } = await parts.token(exchange);
  answerWith(exchange, 200, body);
  return accountId;
}

/** Whoever is signed in to the console asks with the token of their session, unless another credential is shown. */
function showSession(req: IncomingMessage): void {
  if (req.headers.authorization !== undefined || req.headers['x-api-key'] !== undefined) return;
  const token = tokenOfSession(req);
  if (token !== undefined) req.headers.authorization = `Bearer ${token}`;
}

async function answerConsole(exchange: Exchange, path: string, parts: GatewayParts): Promise<string | undefined> {
  if (path !== sessionPath) {
    serveConsole(parts.console.files, exchange, path);
    return undefined;
  }
  requirePlainHeaders(exchange.req);
  const { accountId, body } = await parts.console.session(exchange);
  answerWith(exchange, 200, body);
  return accountId;
}

const allOf = ({ accountId, permissions, creditorIds }: Account): string =>
  JSON.stringify([accountId, [...permissions].sort(), [...creditorIds].sort()]);

/** Is the credential of a request that is still being answered worth what it was worth at the door? */
async function stillHolds(authenticate: Authenticate, exchange: Exchange, then: Account): Promise<boolean> {
  try {
    return allOf(await authenticate(exchange)) === allOf(then);
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

/** Headers, credential, limit, owner: then the request is passed on. Which methods a path has, its owner knows. */
async function serve(
  exchange: Exchange,
  family: Family,
  { path, query }: Target,
  parts: GatewayParts,
): Promise<string> {
  requirePlainHeaders(exchange.req);
  const shown = family.isOpen ? undefined : parts.authenticate(exchange);
  const account = shown instanceof Promise ? await shown : shown;
  const more = account && parts.limit(account.countedAs, exchange.headers);
  if (more) await more;
  if (family.isLimitedByAddress) await parts.limitAddress(exchange.req);
  const owner = ownerOf(family, path);
  if (owner === 'gateway') return answerOwn(exchange, account, parts);
  const forward = owner && parts.forwards.get(owner);
  if (!forward) throw noRoute();
  const vouched = account ?? (family.isLimitedByAddress ? reader : provider);
  await forward.pass({
    ...exchange,
    target: path + query,
    vouched,
    largestBody: largestBody(family, path),
    ...(account && isStream(family, path) && { stillHolds: () => stillHolds(parts.authenticate, exchange, account) }),
  });
  return vouched.accountId;
}

/**
 * Everything a client sends comes through here, in this order; every refusal is in the words of its family. The trace is
 * handed from one to the next: `inTrace` has Node follow every promise and socket of the process, which costs as much
 * as a fifth of all that is done for a request.
 */
export function handleRequest(parts: GatewayParts): RequestListener {
  const { log, metrics, own } = parts;
  const logEnd = requestLog(log);
  const seconds = metrics.histogram('fairdue_gateway_request_seconds', 'Time from request to answer.', [
    'family',
    'status',
  ]);

  async function handle(exchange: Exchange): Promise<void> {
    const { req, res } = exchange;
    const startedAt = performance.now();
    const span = openSpan('gateway', `${req.method} request`, exchange.trace, { kind: 'server', startedAt });
    let familyName = 'none';
    let accountId: string | undefined;
    let errors: ErrorMapper = problemErrors;
    res.on('close', () => {
      const elapsedMs = performance.now() - startedAt;
      const { statusCode: status, writableFinished: finished } = res;
      seconds.observe({ family: familyName, status: String(status) }, elapsedMs / 1_000);
      const { requestId, traceId } = exchange.trace;
      const end = { status, elapsedMs: Math.round(elapsedMs), finished };
      logEnd({ requestId, traceId, method: req.method, family: familyName, accountId, ...end });
      const facts = {
        'http.request.method': req.method,
        'http.response.status_code': status,
        'fairdue.family': familyName,
        'fairdue.request_id': requestId,
      };
      span.end({ failed: status >= 500 || !finished, facts });
    });
    try {
      const family = familyOf(req.url ?? '');
      if (family) errors = family.errors;
      const target = readTarget(req.url ?? '');
      if (ownPaths.has(target.path)) throw readOnly();
      if (isDescription(target.path)) return serveDescription(parts.description, exchange, target.path);
      showSession(req);
      if (isConsole(target.path)) {
        familyName = 'console';
        accountId = await answerConsole(exchange, target.path, parts);
        return;
      }
      const meant = target.path === req.url ? family : familyOf(target.path);
      if (!meant) throw noRoute();
      errors = meant.errors;
      familyName = meant.name;
      accountId = await serve(exchange, meant, target, parts);
    } catch (error) {
      answerError(error, exchange, errors, log);
    }
  }

  return (req, res) => {
    const isRead = req.method === 'GET' || req.method === 'HEAD';
    if (isRead && ownPaths.has((req.url ?? '').split('?', 1)[0] ?? '')) return own(req, res);
    const trace = newTrace(parseTraceparent(req.headers['traceparent'] as string | undefined));
    const headers = { [requestIdHeader]: trace.requestId };
    void handle({ req, res, trace, headers });
  };
}
