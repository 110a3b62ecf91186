import { beginSpan, inTrace, newTrace, parseTraceparent, type OpenSpan } from '@fairdue/telemetry';
import type { StoredTimer } from './timer.store.ts';
import type { Work } from './work.ts';

export type RowTraces = {
  run<T>(work: () => Promise<T>): Promise<T>;
  end(failed: ReadonlySet<string>): void;
};

/**
 * A span for each row, in the trace that it carries or the first of one; work and store find it by the row's id and key.
 * Rows worked on together have a trace of their own for what is done for all of them.
 */
export function tracesOfRows(service: string, { kind, type }: Work, rows: readonly StoredTimer[]): RowTraces {
  const spans = new Map<string, OpenSpan>();
  const of = new Map<string, OpenSpan['trace']>();
  for (const { _id, key, traceparent, dueAt, attempts } of rows) {
    const facts = { 'fairdue.attempts': attempts, 'fairdue.due_at': dueAt.toISOString() };
    const span = beginSpan(service, `${type} ${kind.name}`, parseTraceparent(traceparent), { facts });
    spans.set(_id, span);
    of.set(key, span.trace).set(_id.slice(kind.name.length + 1), span.trace);
  }
  const [only] = spans.values();
  const trace = { ...(spans.size === 1 && only ? only.trace : newTrace()), of };
  return {
    run: (work) => inTrace(trace, work),
    end(failed) {
      for (const [id, span] of spans) span.end({ failed: failed.has(id) });
    },
  };
}
