import { setTimeout as wait } from 'node:timers/promises';
import { Refused, Unavailable } from '@fairdue/refused';
import {
  beginSpan,
  currentTrace,
  traceparentOf,
  type Log,
  type Metrics,
  type Trace,
  type TraceParent,
} from '@fairdue/telemetry';
import CircuitBreaker from 'opossum';
import { Pool, type Dispatcher } from 'undici';
import type { z } from 'zod';
import { requestDeadline, type Caller } from './caller.ts';
import { auditHeader, creditorHeader, deadlineHeader, requestIdHeader, tracesHeader } from './headers.ts';
import type { Identity } from './identity.ts';
import { errorOfAnswer } from './upstream-answer.ts';
import { watchBreaker } from './watch-breaker.ts';

export type UpstreamCall<S extends z.ZodType = z.ZodType> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
  /** On whose behalf. Without it the service asks on its own, for `creditorId` or whichever creditor the body names. */
  caller?: Caller;
  creditorId?: string;
  /** How long the answer is worth waiting for. The time left of the request under way shortens it. */
  deadlineMs?: number;
  /** May it be sent twice? Then a failed attempt is repeated while time remains. GET always may. */
  idempotent?: boolean;
  /** The request that asks. Without it the one that `inTrace` knows of. */
  trace?: Trace;
  /** Of each thing that it is about, where these are several. */
  traces?: readonly TraceParent[];
  schema: S;
};

export type Upstream = {
  readonly name: string;
  call<S extends z.ZodType>(call: UpstreamCall<S>): Promise<z.output<S>>;
  close(): Promise<void>;
};

export type UpstreamOptions = {
  name: string;
  baseUrl: string;
  identity: Identity;
  log: Log;
  metrics: Metrics;
  timeoutMs?: number;
  connectionsMax?: number;
  /** How long an open breaker refuses before it tries again. */
  breakerRestMs?: number;
  attemptsMax?: number;
};

type Attempt = { request: Dispatcher.RequestOptions; signal: AbortSignal };

const answerBytesMax = 32 * 1_024 * 1_024;

/**
 * For how long a connection to a service is kept for the next call: shorter than a service that stops waits before it closes
 * those that are idle (`DRAIN_MS` in production), as one closed while a call is on its way in fails that call.
 */
export const idleConnectionMs = 1_000;

async function readAnswer({ body }: Dispatcher.ResponseData): Promise<unknown> {
  let size = 0;
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > answerBytesMax) throw new Error('The answer is larger than any of ours.');
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return undefined; // not of ours: its status says the rest
  }
}

const textOf = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

