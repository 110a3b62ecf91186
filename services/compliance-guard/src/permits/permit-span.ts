import { beginSpan, inTrace, type TraceParent } from '@fairdue/telemetry';

/** Decides about one contact of a call about several, as a span in the trace of that contact. */
export async function inSpan<T>(
  name: string,
  parent: TraceParent | undefined,
  decide: () => Promise<T>,
  outcomeOf: (answer: T) => string,
): Promise<T> {
  const span = beginSpan('compliance-guard', name, parent);
  let outcome: string | undefined;
  try {
    const answer = await inTrace(span.trace, decide);
    outcome = outcomeOf(answer);
    return answer;
  } finally {
    span.end({ failed: outcome === undefined, facts: { 'fairdue.outcome': outcome } });
  }
}
