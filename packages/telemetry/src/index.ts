export { createLog, type Log } from './log.ts';
export { requestLog, type RequestEnd } from './request-log.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export { currentTrace, inTrace, newTrace, parseTraceparent, traceparentOf, type Trace } from './trace.ts';
