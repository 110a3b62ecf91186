import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { deadlineHeader, HttpFault, requestIdHeader, type Identity, type Vouched } from '@fairdue/http';
import { Unavailable } from '@fairdue/refused';
import { traceparentOf, type Log, type Trace } from '@fairdue/telemetry';
import CircuitBreaker from 'opossum';
import { Pool, type Dispatcher } from 'undici';
import { requestHeaders, answerHeaders } from './headers.ts';
import { limitedBody } from './limited-body.ts';

export type Passage = {
  req: IncomingMessage;
  res: ServerResponse;
  /** Path and query, normalised. */
  target: string;
  vouched: Vouched;
  trace: Trace;
};

/** One service behind the gateway. */
export type Forward = { pass(passage: Passage): Promise<void>; close(): Promise<void> };

export type ForwardOptions = {
  service: string;
  baseUrl: string;
  identity: Identity;
  log: Log;
  /** Until the answer begins. */
  timeoutMs: number;
  /** Until it is complete. */
  finishMs: number;
  bodyBytesMax: number;
  connectionsMax: number;
  breakerRestMs?: number;
};

/** What is not the service's fault must not close it off for others. */
class ClientGone extends Error {}
const isNotItsFault = (error: unknown): boolean => error instanceof HttpFault || error instanceof ClientGone;

/** A connection the service closed while we reached for it, before it saw anything. */
const isStale = (error: unknown): boolean => (error as { code?: string } | null)?.code === 'UND_ERR_SOCKET';

/** Streams requests to one service and its answers back, bytes untouched, with a breaker and a time limit. */
export function forwardTo(options: ForwardOptions): Forward {
  const { service, baseUrl, identity, log, timeoutMs, finishMs, bodyBytesMax, breakerRestMs = 1_000 } = options;
  const pool = new Pool(new URL(baseUrl).origin, {
    connections: options.connectionsMax,
    connectTimeout: 2_000,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  const send = async (request: Dispatcher.RequestOptions, isGone: () => boolean): Promise<Dispatcher.ResponseData> => {
    try {
      return await pool.request(request);
    } catch (error) {
      if (isGone()) throw new ClientGone();
      const isSafe = request.method === 'GET' || request.method === 'HEAD';
      if (isStale(error) && isSafe && !request.body) return pool.request(request);
      throw error;
    }
  };
  const breaker = new CircuitBreaker(send, {
    name: service,
    timeout: false,
    errorFilter: isNotItsFault,
    volumeThreshold: 10,
    errorThresholdPercentage: 50,
    resetTimeout: breakerRestMs,
    rollingCountTimeout: 5_000,
    rollingPercentilesEnabled: false,
  });
  breaker.on('open', () => log.warn({ upstream: service }, 'breaker opened'));
  breaker.on('close', () => log.info({ upstream: service }, 'breaker closed'));

  async function request({ req, target, vouched, trace }: Passage, signal: AbortSignal) {
    const body = limitedBody(req, bodyBytesMax);
    return {
      method: req.method as Dispatcher.HttpMethod,
      path: target,
      body,
      signal,
      headers: {
        ...requestHeaders(req.headers),
        authorization: `Bearer ${await identity.tokenFor(service, vouched)}`,
        traceparent: traceparentOf(trace),
        [requestIdHeader]: trace.requestId,
        [deadlineHeader]: String(timeoutMs),
      },
    };
  }

  return {
    async pass(passage) {
      const { res } = passage;
      const abort = new AbortController();
      const giveUp = (): void => abort.abort();
      res.once('close', giveUp);
      const timer = setTimeout(giveUp, timeoutMs);
      const lastTimer = setTimeout(giveUp, finishMs);
      const isGone = (): boolean => res.destroyed;
      try {
        const answer = await breaker
          .fire(await request(passage, abort.signal), isGone)
          .finally(() => clearTimeout(timer));
        res.writeHead(answer.statusCode, answerHeaders(answer.headers));
        await pipeline(answer.body, res);
      } catch (error) {
        if (isGone() || res.headersSent) {
          res.destroy();
          return;
        }
        if (error instanceof HttpFault) throw error;
        const restSeconds = breaker.opened ? breakerRestMs / 1_000 : 2;
        throw new Unavailable(
          'upstream-unavailable',
          'This part of the platform is not answering at present.',
          restSeconds,
          {
            cause: error,
          },
        );
      } finally {
        clearTimeout(timer);
        clearTimeout(lastTimer);
        res.off('close', giveUp);
      }
    },
    async close() {
      breaker.shutdown();
      await pool.close();
    },
  };
}
