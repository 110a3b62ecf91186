import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of a request: it passes; the platform does it and the answer is lost; it is turned away at the door. */
export type Fate = 'passes' | 'answer-lost' | 'turned-away';

/** A bad line in front of the platform: the next requests meet the fates given, the rest pass. */
export async function flakyProxy(platformUrl: string) {
  const fates: Fate[] = [];
  const seen: Fate[] = [];
  const server = createServer((req, res) => {
    const fate = fates.shift() ?? 'passes';
    seen.push(fate);
    if (fate === 'turned-away') {
      req.resume();
      return void res.writeHead(503, { 'retry-after': '0' }).end();
    }
    const onward = request(`${platformUrl}${req.url}`, { method: req.method, headers: req.headers }, (answer) => {
      if (fate === 'passes') return void answer.pipe(res.writeHead(answer.statusCode ?? 502, answer.headers));
      answer.resume().on('end', () => req.socket.destroy());
    });
    onward.on('error', () => req.socket.destroy());
    res.on('close', () => onward.destroy());
    req.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fates,
    seen,
    stop: () => server.close().closeAllConnections(),
  };
}
