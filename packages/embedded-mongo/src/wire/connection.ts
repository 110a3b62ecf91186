import { type Socket } from 'node:net';
import { type Client, executeCommand } from '../commands/execute-command.ts';
import { type Engine } from '../engine.ts';
import { MongoError } from '../mongo-error.ts';
import { endTransaction } from '../sessions/transactions.ts';
import { type Document } from '../values/document.ts';
import { encodeReply, parseMessage, type Request } from './message.ts';

const messageBytesMax = 48_000_000;

/** Serves one client until it leaves; its open transaction ends with it. */
export function serveConnection(engine: Engine, socket: Socket, host: string, connectionId: number): void {
  const client: Client = { host, connectionId, sessions: new Set(), gone: false };
  let buffered: Buffer = Buffer.alloc(0);
  let replies = 0;
  socket.setNoDelay(true);
  socket.on('error', () => {}); // 'close' follows
  socket.on('close', () => leave(engine, client));
  socket.on('data', (chunk: Buffer) => {
    buffered = buffered.length > 0 ? Buffer.concat([buffered, chunk]) : chunk;
    while (buffered.length >= 4) {
      const length = buffered.readInt32LE(0);
      if (length < 16 || length > messageBytesMax) {
        socket.destroy();
        return;
      }
      if (buffered.length < length) return;
      const message = buffered.subarray(0, length);
      buffered = buffered.subarray(length);
      try {
        handle(parseMessage(message));
      } catch {
        socket.destroy(); // not the protocol: there is nobody to explain it to
        return;
      }
    }
  });

  function handle(request: Request): void {
    const answer = (reply: Document) => {
      if (!request.silent && !socket.destroyed) socket.write(encodeReply(request, ++replies, reply));
    };
    let reply: Document | Promise<Document>;
    try {
      reply = executeCommand(engine, client, request.command);
    } catch (error) {
      reply = errorReply(error);
    }
    if (reply instanceof Promise) reply.then(answer, (error: unknown) => answer(errorReply(error)));
    else answer(reply);
  }
}

function leave(engine: Engine, client: Client): void {
  client.gone = true;
  for (const queue of engine.queues) queue.forget(client);
  for (const session of client.sessions) if (session.client === client) endTransaction(session, 'aborted');
}

function errorReply(error: unknown): Document {
  if (error instanceof MongoError)
    return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.details };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { ok: 0, errmsg: `embedded-mongo failed: ${message}`, code: 1, codeName: 'InternalError' };
}
