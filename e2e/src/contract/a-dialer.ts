import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export type Task = { key: string; to: string; dialBefore: string };
type Said = { status: number; body: unknown };

const secret = 'a secret of the dialer';

/** A dialer written by docs/providers.md and nothing else: it keeps tasks, and says what a test has it say. */
export async function aDialer() {
  const tasks = new Map<string, Task>();
  const server = createServer((req, res) => {
    const answer = (status: number, body: object): unknown => res.writeHead(status).end(JSON.stringify(body));
    const key = decodeURIComponent(req.url?.split('/').at(-1) ?? '');
    if (req.method === 'GET') return answer(tasks.has(key) ? 200 : 404, { id: key, dialled: false });
    if (req.method === 'DELETE') return answer(tasks.delete(key) ? 200 : 404, {});
    void json(req).then((task) => {
      tasks.set((task as Task).key, task as Task);
      answer(202, { id: (task as Task).key });
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tasks`;
  const provider = {
    name: 'calls', channel: 'voice', url, lookUpUrl: `${url}/{{key}}`, dropUrl: `${url}/{{key}}`, secrets: [secret],
  }; // prettier-ignore

  return {
    provider,
    tasks,
    async tell(platformUrl: string, told: object): Promise<Said> {
      const id = `msg_${randomUUID()}`;
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const body = JSON.stringify(told);
      const mac = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
      const headers = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${mac}`,
      };
      const answer = await fetch(`${platformUrl}/callbacks/calls`, { method: 'POST', headers, body });
      return { status: answer.status, body: await answer.json() };
    },
    async stop(): Promise<void> {
      const closed = once(server, 'close');
      server.close().closeAllConnections();
      await closed;
    },
  };
}
export type ADialer = Awaited<ReturnType<typeof aDialer>>;
