import { isDeepStrictEqual } from 'node:util';
import { indexName, type AnyCollection, type Connection } from '@fairdue/store';
import type { HealthBody } from './health.wire.ts';

type Found = { name?: string; key: object } & Record<string, unknown>;
const traits = ['unique', 'expireAfterSeconds', 'partialFilterExpression'] as const;

const shapeOf = (key: object, options: Readonly<Record<string, unknown>>): unknown => [
  Object.entries(key),
  traits.map((trait) => options[trait] ?? null),
];

/** Indexes that are declared and not there, or there and not declared. One with another rule than the declared one is both. */
export async function indexFaults(
  db: Connection,
  collections: readonly AnyCollection[],
): Promise<HealthBody['indexes']> {
  const there = new Set((await db.listCollections()).map(({ name }) => name));
  const faults = await Promise.all(
    collections.map(async ({ collectionName: collection, indexes }) => {
      const found = there.has(collection) ? ((await db.collection(collection).indexes()) as Found[]) : [];
      const own = found.filter(({ name }) => name !== '_id_');
      const declared = indexes.map((index) => {
        const [key, options = {}] = index;
        return { name: indexName(index), shape: shapeOf(key, options as Record<string, unknown>) };
      });
      const has = ({ shape }: { shape: unknown }): boolean =>
        own.some((each) => isDeepStrictEqual(shapeOf(each.key, each), shape));
      return {
        missing: declared.filter((each) => !has(each)).map(({ name }) => ({ collection, index: name })),
        unknown: own
          .filter((each) => !declared.some(({ shape }) => isDeepStrictEqual(shapeOf(each.key, each), shape)))
          .map(({ name = '' }) => ({ collection, index: name })),
      };
    }),
  );
  return { missing: faults.flatMap(({ missing }) => missing), unknown: faults.flatMap(({ unknown }) => unknown) };
}
