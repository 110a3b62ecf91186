export { createLog, type Log } from './log.ts';
export { requestLog, type RequestEnd } from './request-log.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export {
  currentTrace,
  inTrace,
  newTrace,
  parseTraceparent,
  traceOf,
  traceparentOf,
  type Trace,
  type TraceParent,
} from './trace.ts';
export { areSpansTaken, beginSpan, openSpan, type OpenSpan, type SpanFacts } from './spans.ts';
export { startTracing, type Tracing } from './start-tracing.ts';
export { withoutValues } from './without-values.ts';
