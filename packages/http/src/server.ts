import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type RunningServer = {
  port: number;
  url: string;
  /** Takes no new connection, finishes every request under way, and cuts what is left when the time is over. */
  stop(graceMs?: number): Promise<void>;
};

export type ServerOptions = { port: number; host?: string; requestTimeoutMs?: number; headerBytesMax?: number };

/** Longer than any client of ours keeps a connection idle, so that none is closed while a request is on its way in. */
const keepAliveTimeoutMs = 75_000;

export async function startServer(app: RequestListener, options: ServerOptions): Promise<RunningServer> {
  const { port, host = '127.0.0.1', requestTimeoutMs = 60_000, headerBytesMax = 32 * 1_024 } = options;
  const answering = new Set<ServerResponse>();
  let stopping = false;

  const server = createServer(
    {
      maxHeaderSize: headerBytesMax, // by default a client's headers (16 kB at the gateway) and a token of ours
      headersTimeout: 10_000,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      connectionsCheckingInterval: 5_000,
    },
    (req, res) => {
      answering.add(res);
      res.once('close', () => answering.delete(res));
      if (stopping) res.shouldKeepAlive = false;
      app(req, res);
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;

  return {
    port: bound,
    url: `http://${host}:${bound}`,
    async stop(graceMs = 20_000) {
      stopping = true;
      for (const res of answering) res.shouldKeepAlive = false;
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
