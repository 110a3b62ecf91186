import { once } from 'node:events';
import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadConfig } from '@fairdue/config';
import { createIdentity, readSigningKey } from '@fairdue/http';
import { createLog } from '@fairdue/telemetry';
import { internalKeys } from '@fairdue/testing';
import { gatewayConfig, type GatewayConfig } from './config.ts';
import { startGateway, type RunningGateway } from './start-gateway.ts';

const keys = internalKeys();
/** With it the gateway signs what it vouches for, and the tokens it gives out. */
export const signingKey = readSigningKey(keys.INTERNAL_SIGNING_KEY);
export const aKey = 'key-of-the-account-0123456789';
export const account = {
  accountId: 'AC-1-1',
  apiKeyId: 'KE-1-1',
  permissions: ['*'],
  creditors: [{ creditorId: 'CR-1-1' }],
};

export const identityOf = (service: string) => createIdentity({ service, signingKey });

export async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A listener that may wait. One whose client was cut off has nobody to answer. */
export const answering =
  (answer: (req: IncomingMessage, res: ServerResponse) => Promise<void>): RequestListener =>
  (req, res) => {
    answer(req, res).catch(() => res.destroy());
  };

/** A service that answers with what it was sent, and remembers who asked. */
export function anEcho(): { echo: RequestListener; seen: IncomingMessage[] } {
  const seen: IncomingMessage[] = [];
  const echo = answering(async (req, res) => {
    seen.push(req);
    res.end(await bodyOf(req));
  });
  return { echo, seen };
}

type Asked = { apiKey?: string; apiKeyId?: string; issuer?: string; subject?: string };

/** A creditor service that answers credentials as it is told to; undefined is one that nobody has. */
export const creditorThatFinds = (find: (asked: Asked) => object | undefined): RequestListener =>
  answering(async (req, res) => {
    const found = find(JSON.parse((await bodyOf(req)).toString('utf8')) as Asked);
    if (found) res.end(JSON.stringify(found));
    else res.writeHead(404).end('{"code":"credential-unknown"}');
  });

/** A creditor service that knows one key. */
export const creditorThatKnows = (apiKey: string, answer: object = account): RequestListener =>
  creditorThatFinds((asked) => (asked.apiKey === apiKey || asked.apiKeyId === account.apiKeyId ? answer : undefined));

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string; body: Record<string, unknown> };
export type Ask = {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer | readonly Buffer[];
};

export type TestGateway = {
  running: RunningGateway;
  /** Sends exactly this target: other clients tidy it up first. With the account's key unless headers say otherwise. */
  ask(ask: Ask): Promise<Answer>;
  stop(): Promise<void>;
};

type Services = Partial<
  Record<'creditor' | 'recover' | 'compliance-guard' | 'communicator' | 'campaign', RequestListener>
>;

function send(url: string, { method = 'GET', path, headers, body }: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, method, path, headers: headers ?? { 'x-api-key': aKey } }, (answer) => {
      bodyOf(answer).then((bytes) => {
        const text = bytes.toString('utf8');
        const isJson = String(answer.headers['content-type']).includes('json');
        const parsed = (isJson && text ? JSON.parse(text) : {}) as Record<string, unknown>;
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, body: parsed });
      }, reject);
    });
    sent.once('error', reject);
    if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) sent.end(body);
    else {
      for (const chunk of body) sent.write(chunk);
      sent.end();
    }
  });
}

/** A gateway before tiny services. One that is not given is not there: nothing listens at its address. */
export async function startTestGateway(services: Services, over: Partial<GatewayConfig> = {}): Promise<TestGateway> {
  const servers: Server[] = [];
  const urls: Record<string, string> = {};
  for (const [name, listener] of Object.entries({ creditor: creditorThatKnows(aKey), ...services })) {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
    const { port } = server.address() as AddressInfo;
    urls[`${name.toUpperCase().replaceAll('-', '_')}_URL`] = `http://127.0.0.1:${port}`;
  }
  const nobody = 'http://127.0.0.1:9';
  const config = loadConfig(gatewayConfig, {
    ...keys, PORT: '0', LOG_LEVEL: 'silent', DRAIN_MS: '0', SANDBOX: 'true',
    CREDITOR_URL: nobody, RECOVER_URL: nobody, COMPLIANCE_GUARD_URL: nobody, COMMUNICATOR_URL: nobody, CAMPAIGN_URL: nobody,
    ...urls,
  }); // prettier-ignore
  const running = await startGateway({ ...config, ...over }, createLog('gateway', 'silent'));
  return {
    running,
    ask: (ask) => send(running.url, ask),
    async stop() {
      for (const server of servers) server.close().closeAllConnections();
      await running.stop();
    },
  };
}
