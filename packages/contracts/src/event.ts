import { z } from 'zod';
import { topics, type TopicName } from './topics.ts';

/** A fact's name, its topic, and the shape of its data. `creditorId` is in every one of them. */
export type EventDefinition<Type extends string = string, Data extends z.ZodObject = z.ZodObject> = {
  readonly type: Type;
  readonly topic: TopicName;
  readonly data: Data;
  /** The record's key: which customer (or creditor) these facts are about. */
  readonly keyOf: (data: Record<string, unknown>) => string;
};

/** Declares a fact. An added optional field keeps its version; anything else is a new one. Readers ignore unknown fields. */
export function event<const Type extends string, Shape extends z.ZodRawShape>(
  type: Type,
  topic: TopicName,
  shape: Shape,
): EventDefinition<Type, z.ZodObject<Shape>> {
  const data = z.object(shape);
  const key = topics[topic].key;
  return { type, topic, data, keyOf: (values) => String(values[key]) };
}

/** CloudEvents 1.0, structured JSON, with our extension attributes. Readers ignore what they do not know. */
export const Envelope = z.object({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.string(),
  type: z.string(),
  /** Business time of the fact. */
  time: z.iso.datetime(),
  /** The record's key again, for readers that see only the value. */
  subject: z.string(),
  datacontenttype: z.literal('application/json'),
  creditorid: z.string(),
  /** The request or event that led here. */
  causationid: z.string().optional(),
  /** Number of this fact among all facts of its topic and key, from 1, without gaps. */
  sequence: z.int().positive(),
  /** Set when an owner publishes its state again: rebuild views, trigger nothing. */
  republished: z.boolean().optional(),
  data: z.record(z.string(), z.unknown()),
});
export type Envelope = z.infer<typeof Envelope>;

/** An event as a consumer gets it: the envelope with its data parsed. */
export type Event<Data = Record<string, unknown>> = Omit<Envelope, 'data'> & { topic: TopicName; data: Data };
export type EventOf<Definition extends EventDefinition> = Event<z.output<Definition['data']>>;

/** A publisher's sign of life on a partition: everything it committed until `time` has been published. Header only, no key. */
export const tickType = 'fairdue.tick.v1';
