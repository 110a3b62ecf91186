import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { inTrace, newTrace, openSpan, parseTraceparent, type Log, type Metrics } from '@fairdue/telemetry';
import { requestFacts } from './caller.ts';
import { requestIdHeader } from './headers.ts';

const requestIdForm = /^[\w.:-]{1,128}$/;

function traceOf(req: IncomingMessage) {
  const given = req.headers[requestIdHeader];
  const id = typeof given === 'string' && requestIdForm.test(given) ? given : undefined;
  return newTrace(parseTraceparent(req.headers['traceparent'] as string | undefined), id);
}

/**
 * One trace, one line and one measurement per request. The line names the route's pattern, never the path that came:
 * paths and queries hold references of the creditor, and those can be personal.
 */
export function accessLog(service: string, log: Log, metrics: Metrics): RequestHandler {
  const seconds = metrics.histogram('fairdue_http_request_seconds', 'Time from request to answer.', [
    'method',
    'route',
    'status',
  ]);
  return (req, res, next) => {
    const trace = traceOf(req);
    const facts = requestFacts(req);
    facts.requestId = trace.requestId;
    res.setHeader(requestIdHeader, trace.requestId);
    const startedAt = performance.now();
    const span = openSpan(service, `${req.method} request`, trace, { kind: 'server', startedAt });
    res.once('close', () => {
      const pattern = (req.route as { path?: unknown } | undefined)?.path;
      const route = typeof pattern === 'string' ? `${req.baseUrl}${pattern}` : 'none';
      const elapsedMs = performance.now() - startedAt;
      seconds.observe({ method: req.method, route, status: String(res.statusCode) }, elapsedMs / 1_000);
      const line = {
        method: req.method,
        route,
        status: res.statusCode,
        elapsedMs: Math.round(elapsedMs),
        finished: res.writableFinished,
        ...(facts.caller && { accountId: facts.caller.accountId, asking: facts.caller.service }),
      };
      const level = route === '/internal/clock' ? 'debug' : 'info'; // asked over and over while business time moves
      inTrace(trace, () => log[level](line, 'request'));
      span.end({
        failed: res.statusCode >= 500 || !res.writableFinished,
        facts: {
          'http.request.method': req.method,
          'http.route': route,
          'http.response.status_code': res.statusCode,
          'fairdue.request_id': trace.requestId,
        },
      });
    });
    inTrace(trace, next);
  };
}
