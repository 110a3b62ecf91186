import { connect, isIP, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import type { ISocketFactory } from 'kafkajs';

const keepAliveMs = 60_000;

/**
 * Every socket of one client. kafkajs 2.2.4 loses sight of some while brokers die: of the first of two connects at once on
 * one connection, and of those of a broker that it takes out of its pool. One that nobody closes keeps a process from ending.
 */
export class Sockets {
  readonly #open = new Set<Socket>();
  #severed = false;

  readonly connect: ISocketFactory = ({ host, port, ssl, onConnect }) => {
    if (this.#severed) throw new Error('This client has ended.');
    const servername = isIP(host) === 0 ? { servername: host } : {};
    // What kafkajs calls required is left out where there is no TLS.
    const secure = ssl as typeof ssl | undefined;
    const socket = secure
      ? connectSecurely({ host, port, ...servername, ...secure }, onConnect)
      : connect({ host, port }, onConnect);
    socket.setKeepAlive(true, keepAliveMs);
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
    return socket;
  };

  /** Closes all, and lets the client open no other. Those that kafkajs has not ended it hears of, and stops their timers. */
  sever = (): void => {
    this.#severed = true;
    for (const socket of this.#open)
      socket.destroy(socket.writableEnded ? undefined : new Error('This client has ended.'));
  };
}
