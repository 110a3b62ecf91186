import type { IncomingMessage, ServerResponse } from 'node:http';
import { Unavailable } from '@fairdue/refused';
import type { NextFunction, RequestHandler } from 'express';
import { requestDeadline, requestFacts } from './caller.ts';
import { deadlineHeader } from './headers.ts';

/** The time the caller still has, where it said so. A number of its own invention only shortens what we allow. */
function allowedMs(req: IncomingMessage, timeoutMs: number): number {
  const given = Number(req.headers[deadlineHeader]);
  return Number.isFinite(given) && given > 0 ? Math.min(given, timeoutMs) : timeoutMs;
}

/**
 * Nobody waits forever: what has no answer in time gets 503. The work may still complete behind it, which is why
 * writes are safe to repeat.
 */
export function requestTimeout(timeoutMs: number): RequestHandler {
  return (req: IncomingMessage, res: ServerResponse, next: NextFunction) => {
    const forMs = allowedMs(req, timeoutMs);
    const endsAtMs = performance.now() + forMs;
    requestFacts(req).endsAtMs = endsAtMs;
    const timer = setTimeout(() => {
      if (!res.headersSent) next(new Unavailable('request-timeout', 'The request took too long.'));
    }, forMs);
    res.once('close', () => clearTimeout(timer));
    requestDeadline.run(endsAtMs, next);
  };
}
