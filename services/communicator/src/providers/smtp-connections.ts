import { connect as connectTo, type Socket } from 'node:net';
import type { Outside } from '@fairdue/http';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { NotStarted } from '../dispatch/consumed-permit.ts';

export type SmtpServer = { url: string; outside: Outside; connectMs: number; answerMs: number };

const idleMax = 32;

/** Connections to one mail server. What has sent a message waits for the next one until the server or silence ends it. */
export class SmtpConnections {
  readonly #server: SmtpServer;
  readonly #idle = new Set<SMTPConnection>();
  #isClosed = false;

  constructor(server: SmtpServer) {
    this.#server = server;
  }

  /** Of one that was used before nobody knows whether the server still listens. Rejects with NotStarted. */
  async take(): Promise<{ connection: SMTPConnection; isFresh: boolean }> {
    for (const connection of this.#idle) {
      this.#idle.delete(connection);
      if (!connection.destroyed) return { connection, isFresh: false };
    }
    const connection = await open(this.#server);
    connection.once('end', () => this.#idle.delete(connection));
    return { connection, isFresh: true };
  }

  /** Only what has just had its message accepted can take another one. */
  giveBack(connection: SMTPConnection): void {
    if (this.#isClosed || this.#idle.size >= idleMax || connection.destroyed) return connection.close();
    this.#idle.add(connection);
  }

  close(): void {
    this.#isClosed = true;
    for (const connection of this.#idle) connection.close();
    this.#idle.clear();
  }
}

async function open({ url, outside, connectMs, answerMs }: SmtpServer): Promise<SMTPConnection> {
  const { hostname, port, protocol, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = await connected(host, Number(port || (secure ? 465 : 25)), outside, connectMs);
  const connection = new SMTPConnection({
    host,
    secure,
    connection: socket,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: answerMs,
  });
  const auth = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined;
  connection.on('error', () => undefined); // told to whoever sends; an idle one just ends
  await new Promise<void>((resolve, reject) => {
    const fail = (): void => {
      connection.close();
      reject(new NotStarted('the mail server is not reachable'));
    };
    connection.once('error', fail);
    connection.once('end', fail);
    const ready = (): void => {
      connection.off('error', fail);
      connection.off('end', fail);
      resolve();
    };
    connection.connect((error) => {
      if (error) return fail();
      if (!auth) return ready();
      connection.login(auth, (refused) => (refused ? fail() : ready()));
    });
  });
  return connection;
}

/** The socket is ours, so that the address that was looked at is the one that is used. */
const connected = (host: string, port: number, { lookup }: Outside, connectMs: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connectTo({ host, port, lookup });
    const fail = (): void => {
      clearTimeout(limit);
      socket.destroy();
      reject(new NotStarted('the mail server is not reachable'));
    };
    const limit = setTimeout(fail, connectMs);
    socket.once('error', fail);
    socket.once('connect', () => {
      clearTimeout(limit);
      socket.off('error', fail);
      resolve(socket);
    });
  });