/** One other service: a pool of connections, a timeout that really aborts, one breaker, and our identity on every call. */
export function upstream(options: UpstreamOptions): Upstream {
  const { name, baseUrl, identity, log, metrics, timeoutMs = 5_000, breakerRestMs = 1_000, attemptsMax = 3 } = options;
  const pool = new Pool(new URL(baseUrl).origin, {
    connections: options.connectionsMax ?? 64,
    connectTimeout: 2_000,
    keepAliveMaxTimeout: idleConnectionMs,
  });
  const outcomes = metrics.counter('fairdue_upstream_calls_total', 'Calls to other services by outcome.', [
    'upstream',
    'outcome',
  ]);

  async function attempt({ request, signal }: Attempt): Promise<unknown> {
    try {
      const answer = await pool.request({ ...request, signal });
      const body = await readAnswer(answer);
      if (answer.statusCode < 300) return body;
      throw errorOfAnswer(name, answer.statusCode, textOf(answer.headers['retry-after']), body);
    } catch (error) {
      if (error instanceof Refused || error instanceof Unavailable) throw error;
      throw new Unavailable('upstream-unavailable', `${name} did not answer in time.`, 2, { cause: error });
    }
  }

  const breaker = new CircuitBreaker(attempt, {
    name,
    timeout: false, // a breaker's own timeout would cancel nothing
    errorFilter: (error: unknown) => error instanceof Refused, // a refusal is an answer
    volumeThreshold: 8,
    errorThresholdPercentage: 50,
    resetTimeout: breakerRestMs,
    rollingCountTimeout: 5_000,
    rollingPercentilesEnabled: false,
  });
  breaker.on('open', () => log.warn({ upstream: name }, 'breaker opened'));
  breaker.on('close', () => log.info({ upstream: name }, 'breaker closed'));
  watchBreaker(metrics, `service:${name}`, breaker);

  async function fire(one: Attempt): Promise<unknown> {
    try {
      return await breaker.fire(one);
    } catch (error) {
      if (error instanceof Refused || error instanceof Unavailable) throw error;
      throw new Unavailable('upstream-unavailable', `${name} is not answering at present.`, breakerRestMs / 1_000);
    }
  }

  async function headersFor(call: UpstreamCall, trace: Trace, leftMs: number): Promise<Record<string, string>> {
    const { caller, creditorId } = call;
    const token = caller
      ? await identity.tokenFor(name, { ...caller, service: identity.service })
      : await identity.serviceToken(name, creditorId === undefined ? [] : [creditorId]);
    const parent = call.trace ?? currentTrace();
    const creditor = caller ? (creditorId ?? caller.headerCreditorId) : undefined;
    return {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      traceparent: traceparentOf(trace),
      ...(call.traces && { [tracesHeader]: call.traces.map(traceparentOf).join() }),
      [deadlineHeader]: String(Math.max(1, Math.floor(leftMs))),
      ...(parent && { [requestIdHeader]: parent.requestId }),
      ...(creditor && { [creditorHeader]: creditor }),
      ...(caller?.auditDescription && { [auditHeader]: caller.auditDescription }),
      ...(call.body !== undefined && { 'content-type': 'application/json' }),
    };
  }

  async function once(call: UpstreamCall, trace: Trace, endsAtMs: number): Promise<unknown> {
    const leftMs = endsAtMs - performance.now();
    if (leftMs <= 0) throw new Unavailable('upstream-unavailable', `There was no time left to ask ${name}.`);
    const request: Dispatcher.RequestOptions = {
      method: call.method,
      path: call.path,
      headers: await headersFor(call, trace, leftMs),
      ...(call.query && { query: call.query }),
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    };
    return fire({ request, signal: AbortSignal.timeout(Math.ceil(leftMs)) });
  }

  async function withRetries(call: UpstreamCall, trace: Trace): Promise<unknown> {
    const forMs = call.deadlineMs ?? timeoutMs;
    const endsAtMs = Math.min(performance.now() + forMs, requestDeadline.getStore() ?? Infinity);
    const repeatable = call.idempotent ?? call.method === 'GET';
    for (let tried = 1; ; tried++) {
      try {
        return await once(call, trace, endsAtMs);
      } catch (error) {
        const backoffMs = (0.5 + Math.random()) * 25 * 2 ** tried;
        const timeLeft = performance.now() + backoffMs < endsAtMs;
        if (error instanceof Refused || !repeatable || tried >= attemptsMax || breaker.opened || !timeLeft) throw error;
        await wait(backoffMs);
      }
    }
  }

  return {
    name,
    async call(call) {
      const facts = { 'http.request.method': call.method, 'fairdue.upstream': name };
      const span = beginSpan(identity.service, `call ${name}`, call.trace ?? currentTrace(), { kind: 'client', facts });
      let outcome = 'failed';
      try {
        const answer = await withRetries(call, span.trace);
        outcome = 'answered';
        return call.schema.parse(answer) as never;
      } catch (error) {
        if (error instanceof Refused) outcome = 'refused';
        throw error;
      } finally {
        outcomes.inc({ upstream: name, outcome });
        span.end({ failed: outcome === 'failed', facts: { 'fairdue.outcome': outcome } });
      }
    },
    async close() {
      breaker.shutdown();
      await pool.close();
    },
  };
}
