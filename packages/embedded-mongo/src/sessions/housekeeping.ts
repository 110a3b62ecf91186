import { closeIdleCursors } from '../commands/cursors.ts';
import { type Engine } from '../engine.ts';
import { fieldRange } from '../query/key-range.ts';
import { Fork } from '../storage/database.ts';
import { type CollectionState, type IndexState } from '../storage/collection-state.ts';
import { endTransaction } from './transactions.ts';

const everyMs = 1_000;
const sessionIdleMs = 30 * 60_000;
const removedAtOnceMax = 1_000;

/** Removes what has run out: documents of TTL indexes, cursors and sessions nobody uses. */
export function startHousekeeping(engine: Engine): () => void {
  const timer = setInterval(() => {
    const now = Date.now();
    closeIdleCursors(engine.cursors, now);
    forgetIdleSessions(engine, now);
    removeExpired(engine, now);
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

function forgetIdleSessions(engine: Engine, now: number): void {
  for (const session of engine.sessions.values()) {
    if (now - session.usedAt < sessionIdleMs) continue;
    endTransaction(session, 'aborted');
    engine.sessions.delete(session.id);
  }
}

/** In its turn, like any other writer. */
export function removeExpired(engine: Engine, now: number): void {
  for (const database of engine.databases.values()) {
    const expiring = [...database.committed].flatMap(([name, collection]) =>
      collection.indexes
        .filter(({ definition }) => definition.expireAfterSeconds !== undefined)
        .map((index) => ({ name, collection, index })),
    );
    if (!expiring.some(({ collection, index }) => expired(collection, index, now).next().value)) continue;
    engine.queue(database.name).enter({
      client: engine,
      refuse: () => {},
      run: () => {
        const fork = new Fork(database);
        for (const { name, index } of expiring) {
          const collection = fork.collections.get(name);
          const current = collection?.indexes.find((i) => i.definition.name === index.definition.name);
          if (!collection || !current) continue;
          let removed = 0;
          for (const id of [...new Set(expired(collection, current, now))]) {
            const document = fork.collections.get(name)?.records.get(id);
            if (document) fork.remove(name, id, document);
            if (++removed >= removedAtOnceMax) break;
          }
        }
        engine.commit(fork);
      },
    });
  }
}

/** Records whose date in the index is past; only dates expire. */
function* expired({ records }: CollectionState, { definition, entries }: IndexState, now: number): Generator<number> {
  const [field] = definition.fields;
  const limit = now - (definition.expireAfterSeconds ?? 0) * 1_000;
  const range = field && fieldRange({ upper: { value: new Date(limit), inclusive: true } }, field.descending, false);
  for (const [, id] of range ? entries.ascend(range.from, range.to) : []) if (records.get(id)) yield id;
}
