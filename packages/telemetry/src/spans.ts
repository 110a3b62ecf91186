import { newTrace, type Trace, type TraceParent } from './trace.ts';

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';
/** Names and ids of ours, numbers, words of ours: never what a person or a client said. */
export type SpanFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/** A piece of work that is over. Times are milliseconds of `performance.now()`. */
export type Span = {
  service: string;
  name: string;
  kind: SpanKind;
  trace: TraceParent & { parentId?: string };
  startedAt: number;
  endedAt: number;
  failed: boolean;
  facts: SpanFacts;
  /** Another trace that this has to do with. */
  link?: TraceParent | undefined;
};

export type SpanTaker = (span: Span) => void;
let take: SpanTaker | undefined;

/** Where spans go; nowhere when there is none, and then nothing is made of them. */
export const giveSpansTo = (taker: SpanTaker | undefined): void => void (take = taker);

export const areSpansTaken = (): boolean => take !== undefined;

type End = { failed?: boolean; facts?: SpanFacts };
export type OpenSpan = {
  /** What is done meanwhile belongs below this. */
  trace: Trace;
  end(how?: End): void;
};

type Begin = {
  kind?: SpanKind;
  facts?: SpanFacts;
  startedAt?: number;
  link?: TraceParent | undefined;
};

/** Begins work below `parent`, or the first of a trace. What led to it goes on being known where no spans are taken. */
export function beginSpan(service: string, name: string, parent: TraceParent | undefined, begin: Begin = {}): OpenSpan {
  return openSpan(service, name, newTrace(parent), begin);
}

/** The same, of a span that has its ids already. */
export function openSpan(service: string, name: string, trace: Trace, begin: Begin = {}): OpenSpan {
  const { kind = 'internal', facts, startedAt = performance.now(), link } = begin;
  return {
    trace,
    end({ failed = false, facts: more } = {}) {
      if (!take || !trace.sampled) return;
      const endedAt = performance.now();
      take({ service, name, kind, trace, startedAt, endedAt, failed, facts: { ...facts, ...more }, link });
    },
  };
}
