import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

import { setTimeout as wait } from 'node:timers/promises';

export type Balancer = { url: string; stop(): Promise<void> };

/**
 * One address for several replicas, as an orchestrator gives them: connections are dealt out in turn, and one that a
 * replica does not take goes to the next. What happens on a connection is not its business.
 */
export async function startBalancer(replicas: () => readonly string[]): Promise<Balancer> {
  const open = new Set<Socket>();
  let turn = 0;

  const join = (client: Socket, left: readonly string[]): void => {
    const [next, ...others] = left;
    if (next === undefined) return void client.destroy();
    const { hostname, port } = new URL(next);
    const replica = connect(Number(port), hostname);
    replica.once('error', () => join(client, others));
    replica.once('connect', () => {
      replica.removeAllListeners('error').on('error', () => client.destroy());
      client.once('close', () => replica.destroySoon());
      replica.once('close', () => client.destroySoon()); // what it said is to arrive
      client.pipe(replica).pipe(client);
    });
  };
  const server = createServer((client) => {
    open.add(client);
    client.on('error', () => undefined).once('close', () => open.delete(client));
    const all = replicas();
    const first = turn++ % Math.max(all.length, 1);
    join(client, [...all.slice(first), ...all.slice(0, first)]);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

const lookEveryMs = 100;

/** The same for those alone that say they are ready, as they are asked over and over. */
export async function startReadyBalancer(replicas: () => readonly string[]): Promise<Balancer> {
  const over = new AbortController();
  let ready: string[] = [];
  const isReady = async (url: string): Promise<boolean> =>
    (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined))?.ok === true;
  const looking = (async () => {
    while (!over.signal.aborted) {
      const all = replicas();
      const are = await Promise.all(all.map(isReady));
      ready = all.filter((_, i) => are[i]);
      await wait(lookEveryMs);
    }
  })();
  const balancer = await startBalancer(() => ready);
  return {
    url: balancer.url,
    async stop() {
      over.abort();
      await looking;
      await balancer.stop();
    },
  };
}
