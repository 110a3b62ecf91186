import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { listening } from '../gateway/listening.ts';

/*
 * A mail server that takes everything and keeps who got which message when, in real milliseconds; and where it is asked
 * whether it has a message. Asked, it says how many it has, or all it knows since it was last told to forget.
 */
const messageId = /^message-id:\s*<([^>]+)@/im;
let taken: { key: string; recipient: string; at: number }[] = [];
const keys = new Set<string>();

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  onData(stream, session, callback) {
    let head = '';
    stream.on('data', (chunk: Buffer) => {
      if (head.length < 4_096) head += chunk.toString('latin1');
    });
    stream.once('end', () => {
      const key = messageId.exec(head)?.[1];
      if (key === undefined) return callback(new Error('A message without Message-ID.'));
      taken.push({ key, recipient: session.envelope.rcptTo[0]?.address ?? '', at: Date.now() });
      keys.add(key);
      callback();
    });
  },
});
server.on('error', () => undefined); // a client that was killed
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');
const smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;

const lookUpUrl = await listening(
  createServer((req, res) => {
    const key = decodeURIComponent(req.url?.split('/').at(-1) ?? '');
    res.writeHead(keys.has(key) ? 200 : 404).end();
  }),
);

process.on('message', (question) => {
  if (question === 'count') return process.send?.(taken.length);
  if (question === 'recipients') return process.send?.(taken.map(({ recipient }) => recipient));
  if (question === 'taken') return process.send?.(taken);
  taken = [];
  keys.clear();
  return process.send?.(0);
});
process.send?.({ smtpUrl, lookUpUrl });
