import { beginSpan, currentTrace, inTrace, newTrace, parseTraceparent, type OpenSpan } from '@fairdue/telemetry';
import type { Received } from './received.ts';

/**
 * Does the work on messages in the traces they came in: below a span for each that somebody here takes. What the work says
 * about a key, or sets a timer for, goes on in the trace of that key's message.
 */
export async function traceOfItems<T>(
  group: string,
  topic: string,
  items: readonly Received[],
  isTaken: (type: string) => boolean,
  work: () => Promise<T>,
): Promise<T> {
  const spans = new Map<string, OpenSpan>();
  const opened: OpenSpan[] = [];
  for (const item of items) {
    if (item.kind !== 'event' || !item.event || !isTaken(item.event.type)) continue;
    const parent = parseTraceparent(item.record.headers['traceparent']);
    if (!parent) continue;
    const facts = {
      'messaging.system': 'kafka',
      'messaging.destination.name': topic,
      'messaging.destination.partition.id': item.record.partition,
      'fairdue.sequence': item.sequence,
    };
    const span = beginSpan(group, `apply ${item.event.type}`, parent, { kind: 'consumer', facts });
    opened.push(span);
    spans.set(item.key, span);
  }
  if (opened.length === 0) return work();
  const of = new Map([...spans].map(([key, { trace }]) => [key, trace]));
  const [only] = opened;
  const requestId = currentTrace()?.requestId;
  const trace = opened.length === 1 && only ? only.trace : newTrace(undefined, requestId);
  let failed = true;
  try {
    const answer = await inTrace({ ...trace, ...(requestId !== undefined && { requestId }), of }, work);
    failed = false;
    return answer;
  } finally {
    for (const span of opened) span.end({ failed });
  }
}
