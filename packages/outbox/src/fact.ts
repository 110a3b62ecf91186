import type { z } from 'zod';
import { topics, type EventDefinition } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { currentTrace, traceparentOf } from '@fairdue/telemetry';
import type { Draft } from './outbox.store.ts';

export type FactOptions = {
  /** The event that led here. Without it, the request under way. */
  causationId?: string;
  /** The owner's state, told again: rebuild views, trigger nothing. */
  republished?: boolean;
  /** What the fact is about comes into being with it: it is the first of its key, which is certain only of a new id. */
  isFirst?: boolean;
};

/** Something that happened, checked against its definition and ready for the outbox. */
export type Fact = { definition: EventDefinition; at: Date; data: Record<string, unknown>; options: FactOptions };

/** What we publish always parses. Data that does not is our bug, and fails here, where it was written. */
export function fact<D extends EventDefinition>(
  definition: D,
  at: Date,
  data: z.input<D['data']>,
  options: FactOptions = {},
): Fact {
  return { definition, at, data: definition.data.parse(data), options };
}

/** A CloudEvent in structured JSON. Its number is only known inside the transaction that takes it. */
export function draftOf({ definition, at, data, options }: Fact): Draft {
  const { type, topic } = definition;
  const key = definition.keyOf(data);
  const id = newId('event');
  const trace = currentTrace();
  const causationid = options.causationId ?? trace?.requestId;
  const headers = {
    'content-type': 'application/cloudevents+json',
    ce_id: id,
    ce_type: type,
    ...(trace && { traceparent: traceparentOf(trace) }),
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
