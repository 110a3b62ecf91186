import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import {
  deadlineHeader,
  HttpFault,
  idleConnectionMs,
  requestIdHeader,
  watchBreaker,
  type Identity,
  type Vouched,
} from '@fairdue/http';
import { Unavailable } from '@fairdue/refused';
import { traceparentOf, type Log, type Metrics, type Trace } from '@fairdue/telemetry';
import CircuitBreaker from 'opossum';
import { Agent, Pool, type Dispatcher } from 'undici';
import { requestHeaders } from './headers.ts';
import { limitedBody } from './limited-body.ts';
import { Passing } from './passing.ts';
import type { Streams } from './streams.ts';

export type Passage = {
  req: IncomingMessage;
  res: ServerResponse;
  /** Path and query, normalised. */
  target: string;
  vouched: Vouched;
  /** Bytes that this path takes where others take fewer; 0 elsewhere. */
  largestBody: number;
  trace: Trace;
  /** What the answer carries, beside what the service says. */
  headers: OutgoingHttpHeaders;
  /** Only of an answer without an end: does what let the client in still hold? */
  stillHolds?: () => Promise<boolean>;
};

/** One service behind the gateway. */
export type Forward = { pass(passage: Passage): Promise<void>; close(): Promise<void> };

export type ForwardOptions = {
  service: string;
  baseUrl: string;
  identity: Identity;
  log: Log;
  metrics: Metrics;
  /** Until the answer begins. */
  timeoutMs: number;
  /** Until it is complete. */
  finishMs: number;
  bodyBytesMax: number;
  connectionsMax: number;
  /** Of the whole process, whichever service they come from. */
  streams: Streams;
  breakerRestMs?: number;
};

/** What is not the service's fault must not close it off for others. */
class ClientGone extends Error {}
const isNotItsFault = (error: unknown): boolean => error instanceof HttpFault || error instanceof ClientGone;

const unavailable = (restMs: number, cause: unknown): Unavailable =>
  new Unavailable('upstream-unavailable', 'This part of the platform is not answering at present.', restMs / 1_000, {
    cause,
  });

/** A connection the service closed while we reached for it, before it saw anything. */
const isStale = (error: unknown): boolean => (error as { code?: string } | null)?.code === 'UND_ERR_SOCKET';

type Sending = {
  res: ServerResponse;
  headers: OutgoingHttpHeaders;
  over: Dispatcher;
  /** The attempt under way: the one to give up. */
  passing?: Passing;
};

const giveUp = ({ passing }: Sending): void => passing?.giveUp();

/** Streams requests to one service and its answers back, bytes untouched, with a breaker and a time limit. */
export function forwardTo(options: ForwardOptions): Forward {
  const {
    service,
    baseUrl,
    identity,
    log,
    metrics,
    streams,
    timeoutMs,
    finishMs,
    bodyBytesMax,
    breakerRestMs = 1_000,
  } = options;
  const { origin } = new URL(baseUrl);
  const pool = new Pool(origin, {
    connections: options.connectionsMax,
    connectTimeout: 2_000,
    headersTimeout: 0, // `pass` has a clock of its own, which runs while a request waits for a connection, too
    bodyTimeout: timeoutMs,
    keepAliveMaxTimeout: idleConnectionMs,
  });
  // Each stream keeps a connection: were they from the pool, enough of them would leave none for requests.
  const streamPool = new Agent({ connectTimeout: 2_000, headersTimeout: 0, bodyTimeout: timeoutMs });
  const dispatch = (sending: Sending, request: Dispatcher.DispatchOptions): Promise<void> => {
    sending.passing = new Passing(sending.res, sending.headers);
    sending.over.dispatch(request, sending.passing);
    return sending.passing.begun;
  };
  const send = async (sending: Sending, request: Dispatcher.DispatchOptions): Promise<void> => {
    try {
      return await dispatch(sending, request);
    } catch (error) {
      if (sending.res.destroyed) throw new ClientGone();
      const isSafe = request.method === 'GET' || request.method === 'HEAD';
      if (isStale(error) && isSafe && !request.body) return dispatch(sending, request);
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
  watchBreaker(metrics, `service:${service}`, breaker);

  async function requestOf({ req, target, vouched, trace, largestBody }: Passage): Promise<Dispatcher.DispatchOptions> {
    return {
      origin,
      method: req.method as Dispatcher.HttpMethod,
      path: target,
      body: limitedBody(req, Math.max(bodyBytesMax, largestBody)),
      headers: requestHeaders(req.headers, {
        authorization: `Bearer ${await identity.tokenFor(service, vouched)}`,
        traceparent: traceparentOf(trace),
        [requestIdHeader]: trace.requestId,
        [deadlineHeader]: String(timeoutMs),
      }),
    };
  }

  return {
    async pass(passage) {
      const { res, headers, vouched, stillHolds } = passage;
      const sending: Sending = { res, headers, over: stillHolds ? streamPool : pool };
      if (stillHolds) streams.enter(res, vouched.accountId);
      const startedAt = performance.now();
      let timer = setTimeout(giveUp, Math.min(timeoutMs, finishMs), sending);
      res.on('close', () => {
        clearTimeout(timer);
        giveUp(sending);
      });
      try {
        await breaker.fire(sending, await requestOf(passage));
        clearTimeout(timer);
        if (res.writableEnded || res.destroyed) return;
        if (stillHolds) return sending.passing && streams.watch(res, sending.passing, stillHolds);
        timer = setTimeout(giveUp, finishMs - (performance.now() - startedAt), sending);
      } catch (error) {
        clearTimeout(timer);
        if (res.headersSent || res.destroyed) res.destroy();
        else if (error instanceof HttpFault) throw error;
        else throw unavailable(breaker.opened ? breakerRestMs : 2_000, error);
      }
    },
    async close() {
      breaker.shutdown();
      await Promise.all([pool.close(), streamPool.close()]);
    },
  };
}
