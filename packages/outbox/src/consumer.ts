import type { Event, EventDefinition, EventOf } from '@fairdue/contracts';
import type { Tx } from '@fairdue/store';

/** What a service does on a fact. Effects of all consumers of an event, and the note that it was seen, commit together. */
export type Consumer = {
  readonly name: string;
  readonly definition: EventDefinition;
  readonly apply: (tx: Tx, events: readonly Event[]) => Promise<void>;
};

/**
 * Declares a consumer. `apply` gets events of one type, those of a key in order, many keys at once, and writes them in
 * bulk to its own database. It calls nobody else. A Refused it throws is final: the event becomes a dead letter.
 */
export const consumer = <D extends EventDefinition>(
  name: string,
  definition: D,
  apply: (tx: Tx, events: EventOf<D>[]) => Promise<void>,
): Consumer => ({ name, definition, apply: apply as unknown as Consumer['apply'] });
