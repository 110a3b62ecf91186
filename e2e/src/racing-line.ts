import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { request, type Dispatcher } from 'undici';

export type RacingLine = {
  url: string;
  /** Resolves when the guard has let a message of that channel through, and nobody has heard of it yet. */
  letThrough(channel: string): Promise<void>;
  /** Holds that came while such an answer was on its way. */
  races(): number;
  stop(): Promise<void>;
};

const afterHoldMs = 1_000;
/** Less than the three seconds in which leave to send is good. */
const heldBackMsMax = 2_600;

/**
 * A line to the guard on which an answer can be late: the guard has let messages through, and the communicator hears of
 * it only a second after a hold has passed the other way. All else passes as it comes.
 */
export async function startRacingLine(guardUrl: () => string): Promise<RacingLine> {
  let awaited: { channel: string; come: () => void } | undefined;
  let held: { release: () => void } | undefined;
  let races = 0;

  const holdBack = async (): Promise<void> => {
    awaited?.come();
    awaited = undefined;
    const holdPassed = new Promise<void>((resolve) => (held = { release: resolve }));
    await Promise.race([holdPassed.then(() => wait(afterHoldMs)), wait(heldBackMsMax)]);
    held = undefined;
  };
  const server = createServer((req, res) => {
    const pass = async (): Promise<void> => {
      const asked = await bytesOf(req);
      if (req.url === '/internal/holds' && held) {
        races++;
        held.release();
      }
      const { statusCode, headers, body } = await passOn(guardUrl(), req, asked);
      const bytes = Buffer.from(await body.arrayBuffer());
      if (req.url === '/internal/permits/consume' && awaited && consumed(asked, bytes).includes(awaited.channel))
        await holdBack();
      res.writeHead(statusCode, { 'content-type': headers['content-type'] ?? 'text/plain' }).end(bytes);
    };
    pass().catch(() => res.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    letThrough: (channel) => new Promise((come) => (awaited = { channel, come })),
    races: () => races,
    async stop() {
      const closed = once(server, 'close');
      server.close().closeAllConnections();
      await closed;
    },
  };
}

/** The channels on which something may start now. */
function consumed(asked: Buffer, answered: Buffer): string[] {
  const { permits } = JSON.parse(asked.toString('utf8')) as { permits: { permitId: string; channel: string }[] };
  const { answers = [] } = JSON.parse(answered.toString('utf8')) as { answers?: Record<string, unknown>[] };
  const used = new Set(answers.filter((answer) => answer['consumed'] === true).map(({ permitId }) => permitId));
  return permits.filter(({ permitId }) => used.has(permitId)).map(({ channel }) => channel);
}

async function bytesOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function passOn(guardUrl: string, req: IncomingMessage, bytes: Buffer): Promise<Dispatcher.ResponseData> {
  const { host: _host, connection: _connection, ...headers } = req.headers;
  const { method = 'GET', url = '/' } = req;
  const body = bytes.length > 0 && { body: bytes };
  return request(`${guardUrl}${url}`, { method: method as Dispatcher.HttpMethod, headers, ...body });
}
