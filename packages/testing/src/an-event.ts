import type { z } from 'zod';
import type { Envelope, Event, EventDefinition } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';

/** A fact as another service would publish it. Its sequence is given when it is delivered, unless said here. */
export const anEvent = <Definition extends EventDefinition>(
  definition: Definition,
  data: z.input<Definition['data']>,
  over: Partial<Omit<Envelope, 'data'>> = {},
): Event & { sequence: number } => {
  const parsed = definition.data.parse(data) as Record<string, unknown>;
  return {
    specversion: '1.0',
    id: newId('event'),
    source: `/${definition.type.split('.')[0]}`,
    type: definition.type,
    time: new Date().toISOString(),
    subject: definition.keyOf(parsed),
    datacontenttype: 'application/json',
    creditorid: String(parsed['creditorId']),
    sequence: 0,
    topic: definition.topic,
    data: parsed,
    ...over,
  };
};
