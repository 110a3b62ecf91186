import { once } from 'node:events';
import { createServer, type RequestListener, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

type Post = { id: string; headers: IncomingHttpHeaders; bytes: Buffer; body: Record<string, unknown> };
type Said = number | 'hang' | { status: number; headers?: Record<string, string>; body?: string };
export type Manner = (post: Post) => Said | Promise<Said>;

/** Somebody who wants to hear of events, and answers in whatever manner. */
export async function aReceiver(manner: Manner = () => 200) {
  const receiver = { manner, posts: [] as Post[], ids: () => receiver.posts.map(({ id }) => id) };
  const answer: RequestListener = (req, res) => {
    void buffer(req).then(async (bytes) => {
      const id = String(req.headers['webhook-id']);
      const body = JSON.parse(bytes.toString() || '{}') as Record<string, unknown>;
      const post = { id, headers: req.headers, bytes, body };
      receiver.posts.push(post);
      const said = await receiver.manner(post);
      if (said === 'hang') return;
      const { status, headers = {}, body: text = 'thanks' } = typeof said === 'number' ? { status: said } : said;
      res.writeHead(status, headers).end(text);
    });
  };
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return Object.assign(receiver, { port, url: `http://127.0.0.1:${port}/hook`, close: () => server.close().closeAllConnections() });
} // prettier-ignore
export type Receiver = Awaited<ReturnType<typeof aReceiver>>;
