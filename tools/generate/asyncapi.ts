import { z } from 'zod';
import { eventDefinitions, topics } from '@fairdue/contracts';

const nameOf = (type: string): string => type.replaceAll('.', '-');
const envelope = (type: string, topic: string, data: unknown) => ({
  type: 'object',
  required: [
    'specversion',
    'id',
    'source',
    'type',
    'time',
    'subject',
    'datacontenttype',
    'creditorid',
    'sequence',
    'data',
  ],
  properties: {
    specversion: { const: '1.0' },
    id: { type: 'string' },
    source: { const: `/${topic.split('.')[0]}` },
    type: { const: type },
    time: { type: 'string', format: 'date-time', description: 'Business time of the fact.' },
    subject: { type: 'string', description: 'The record key.' },
    datacontenttype: { const: 'application/json' },
    creditorid: { type: 'string' },
    causationid: { type: 'string', description: 'The request or event that led here.' },
    sequence: {
      type: 'integer',
      minimum: 1,
      description: 'Number among all facts of this topic and key, without gaps.',
    },
    republished: { type: 'boolean', description: 'State told again: rebuild views, trigger nothing.' },
    data,
  },
});

/** One JSON Schema per fact: the envelope with its data. */
export const eventSchemas = (): Map<string, object> =>
  new Map(
    [...eventDefinitions.values()].map(({ type, topic, data }) => [
      nameOf(type),
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        title: type,
        ...envelope(type, topic, withoutDialect(z.toJSONSchema(data, { io: 'output' }))),
      },
    ]),
  );

const withoutDialect = ({ $schema: _dialect, ...schema }: Record<string, unknown>): object => schema;

/** AsyncAPI 3 over the same schemas: what a Kafka consumer of the platform may rely on. */
export function asyncApi(): object {
  const definitions = [...eventDefinitions.values()];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Fairdue events',
      version: '0.1.0',
      description:
        'CloudEvents 1.0, structured JSON. Keys keep one customer’s facts in order; `sequence` numbers them without gaps. Delivered at least once.',
    },
    channels: Object.fromEntries(
      Object.entries(topics).map(([topic, { key }]) => [
        topic,
        {
          address: topic,
          description: `Keyed by ${key}.`,
          messages: Object.fromEntries(
            definitions
              .filter((each) => each.topic === topic)
              .map(({ type }) => [nameOf(type), { $ref: `#/components/messages/${nameOf(type)}` }]),
          ),
        },
      ]),
    ),
    operations: Object.fromEntries(
      Object.keys(topics).map((topic) => [
        `publish-${nameOf(topic)}`,
        { action: 'send', channel: { $ref: `#/channels/${topic}` } },
      ]),
    ),
    components: {
      schemas: Object.fromEntries(eventSchemas()),
      messages: Object.fromEntries(
        definitions.map(({ type }) => [
          nameOf(type),
          {
            name: type,
            contentType: 'application/cloudevents+json',
            payload: { $ref: `#/components/schemas/${nameOf(type)}` },
          },
        ]),
      ),
    },
  };
}
