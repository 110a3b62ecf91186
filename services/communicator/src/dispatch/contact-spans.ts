import { beginSpan, currentTrace, traceOf, type SpanFacts, type Trace } from '@fairdue/telemetry';
import type { Interaction } from '../interactions/interaction.ts';

type About = Pick<Interaction, '_id' | 'channel'> & Partial<Pick<Interaction, 'touchId'>>;

/** One step that is taken for many contacts at once, as a span in the trace of each. */
export function beginEach(name: string, contacts: readonly About[]) {
  const open = new Map(
    contacts.map(({ _id, channel, touchId }) => {
      const facts = { 'fairdue.interaction_id': _id, 'fairdue.touch_id': touchId ?? undefined, 'fairdue.channel': channel };
      return [_id, beginSpan('communicator', name, traceOf(_id) ?? currentTrace(), { facts })] as const;
    }),
  );
  const traces = contacts.flatMap(({ _id }) => open.get(_id)?.trace ?? []);
  const [only] = traces;
  const ofCall: { trace?: Trace; traces?: readonly Trace[] } = traces.length === 1 && only ? { trace: only } : { traces };
  return {
    /** What a call about them takes along: the only one's trace, or that of each. */
    ofCall,
    traceOf: (id: string): Trace | undefined => open.get(id)?.trace,
    end(id: string, facts: SpanFacts, failed = false): void {
      open.get(id)?.end({ facts, failed });
      open.delete(id);
    },
    /** Of these nothing was heard. */
    endRest(): void {
      for (const span of open.values()) span.end({ failed: true });
      open.clear();
    },
  };
} // prettier-ignore
