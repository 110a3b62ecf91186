import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** What a traceparent says: W3C trace and span, and whether its spans are kept. */
export type TraceParent = { traceId: string; spanId: string; sampled: boolean };

/** Where a piece of work belongs: its span, the one that led to it, and the id of the request that started it. */
export type Trace = TraceParent & {
  requestId: string;
  parentId?: string;
  /** Work on many things at once: the span of each, by the id or key of that thing. */
  of?: ReadonlyMap<string, TraceParent>;
};

const storage = new AsyncLocalStorage<Trace>();

export const currentTrace = (): Trace | undefined => storage.getStore();

/** The span of one thing among those that are worked on together. */
export const traceOf = (id: string): TraceParent | undefined => storage.getStore()?.of?.get(id);

export const inTrace = <T>(trace: Trace, work: () => T): T => storage.run(trace, work);

/** Taken from the system's source in advance: one call for a hundred traces instead of two for each. */
let random = Buffer.alloc(0);
let used = 0;

function hex(bytes: number): string {
  if (used + bytes > random.length) [random, used] = [randomBytes(4_096), 0];
  used += bytes;
  return random.toString('hex', used - bytes, used);
}

/** Of the traces that begin here, how many are kept: 0 to 1. What continues a trace follows it. */
let keptShare = 1;
export const keepShareOfTraces = (share: number): void => void (keptShare = share);

/** By the id, so that whoever decides by the same share decides the same. */
const isKept = (traceId: string): boolean =>
  keptShare >= 1 || Number.parseInt(traceId.slice(-8), 16) < keptShare * 2 ** 32;

/** A span of its own below `parent`, or the first of a new trace. */
export const newTrace = (parent?: TraceParent, requestId?: string): Trace => {
  const spanId = hex(8);
  const id = requestId ?? spanId;
  if (parent)
    return { traceId: parent.traceId, spanId, sampled: parent.sampled, requestId: id, parentId: parent.spanId };
  const traceId = hex(16);
  return { traceId, spanId, sampled: isKept(traceId), requestId: id };
};

/** Version 00 of W3C traceparent. Anything else is treated as absent, as the recommendation says. */
export function parseTraceparent(header: string | null | undefined): TraceParent | undefined {
  const match = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(header ?? '');
  const [, traceId, spanId, flags = ''] = match ?? [];
  if (!traceId || !spanId || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

export const traceparentOf = ({ traceId, spanId, sampled }: TraceParent): string =>
  `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
