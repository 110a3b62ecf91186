import { transaction, type Connection, type Tx } from '@fairdue/store';
import { traceOfItems } from './item-traces.ts';
import type { Consumer } from './consumer.ts';
import { bury, knownDead } from './dead-letters.store.ts';
import { forgetEarly, keepEarly, loadStates, saveStates, type Reader } from './inbox.store.ts';
import { planBatch, readyOf, type Letter } from './plan.ts';
import type { Received, Taken } from './received.ts';
import { wavesOf } from './waves.ts';

/** The consumers of a service, and where their effects go. */
export type Receiver = {
  db: Connection;
  group: string;
  taken: Taken;
  consumersOf: (type: string) => readonly Consumer[];
};

export function receiverOf(db: Connection, group: string, consumers: readonly Consumer[]): Receiver {
  const byType = new Map<string, Consumer[]>();
  for (const each of consumers) {
    const { type } = each.definition;
    byType.set(type, [...(byType.get(type) ?? []), each]);
  }
  const taken = new Map(consumers.map(({ definition }) => [definition.type, definition]));
  return { db, group, taken, consumersOf: (type) => byType.get(type) ?? [] };
}

/** What became of a batch. `ready` are keys whose kept facts have their turn now. */
export type Outcome = { handled: number; repeats: number; letters: readonly Letter[]; ready: string[] };

export type ApplyOptions = {
  /** Applies dead letters of parked keys, rather than letting them follow into the grave. */
  redriving?: boolean;
  also?: (tx: Tx) => Promise<void>;
};

/** Applies messages of one topic: effects of all consumers, inbox, dead letters and what they publish, all or nothing. */
export function applyItems(
  { db, group, consumersOf }: Receiver,
  topic: string,
  items: readonly Received[],
  { redriving = false, also }: ApplyOptions = {},
): Promise<Outcome> {
  const reader: Reader = { group, topic };
  const keys = [...new Set(items.flatMap((item) => (item.kind === 'tick' ? [] : (item.key ?? []))))];
  return traceOfItems(
    group,
    topic,
    items,
    (type) => consumersOf(type).length > 0,
    () =>
      transaction(db, async (tx) => {
        const before = await loadStates(tx, reader, keys);
        const parked = [...before].filter(([, state]) => state.parked).map(([key]) => key);
        const isDead = redriving ? () => false : await knownDead(tx, reader, items, parked);
        const plan = planBatch(items, before, { isDead, redriving });

        for (const { type, items: wave } of wavesOf(plan.apply))
          for (const { apply } of consumersOf(type))
            await apply(
              tx,
              wave.map(({ event }) => event),
            );

        await saveStates(tx, reader, before, plan.changed);
        await keepEarly(tx, reader, plan.early);
        await forgetEarly(tx, reader, plan.arrived);
        await bury(tx, reader, plan.letters);
        await also?.(tx);

        const after = new Map([...before, ...plan.changed]);
        const ready = [...after].filter(([, state]) => !state.parked && readyOf(state)).map(([key]) => key);
        const handled = items.length - plan.repeats - plan.letters.length - plan.early.length;
        return { handled, repeats: plan.repeats, letters: plan.letters, ready };
      }),
  );
}
