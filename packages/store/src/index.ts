export { connect, databaseIsAway, type Connection } from './connect.ts';
export {
  collection,
  ensureIndexes,
  type AnyCollection,
  type Collection,
  type CollectionOptions,
  type IndexDefinition,
} from './collection.ts';
export { transaction, within, type Reader, type Tx } from './transaction.ts';
export { insertRows } from './insert-rows.ts';
export { replaceRows, writeRows } from './write-rows.ts';
export { gathered } from './gathered.ts';
export { keysetFilter, pageOf, readCursor, type CursorKind, type Page } from './page.ts';
export { claimLease, keepLease, releaseLease, renewLeases, leases, type Lease } from './lease.ts';
export { againWhenRaced, isDuplicateKey } from './again-when-raced.ts';
export { openBytes, SealBroken, sealBytes, type SealedBytes, type SealKeys } from './sealed-bytes.ts';
export { indexName, keepIndexes, madeIndexes, missingIndexes, type IndexReport } from './keep-indexes.ts';
export type { Migration, PageDone } from './migrations/migration.ts';
export { migrationRows, type MigrationRow } from './migrations/migration.store.ts';
export { MigrationChanged, migrationsAhead, migrationsLeft, runMigrations } from './migrations/run-migrations.ts';
