import type { z } from 'zod';
import { topics, type EventDefinition } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { currentTrace, traceOf, traceparentOf, type TraceParent } from '@fairdue/telemetry';
import type { Draft } from './outbox.store.ts';

export type FactOptions = {
  /** The event that led here. Without it, the request under way. */
  causationId?: string;
  /** The owner's state, told again: rebuild views, trigger nothing. */
  republished?: boolean;
  /** What the fact is about comes into being with it: it is the first of its key, which is certain only of a new id. */
  isFirst?: boolean;
  /** What it belongs to, where that is neither the work on its key nor the work under way. */
  trace?: TraceParent | undefined;
};

/** Something that happened, checked against its definition and ready for the outbox. */
export type Fact = {
  definition: EventDefinition;
  at: Date;
  data: Record<string, unknown>;
  options: FactOptions;
  /** Taken when it happens: what writes it may work for several at once. */
  traceparent: string | undefined;
};

/** What we publish always parses. Data that does not is our bug, and fails here, where it was written. */
export function fact<D extends EventDefinition>(
  definition: D,
  at: Date,
  data: z.input<D['data']>,
  options: FactOptions = {},
): Fact {
  const parsed = definition.data.parse(data);
  const trace = options.trace ?? traceOf(definition.keyOf(parsed)) ?? currentTrace();
  return { definition, at, data: parsed, options, traceparent: trace && traceparentOf(trace) };
}

/** A CloudEvent in structured JSON. Its number is only known inside the transaction that takes it. */
export function draftOf({ definition, at, data, options, traceparent }: Fact): Draft {
  const { type, topic } = definition;
  const key = definition.keyOf(data);
  const id = newId('event');
  const causationid = options.causationId ?? currentTrace()?.requestId;
  const headers = {
    'content-type': 'application/cloudevents+json',
    ce_id: id,
    ce_type: type,
    ...(traceparent !== undefined && { traceparent }),
  };
  return {
    topic,
    key,
    ...(options.isFirst && { isFirst: true }),
    record: (sequence) => {
      const envelope = {
        specversion: '1.0',
        id,
        source: `/${topics[topic].publisher}`,
        type,
        time: at.toISOString(),
        subject: key,
        datacontenttype: 'application/json',
        creditorid: String(data['creditorId']),
        ...(causationid !== undefined && { causationid }),
        sequence,
        ...(options.republished && { republished: true }),
        data,
      };
      return { value: JSON.stringify(envelope), headers };
    },
  };
}
