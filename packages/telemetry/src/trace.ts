import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** Where a piece of work belongs: W3C trace and span, and the id of the request that started it. */
export type Trace = { traceId: string; spanId: string; requestId: string };

const storage = new AsyncLocalStorage<Trace>();

export const currentTrace = (): Trace | undefined => storage.getStore();

export const inTrace = <T>(trace: Trace, work: () => T): T => storage.run(trace, work);

/** Taken from the system's source in advance: one call for a hundred traces instead of two for each. */
let random = Buffer.alloc(0);
let used = 0;

function hex(bytes: number): string {
  if (used + bytes > random.length) [random, used] = [randomBytes(4_096), 0];
  used += bytes;
  return random.toString('hex', used - bytes, used);
}

/** A span of its own below `parent`, or the first of a new trace. */
export const newTrace = (parent?: Pick<Trace, 'traceId'>, requestId?: string): Trace => {
  const spanId = hex(8);
  return { traceId: parent?.traceId ?? hex(16), spanId, requestId: requestId ?? spanId };
};

/** Version 00 of W3C traceparent. Anything else is treated as absent, as the recommendation says. */
export function parseTraceparent(header: string | undefined): Pick<Trace, 'traceId' | 'spanId'> | undefined {
  const match = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(header ?? '');
  const [, traceId, spanId] = match ?? [];
  if (!traceId || !spanId || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId };
}

export const traceparentOf = (trace: Trace): string => `00-${trace.traceId}-${trace.spanId}-01`;
