import type { IncomingMessage } from 'node:http';
import { HttpFault } from '@fairdue/http';
import { documentBytesMax } from './document.ts';

/** The body of a request as it is, up to what a document may have. */
export async function readContent(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > documentBytesMax)
      throw new HttpFault(413, 'body-too-large', `The body may have ${documentBytesMax} bytes at most.`, { connection: 'close' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
} // prettier-ignore
