import { ConfigurationFault } from '@fairdue/config';
import { idempotencyCollections } from '@fairdue/http';
import { outboxCollections } from '@fairdue/outbox';
import {
  ensureIndexes,
  migrationsAhead,
  migrationsLeft,
  missingIndexes,
  runMigrations,
  type AnyCollection,
  type Connection,
  type Migration,
} from '@fairdue/store';
import type { Log } from '@fairdue/telemetry';
import { timersCollections } from '@fairdue/timers';
import { clocks } from './business-clock.ts';
import type { CommonConfig, ServiceName } from './common-config.ts';
import { requireWholeRestore, restores } from './restored.ts';

type Stored = { name: ServiceName; collections: readonly AnyCollection[]; migrations?: readonly Migration[] };

export const databaseName = ({ DATABASE_PREFIX }: Pick<CommonConfig, 'DATABASE_PREFIX'>, name: ServiceName): string =>
  `${DATABASE_PREFIX}${name.replaceAll('-', '_')}`;

/** Everything that a service keeps in its database: its own, and what the packages it stands on keep there. */
export const collectionsOf = ({ collections }: Pick<Stored, 'collections'>): readonly AnyCollection[] => [
  ...outboxCollections,
  ...timersCollections,
  ...idempotencyCollections,
  clocks,
  restores,
  ...collections,
];

/** What a newer version has changed for good, when no older replica was left, an older one would misread and write over. */
export async function requireOurVersion(
  db: Connection,
  { name, migrations = [] }: Omit<Stored, 'collections'>,
): Promise<void> {
  const ahead = await migrationsAhead(db, migrations);
  if (ahead.length > 0)
    throw new ConfigurationFault([
      `${name}: a newer version has done ${ahead.join(', ')} here, and none before it can work on that: start the newer one, or restore a backup`,
    ]);
}

/**
 * Has the database as the service needs it, or refuses the start. Where `run` is off, a job did it before the roll-out.
 * On embedded engines there is one process, so no replica of an older version can be left.
 */
export async function prepareDatabase(
  db: Connection,
  service: Stored,
  { isEmbedded, run, log }: { isEmbedded: boolean; run: boolean; log: Log },
): Promise<void> {
  const { name, migrations = [] } = service;
  await requireWholeRestore(db);
  await requireOurVersion(db, service);
  if (run) {
    await ensureIndexes(db, collectionsOf(service));
    const phases = isEmbedded ? (['expand', 'contract'] as const) : (['expand'] as const);
    await runMigrations(db, migrations, { phases, say: (line) => log.info({ migration: line }, 'migrating') });
    return;
  }
  const left = (await migrationsLeft(db, migrations)).filter(({ phase }) => phase === 'expand');
  const missing = await missingIndexes(db, collectionsOf(service));
  const faults = [
    ...left.map((each) => `the migration ${each.name} of ${name} has not been done`),
    ...(missing.length > 0 ? [`${name} has no index ${missing.join(', ')}`] : []),
  ];
  if (faults.length > 0)
    throw new ConfigurationFault(
      faults.map(
        (fault) => `${fault}: run \`npm run migrate\` (in the image: \`node dist/migrate.mjs\`), then start again`,
      ),
    );
}
