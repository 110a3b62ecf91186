import type { z } from 'zod';
import type { EventDefinition } from '@fairdue/contracts';
import type { Tx } from '@fairdue/store';
import { draftOf, fact, type Fact, type FactOptions } from './fact.ts';
import { append } from './outbox.store.ts';

/** Publishes a fact if, and only if, the transaction commits. */
export const enqueue = <D extends EventDefinition>(
  tx: Tx,
  definition: D,
  at: Date,
  data: z.input<D['data']>,
  options?: FactOptions,
): Promise<void> => enqueueAll(tx, [fact(definition, at, data, options)]);

/** Publishes facts if, and only if, the transaction commits: per key in the order given, after all that went before. */
export const enqueueAll = (tx: Tx, facts: readonly Fact[]): Promise<void> => append(tx, facts.map(draftOf), new Date());
