import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export type Posted = { key: string; to: string; at: number };
type Manner = 'accept' | 'busy' | 'fail' | 'fail-having-taken' | 'refuse' | 'lie';

/** A provider of texts that does as a test tells it: it takes, keeps, refuses, breaks off, or knows nothing. */
export async function aProvider() {
  const provider = {
    url: '',
    manner: 'accept' as Manner,
    /** What it says when it is asked for a message. */
    lookUps: 'know' as 'know' | 'fail',
    posted: [] as Posted[],
    taken: new Set<string>(),
    asked: 0,
    reset(): void {
      Object.assign(provider, { manner: 'accept', lookUps: 'know', posted: [], asked: 0 });
    },
    /** Nobody listens any more, until it comes back at the same place. */
    async goDown(): Promise<void> {
      const closed = once(server, 'close');
      server.close().closeAllConnections();
      await closed;
    },
    async comeBack(): Promise<void> {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
  };
  const answer = (res: ServerResponse, status: number, body: object = {}): unknown =>
    res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const server = createServer((req, res) => {
    if (req.method === 'GET') {
      provider.asked++;
      const key = decodeURIComponent(req.url?.split('/').at(-1) ?? '');
      const known = provider.taken.has(key);
      return answer(res, provider.lookUps === 'fail' ? 503 : known ? 200 : 404, known ? { id: key } : {});
    }
    void json(req).then((body) => {
      const { key, to } = body as Posted;
      const { manner } = provider;
      provider.posted.push({ key, to, at: Date.now() });
      if (['accept', 'fail-having-taken'].includes(manner)) provider.taken.add(key);
      if (manner === 'accept' || manner === 'lie') return answer(res, 200, { id: key });
      if (manner === 'busy') return answer(res, 429);
      if (manner === 'refuse') return answer(res, 422);
      return answer(res, 503);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  provider.url = `http://127.0.0.1:${port}`;
  return provider;
}
export type AProvider = Awaited<ReturnType<typeof aProvider>>;
