import { once } from 'node:events';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { takeMessage, type Desk } from './desk.ts';

const messageId = /^message-id:\s*<([^@>]+)@/im;

const refusal = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

/** A mail server that keeps what it is given. The key of a message is the local part of its Message-ID. */
export async function startSmtpSandbox(
  desk: Desk,
  port: number,
  onFault: (error: unknown) => void,
): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo({ address }, _session, callback) {
      callback(desk.scripts.at('email', address) === 'refuse' ? refusal(550, 'No such mailbox') : undefined);
    },
    onData(stream, session, callback) {
      take(desk, stream, session).then(
        (answered) => answered && callback(),
        (error: unknown) => {
          onFault(error);
          callback(refusal(451, 'Try again later'));
        },
      );
    },
  });
  server.on('error', onFault);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  return server;
}

/** Reads a message to its end; a connection that breaks off before has given nothing. */
async function take(desk: Desk, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<boolean> {
  const bytes = await readAll(stream);
  if (!bytes) return false;
  const key = messageId.exec(bytes.toString('latin1'))?.[1];
  const [recipient] = session.envelope.rcptTo;
  if (key === undefined || !recipient) throw new Error('A message without Message-ID or recipient.');
  return (await takeMessage(desk, 'email', key, recipient.address, bytes)) !== 'nothing';
}

const readAll = async (stream: SMTPServerDataStream): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } catch {
    return undefined; // the sender thought better of it: without its end it is no message
  }
};
