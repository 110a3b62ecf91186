import { setMaxListeners } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerBroken, answerHostless, lacksHost } from './broken-requests.ts';
import { tellOfStop } from './stop-of.ts';

export type RunningServer = {
  port: number;
  url: string;
  /** Still takes what comes, and asks whoever comes to take another connection next time: this server is about to stop. */
  leave(): void;
  /**
   * Takes no new connection, tells answers that have no end (`stopOf`), finishes every request under way, and cuts what
   * is left when the time is over.
   */
  stop(graceMs?: number): Promise<void>;
};

export type ServerOptions = {
  port: number;
  host?: string;
  /** Until a request's headers are there. */
  headersTimeoutMs?: number;
  /** Until a request is there with its body. */
  requestTimeoutMs?: number;
  headerBytesMax?: number;
};

/** Longer than any client of ours keeps a connection idle, so that none is closed while a request is on its way in. */
const keepAliveTimeoutMs = 75_000;

export async function startServer(app: RequestListener, options: ServerOptions): Promise<RunningServer> {
  const { port, host = '127.0.0.1', headerBytesMax = 32 * 1_024 } = options;
  const { headersTimeoutMs = 10_000, requestTimeoutMs = 60_000 } = options;
  const answering = new Set<ServerResponse>();
  const stopping = new AbortController();
  let isLeaving = false;
  setMaxListeners(0, stopping.signal); // every answer without an end of its own listens

  const answer: RequestListener = (req, res) => {
    answering.add(res);
    res.on('close', () => answering.delete(res));
    tellOfStop(res, stopping.signal);
    if (isLeaving) res.shouldKeepAlive = false;
    if (lacksHost(req)) answerHostless(res);
    else app(req, res);
  };
  const server = createServer(
    {
      maxHeaderSize: headerBytesMax, // by default a client's headers (16 kB at the gateway) and a token of ours
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      connectionsCheckingInterval: Math.ceil(Math.min(headersTimeoutMs, requestTimeoutMs) / 2),
      requireHostHeader: false, // Node would answer without a body
    },
    answer,
  );
  server.on('checkExpectation', answer); // whatever a client expects, what comes of it is ours to say
  server.on('clientError', (error, socket) => answerBroken(error, socket, answering));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  const leave = (): void => {
    isLeaving = true;
    for (const res of answering) res.shouldKeepAlive = false;
  };

  return {
    port: bound,
    url: `http://${host}:${bound}`,
    leave,
    async stop(graceMs = 20_000) {
      leave();
      stopping.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const idle = setInterval(() => server.closeIdleConnections(), 50); // some become idle only now
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearInterval(idle);
      clearTimeout(cut);
    },
  };
}
