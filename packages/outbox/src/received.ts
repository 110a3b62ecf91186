import { createHash } from 'node:crypto';
import { Envelope, tickType, type Event, type EventDefinition } from '@fairdue/contracts';
import type { IncomingRecord } from '@fairdue/bus';
import { z } from 'zod';
import { valueBytesMax } from './outbox.store.ts';

/** Why a message could not be applied: a stable code, and for a person what exactly was wrong. */
export type Cause = { code: string; detail: string };

/** A fact that can be read. Without `event` no consumer here takes its type: it only moves the key on. */
export type ReceivedEvent = {
  kind: 'event';
  key: string;
  sequence: number;
  republished: boolean;
  event: Event | undefined;
  record: IncomingRecord;
};

/** A message that is at fault itself. `sequence` is known when at least its envelope could be read. */
export type ReceivedFault = {
  kind: 'fault';
  key: string | null;
  sequence: number | undefined;
  cause: Cause;
  attempts: number;
  record: IncomingRecord;
};

export type ReceivedTick = { kind: 'tick'; time: Date };
export type Received = ReceivedEvent | ReceivedFault | ReceivedTick;

/** The types a service takes, each with its definition. */
export type Taken = ReadonlyMap<string, EventDefinition>;

const Tick = z.object({ time: z.iso.datetime() });
const withoutVersion = (type: string): string => type.replace(/\.v\d+$/, '');

export const faultOf = (
  { key, record, sequence }: Pick<ReceivedEvent, 'key' | 'record' | 'sequence'>,
  cause: Cause,
  attempts: number,
): ReceivedFault => ({ kind: 'fault', key, sequence, cause, attempts, record });

/** Reads a record. It never throws: what is wrong with a message must not stop those behind it. */
export function receive(record: IncomingRecord, taken: Taken): Received {
  const { key, headers, value } = record;
  const fault = (code: string, detail: string, sequence?: number): ReceivedFault => ({
    ...{ kind: 'fault', key, sequence, cause: { code, detail }, attempts: 1, record },
  });

  if (value.byteLength > valueBytesMax) return fault('event-too-large', `It has ${value.byteLength} bytes.`);
  const json = parseJson(value);
  if (key === null && headers['ce_type'] === tickType) {
    const tick = Tick.safeParse(json);
    return tick.success
      ? { kind: 'tick', time: new Date(tick.data.time) }
      : fault('event-unreadable', 'It is a tick without a time.');
  }
  if (key === null) return fault('event-without-key', 'Only ticks go without a key.');
  const parsed = Envelope.safeParse(json);
  if (!parsed.success) return fault('event-unreadable', z.prettifyError(parsed.error));
  const envelope = parsed.data;
  const { sequence, type, republished = false } = envelope;
  if (envelope.subject !== key) return fault('event-unreadable', 'Its subject is not its key.');

  const definition = taken.get(type);
  const received = { kind: 'event' as const, key, sequence, republished, record };
  if (!definition) {
    const known = [...taken.keys()].some((each) => withoutVersion(each) === withoutVersion(type));
    return known
      ? fault('event-version-unknown', `No reader of ${type}.`, sequence)
      : { ...received, event: undefined };
  }
  if (definition.topic !== record.topic)
    return fault('event-unreadable', `${type} does not belong on this topic.`, sequence);
  const data = definition.data.safeParse(envelope.data);
  if (!data.success) return fault('event-data-invalid', z.prettifyError(data.error), sequence);
  return { ...received, event: { ...envelope, topic: definition.topic, data: data.data } };
}

function parseJson(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString('utf8'));
  } catch {
    return undefined; // no envelope is `undefined`, so this is told as what it is: unreadable
  }
}

/** One id per message of a group, so that a message read twice is dead once, also in a topic that began anew. Sorts by offset. */
export function deadLetterId(group: string, { topic, partition, offset, value }: IncomingRecord): string {
  const print = createHash('sha256').update(value).digest('hex').slice(0, 12);
  return `${group}.${topic}.${partition}.${offset.padStart(20, '0')}.${print}`;
}
