import type { IncomingMessage } from 'node:http';
import { Refused } from '@fairdue/refused';
import { HttpFault } from './http-fault.ts';

export type BodyLimits = { bytesMax: number; depthMax: number };
export const defaultBodyLimits: BodyLimits = { bytesMax: 10 * 1_024 * 1_024, depthMax: 32 };

export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const tooLarge = (bytesMax: number): HttpFault =>
  new HttpFault(413, 'body-too-large', `The body may have ${bytesMax} bytes at most.`);

const malformed = (detail: string): Refused => new Refused('malformed', 'body-invalid', detail);

/** That type, in UTF-8, not compressed: anything else is 415 before a byte of it is read. */
export function requireMediaType({ headers }: IncomingMessage, wanted: string): void {
  const [type, ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((p) => p.trim()).find((p) => p.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  const isPlain = (headers['content-encoding'] ?? 'identity') === 'identity';
  if (type?.trim() !== wanted || !isUtf8 || !isPlain)
    throw new HttpFault(415, 'content-type-unsupported', `Content-Type must be ${wanted}.`);
}

/**
 * Lets the rest of a refused body flow away, so that the client reads the answer instead of a broken pipe; one that
 * goes on for too long is cut off.
 */
function drain(req: IncomingMessage, bytesMax: number): void {
  let left = bytesMax;
  req.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) req.destroy();
  });
  req.resume();
}

/** The bytes of a body, never more than the limit held in memory. */
export function readBytes(req: IncomingMessage, bytesMax: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = (): void => {
      req.off('data', take);
      req.off('end', finish);
      drain(req, bytesMax * 4);
      reject(tooLarge(bytesMax));
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > bytesMax) return stop();
      chunks.push(chunk);
    };
    const finish = (): void => resolve(Buffer.concat(chunks, size));
    if (Number(req.headers['content-length'] ?? 0) > bytesMax) return stop();
    req.on('data', take);
    req.once('end', finish);
    req.once('error', reject);
    req.once('aborted', () => reject(malformed('The body ended before it was complete.')));
  });
}

/** Depth is bounded, and no key can reach a prototype: what comes out is plain data, whatever its keys are called. */
function requirePlain(root: unknown, depthMax: number): void {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    const below: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      if (depth >= depthMax) throw malformed(`The body may be nested ${depthMax} levels deep at most.`);
      if (Object.hasOwn(value, '__proto__')) throw malformed('A field may not be called __proto__.');
      for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) below.push(inner);
    }
    level = below;
  }
}

/**
 * Half of a surrogate pair is no character (RFC 7493 2.1): stored, it becomes U+FFFD, and different texts become one.
 * In UTF-8 only an escape can carry it, which nearly no body has.
 */
function requireWholeCharacters(text: string): void {
  if (!/\\u[dD][89a-fA-F]/.test(text)) return;
  JSON.parse(text, (key, value: unknown) => {
    if (/\p{Surrogate}/u.test(key) || (typeof value === 'string' && /\p{Surrogate}/u.test(value)))
      throw malformed('A text has half of a surrogate pair, which is no character.');
    return value;
  });
}

/** One JSON text as plain data, or a refusal as malformed. */
export function parseJson(bytes: Buffer, { depthMax }: Pick<BodyLimits, 'depthMax'>): unknown {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw malformed('The body is not valid JSON.');
  }
  requirePlain(value, depthMax);
  requireWholeCharacters(text);
  return value;
}

/** The JSON body of a request; undefined when it has none. */
export async function readJsonBody(
  req: IncomingMessage,
  limits: BodyLimits,
  keep?: (bytes: Buffer) => void,
): Promise<unknown> {
  if (!hasBody(req)) return undefined;
  requireMediaType(req, 'application/json');
  const bytes = await readBytes(req, limits.bytesMax);
  keep?.(bytes);
  return parseJson(bytes, limits);
}
