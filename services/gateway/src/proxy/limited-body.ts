import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { hasBody, HttpFault } from '@fairdue/http';

const tooLarge = (bytesMax: number): HttpFault =>
  new HttpFault(413, 'body-too-large', `The body may have ${bytesMax} bytes at most.`);

/** Lets the rest flow away, so that the client reads our answer and not a broken pipe; endless ones are cut off. */
export function drain(req: IncomingMessage, bytesMax: number): void {
  let left = bytesMax * 4;
  req.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) req.destroy();
  });
  req.resume();
}

/**
 * The body on its way through, byte for byte, up to the limit. It stands between the client and the upstream, so that
 * an upstream which stops reading does not take the client's connection down with it.
 */
export function limitedBody(req: IncomingMessage, bytesMax: number): Transform | null {
  if (!hasBody(req)) return null;
  if (Number(req.headers['content-length'] ?? 0) > bytesMax) throw tooLarge(bytesMax);
  let size = 0;
  const body = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > bytesMax) done(tooLarge(bytesMax));
      else done(null, chunk);
    },
  });
  req.once('aborted', () => body.destroy(new Error('The client went away.')));
  body.once('close', () => {
    req.unpipe(body);
    if (!req.readableEnded) drain(req, bytesMax);
  });
  body.on('error', () => undefined); // the request that carries the body fails with the same error
  return req.pipe(body);
}

/** The whole body as text, of a request that we answer ourselves. */
export async function limitedText(req: IncomingMessage, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of (limitedBody(req, bytesMax) ?? []) as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
