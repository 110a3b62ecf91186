import { SpanKind, SpanStatusCode, TraceFlags, type HrTime, type SpanContext } from '@opentelemetry/api';
import type { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { Metrics } from './metrics.ts';
import { giveSpansTo, type Span } from './spans.ts';
import { keepShareOfTraces, type TraceParent } from './trace.ts';

type Exported = Parameters<OTLPTraceExporter['export']>[0][number];

export type TracingOptions = {
  service: string;
  metrics: Metrics;
  /** Base address of an OTLP/HTTP receiver; without one nothing leaves, and no span is made. */
  endpoint: string | undefined;
  /** Of the traces that begin here, the share that is kept: 0 to 1. */
  share: number;
};

export type Tracing = { stop(): Promise<void> };

const waitingMax = 8_192;
const batchMax = 512;
const everyMs = 1_000;
const exportMs = 5_000;
const stopMs = 2_000;

const kinds: Record<Span['kind'], SpanKind> = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
};

/** Seconds and nanoseconds since 1970. */
function instant(monotonicMs: number): HrTime {
  const ms = performance.timeOrigin + monotonicMs;
  const seconds = Math.floor(ms / 1_000);
  return [seconds, Math.floor((ms - seconds * 1_000) * 1e6)];
}

const contextOf = ({ traceId, spanId }: TraceParent): SpanContext => ({
  traceId,
  spanId,
  traceFlags: TraceFlags.SAMPLED,
});

function exported(span: Span, resource: Exported['resource']): Exported {
  const { trace, link, facts } = span;
  const [startTime, endTime] = [instant(span.startedAt), instant(span.endedAt)];
  const none = { droppedAttributesCount: 0, droppedEventsCount: 0, droppedLinksCount: 0 };
  return {
    ...none,
    name: span.name,
    kind: kinds[span.kind],
    spanContext: () => contextOf(trace),
    ...(trace.parentId !== undefined && {
      parentSpanContext: contextOf({ ...trace, spanId: trace.parentId }),
    }),
    startTime,
    endTime,
    duration: instant(span.endedAt - span.startedAt - performance.timeOrigin),
    status: { code: span.failed ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
    attributes: Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
    links: link ? [{ context: contextOf(link) }] : [],
    events: [],
    ended: true,
    resource,
    instrumentationScope: { name: 'fairdue' },
  };
}

/** Spans on their way out of this process: a bounded queue, one request at a time, and nobody waits for either. */
class Outgoing {
  readonly #exporter: OTLPTraceExporter;
  readonly #services = new Map<
    string,
    { resource: Exported['resource']; count: (outcome: string, n: number) => void }
  >();
  readonly #timer: NodeJS.Timeout;
  #waiting: Span[] = [];
  #sending: Promise<void> | undefined;

  constructor(exporter: OTLPTraceExporter) {
    this.#exporter = exporter;
    this.#timer = setInterval(() => this.#send(), everyMs).unref();
  }

  get services(): number {
    return this.#services.size;
  }

  add(service: string, metrics: Metrics): void {
    const counter = metrics.counter(
      'fairdue_trace_spans_total',
      'Spans by what became of them: exported; dropped because too many waited (queue-full) or the collector did not take them (not-taken).',
      ['outcome'],
    );
    for (const outcome of ['exported', 'queue-full', 'not-taken']) counter.inc({ outcome }, 0);
    const attributes = { 'service.name': `fairdue-${service}`, 'service.namespace': 'fairdue', 'process.pid': process.pid };
    const resource = { attributes } as unknown as Exported['resource'];
    this.#services.set(service, { resource, count: (outcome, n) => counter.inc({ outcome }, n) });
  } // prettier-ignore

  remove(service: string): void {
    this.#services.delete(service);
  }

  take(span: Span): void {
    if (this.#waiting.length >= waitingMax) return this.#services.get(span.service)?.count('queue-full', 1);
    this.#waiting.push(span);
    if (this.#waiting.length >= batchMax) this.#send();
  }

  #send(): void {
    if (this.#sending || this.#waiting.length === 0) return;
    const batch = this.#waiting.splice(0, batchMax);
    this.#sending = this.#export(batch).finally(() => {
      this.#sending = undefined;
      if (this.#waiting.length >= batchMax) this.#send();
    });
  }

  #export(batch: readonly Span[]): Promise<void> {
    const spans = batch.flatMap((span) => {
      const resource = this.#services.get(span.service)?.resource;
      return resource ? [exported(span, resource)] : [];
    });
    return new Promise((resolve) => {
      this.#exporter.export(spans, ({ code }) => {
        const outcome = code === 0 ? 'exported' : 'not-taken';
        for (const [service, { count }] of this.#services) {
          const own = batch.filter((span) => span.service === service).length;
          if (own > 0) count(outcome, own);
        }
        resolve();
      });
    });
  }

  /** Sends what waits, for a moment: spans are no reason to stay. */
  async flush(): Promise<void> {
    const over = Date.now() + stopMs;
    const limit = new Promise<void>((resolve) => void setTimeout(resolve, stopMs).unref());
    while ((this.#waiting.length > 0 || this.#sending) && Date.now() < over) {
      this.#send();
      await Promise.race([this.#sending, limit]);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.race([this.#exporter.shutdown(), new Promise((resolve) => void setTimeout(resolve, stopMs).unref())]);
  }
}

/** One for all services of a process. */
let outgoing: Outgoing | undefined;

/**
 * Has the spans of a service leave by OTLP/HTTP. Headers, certificates and compression follow OpenTelemetry's own
 * variables. A collector that is away costs spans, which are counted, and nothing else.
 */
export async function startTracing({ service, metrics, endpoint, share }: TracingOptions): Promise<Tracing> {
  keepShareOfTraces(share);
  if (!endpoint) return { stop: () => Promise.resolve() };
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const mine = (outgoing ??= new Outgoing(new OTLPTraceExporter({ url, timeoutMillis: exportMs })));
  mine.add(service, metrics);
  giveSpansTo((span) => mine.take(span));
  return {
    async stop() {
      await mine.flush();
      mine.remove(service);
      if (mine.services > 0 || outgoing !== mine) return;
      outgoing = undefined;
      giveSpansTo(undefined);
      await mine.close();
    },
  };
}
