import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { Refused } from '@fairdue/refused';
import type { Log, Metrics } from '@fairdue/telemetry';
import helmet from 'helmet';
import { accessLog } from './access-log.ts';
import { authenticateInternal } from './authenticate.ts';
import { caller, requestFacts, type Caller } from './caller.ts';
import { describeError } from './describe-error.ts';
import { problemErrors, type ErrorMapper } from './error-mapper.ts';
import type { Identity } from './identity.ts';
import { requireKnownRoute } from './known-route.ts';
import { probes, type Readiness } from './probes.ts';
import { defaultBodyLimits, readJsonBody, requireMediaType, type BodyLimits } from './read-body.ts';
import { requestTimeout } from './request-timeout.ts';

/** One wire format: the paths that speak it, its routes, and how its errors look. */
export type Family = {
  /** Prefixes (`/api/v1`), or an expression over the path. The first family that matches has the request. */
  paths: RegExp | readonly string[];
  router: Router;
  errors: ErrorMapper;
  /** Runs when route and caller are known and the body is not yet read: where a family refuses with 403 first. */
  admit?: (caller: Caller, req: Request) => void;
  /** Keep the bytes of bodies for `rawBody(req)`, as signatures need them. */
  keepRawBody?: boolean;
  /** Largest body of these paths, where it is not the service's. */
  bytesMax?: number;
  /** The media type of bodies that its handlers read from the request as they come, in place of JSON. */
  streams?: string;
  /** No handler reads bodies: whatever is sent flows away. */
  ignoresBodies?: true;
};

export type ServiceLimits = BodyLimits & { timeoutMs: number };
export const defaultServiceLimits: ServiceLimits = { ...defaultBodyLimits, timeoutMs: 25_000 };

export type ServiceAppOptions = {
  name: string;
  log: Log;
  metrics: Metrics;
  identity: Identity;
  families: readonly Family[];
  /** Routes under `/internal`, for other services only. */
  internal?: Router;
  limits?: Partial<ServiceLimits>;
  readiness: Readiness;
};

const covers = (paths: Family['paths'], path: string): boolean =>
  paths instanceof RegExp ? paths.test(path) : paths.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));

const readJson =
  (family: Family, limits: BodyLimits): RequestHandler =>
  async (req, _res, next) => {
    if (family.streams !== undefined) {
      if (req.method !== 'GET' && req.method !== 'HEAD') requireMediaType(req, family.streams);
      return next();
    }
    if (family.ignoresBodies) {
      req.resume();
      return next();
    }
    if (family.keepRawBody) requestFacts(req).rawBody = Buffer.alloc(0);
    req.body = await readJsonBody(req, { ...limits, bytesMax: family.bytesMax ?? limits.bytesMax }, (bytes) => {
      if (family.keepRawBody) requestFacts(req).rawBody = bytes;
    });
    next();
  };

/** A handler that answers when its time was over and 503 said: the caller has gone, what it did is kept. */
const isLateAnswer = (error: unknown, res: Response): boolean =>
  res.writableEnded && (error as { code?: unknown } | null)?.code === 'ERR_HTTP_HEADERS_SENT';

/** An error in the words of its family. What happens after the answer has begun can only be logged. */
const answerErrors =
  (errors: ErrorMapper, log: Log): ErrorRequestHandler =>
  (error: unknown, req, res, next) => {
    if (isLateAnswer(error, res)) return log.info('done when the time of its request was over');
    if (describeError(error).status === 500) log.error({ err: error }, 'request failed');
    if (res.headersSent) return res.writableEnded ? undefined : next(error);
    const { status, headers = {}, body } = errors(error, req);
    res.status(status).set(headers);
    if (typeof body === 'string') res.send(body);
    else res.json(body);
  };

/** Route, method, credential, admission, body, handler: one order, so that answers are deterministic. */
function serveFamily(family: Family, options: ServiceAppOptions, limits: ServiceLimits): Router {
  return express
    .Router()
    .use(requestTimeout(limits.timeoutMs))
    .use(authenticateInternal(options.identity))
    .use((req, _res, next) => {
      requireKnownRoute(family.router, req.method, req.path);
      family.admit?.(caller(req), req);
      next();
    })
    .use(readJson(family, limits))
    .use(family.router)
    .use(answerErrors(family.errors, options.log));
}

const internalFamily = (router: Router): Family => ({
  paths: ['/internal'],
  router,
  errors: problemErrors,
  admit: ({ service }) => {
    if (service === undefined) throw new Refused('not-found', 'route-not-found', 'There is nothing at this path.');
  },
});

/** The Express app of a service: everything around its routes that must be the same in all of them. */
export function createServiceApp(options: ServiceAppOptions): Express {
  const { name, log, metrics, readiness, internal } = options;
  const limits = { ...defaultServiceLimits, ...options.limits };
  const families = internal ? [internalFamily(internal), ...options.families] : options.families;
  const served = families.map((family) => ({ paths: family.paths, serve: serveFamily(family, options, limits) }));

  const app = express();
  app.disable('etag'); // an answer's status is part of the contract: never 304
  app.disable('x-powered-by');
  app.set('query parser', 'simple'); // pairs split at their first `=`, and no key can become an object
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
        useDefaults: false,
      },
      frameguard: { action: 'deny' },
    }),
  );
  app.use((_req, res, next) => {
    res.setHeader('cache-control', 'no-store');
    next();
  });
  app.use(probes(readiness, metrics));
  app.use(accessLog(name, log, metrics));
  app.use((req, res, next) => {
    const family = served.find(({ paths }) => covers(paths, req.path));
    if (family) return family.serve(req, res, next);
    next(new Refused('not-found', 'route-not-found', 'There is nothing at this path.'));
  });
  app.use(answerErrors(problemErrors, log));
  return app;
}
