import { Agent, request } from 'undici';
import type { Outside } from './outside.ts';

export type OutsideAnswer = { status: number; text: string };

/** Posts to addresses that somebody gave us: never inside, never where a redirect leads, never for long. */
export type PostOutside = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  bytes: Buffer,
  signal: AbortSignal,
) => Promise<OutsideAnswer>;

type Limits = {
  /** For connection, request and answer together. */
  answerMs: number;
  /** The rest of an answer is not read. */
  answerBytesMax: number;
};

export function postOutside(guard: Outside, { answerMs, answerBytesMax }: Limits): PostOutside {
  const dispatcher = new Agent({ connect: { lookup: guard.lookup, timeout: answerMs }, keepAliveTimeout: 1_000 });
  return async (url, headers, bytes, signal) => {
    guard.check(url); // no name is looked up where a number stands
    // No AbortSignal.timeout: inside AbortSignal.any nothing holds it, and a collection of garbage would end the limit.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new DOMException('No whole answer in time.', 'TimeoutError')), answerMs);
    try {
      const within = AbortSignal.any([signal, late.signal]);
      const { statusCode, body } = await request(url, {
        method: 'POST',
        headers,
        body: bytes,
        dispatcher,
        signal: within,
      });
      const chunks: Buffer[] = [];
      let left = answerBytesMax;
      for await (const chunk of body as AsyncIterable<Buffer>) {
        chunks.push(chunk.subarray(0, left));
        left -= chunk.length;
        if (left <= 0) break; // leaving the loop closes the connection
      }
      return { status: statusCode, text: Buffer.concat(chunks).toString('utf8') };
    } finally {
      clearTimeout(timer);
    }
  };
}
