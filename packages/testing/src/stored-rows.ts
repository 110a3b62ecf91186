import type { Collection, Connection } from '@fairdue/store';

export type StoredRow = { _id: string } & Record<string, unknown>;

/** Reads everything that stands in these collections and the number of facts told of each key, or what is one creditor's. */
export function storedRows(
  collections: readonly unknown[],
): (db: Connection, creditorId?: string) => Promise<StoredRow[]> {
  const names = [...collections.map((each) => (each as Collection<StoredRow>).collectionName), 'sequences'];
  return async (db, creditorId) => {
    const filter = creditorId === undefined ? {} : { creditorId };
    const read = (name: string) => db.collection<StoredRow>(name).find(filter).sort({ _id: 1 }).toArray();
    return (await Promise.all(names.map(read))).flat();
  };
}
