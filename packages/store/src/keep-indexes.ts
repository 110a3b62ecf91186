import { collection, ensureIndexes, type AnyCollection } from './collection.ts';
import type { Connection } from './connect.ts';

/** The indexes that we made here: only those are ever dropped. */
type Place = { of: string; name: string };
type MadeIndex = Place & { _id: string; madeAt: Date };
export const madeIndexes = collection<MadeIndex>(
  'madeIndexes',
  { of: String, name: String, madeAt: Date },
  { tenant: false },
);

const idOf = (collectionName: string, name: string): string => `${collectionName}.${name}`;

/** As MongoDB names an index that was given none. */
export const indexName = ([fields, options]: AnyCollection['indexes'][number]): string =>
  options?.name ?? Object.entries(fields).flat().join('_');

export type IndexReport = {
  made: string[];
  /** Ours, and declared no more. */
  dropped: string[];
  /** Somebody else's: an operator's, or of a time before we wrote down which are ours. */
  unknown: string[];
};

async function indexesThere(db: Connection): Promise<Map<string, Place>> {
  const there = new Map<string, Place>();
  for (const { name: collectionName } of await db.listCollections()) {
    if (collectionName.startsWith('system.')) continue;
    for (const { name = '' } of await db.collection(collectionName).listIndexes().toArray())
      if (name !== '_id_') there.set(idOf(collectionName, name), { of: collectionName, name });
  }
  return there;
}

const declaredIn = (collections: readonly AnyCollection[]) =>
  new Map(
    collections.flatMap(({ collectionName, indexes }) =>
      indexes.map((index) => {
        const name = indexName(index);
        return [idOf(collectionName, name), { of: collectionName, name }] as const;
      }),
    ),
  );

/** The declared indexes that are not there. */
export async function missingIndexes(db: Connection, collections: readonly AnyCollection[]): Promise<string[]> {
  const there = await indexesThere(db);
  return [...declaredIn(collections).keys()].filter((id) => !there.has(id));
}

/**
 * Makes what is declared and missing, while everybody goes on reading and writing, and notes which indexes are ours. With
 * `drop`, when no version that reads by them is left, drops those of ours that nothing declares any more.
 */
export async function keepIndexes(
  db: Connection,
  collections: readonly AnyCollection[],
  { drop }: { drop: boolean },
): Promise<IndexReport> {
  const before = await indexesThere(db);
  const declared = declaredIn(collections);
  await ensureIndexes(db, [...collections, madeIndexes]);
  const known = new Map((await madeIndexes(db).find().lean<MadeIndex[]>()).map((row) => [row._id, row]));
  const fresh = [...declared].filter(([id]) => !known.has(id));
  await madeIndexes(db).bulkWrite(
    fresh.map(([_id, index]) => ({
      updateOne: { filter: { _id }, update: { $setOnInsert: { ...index, madeAt: new Date() } }, upsert: true },
    })),
  );

  const extra = [...before.keys()].filter((id) => !declared.has(id));
  const dropped = drop ? extra.filter((id) => known.has(id)) : [];
  for (const id of dropped) {
    const { of = '', name = '' } = before.get(id) ?? {};
    await db.collection(of).dropIndex(name);
    await madeIndexes(db).deleteOne({ _id: id });
  }
  return {
    made: [...declared.keys()].filter((id) => !before.has(id)),
    dropped,
    unknown: extra.filter((id) => !known.has(id)),
  };
}
