// npm run migrate -- [SERVICE…] [--contract]: makes missing indexes and runs what migrations are left, on MONGODB_URL.
// Before a roll-out, with the old version still serving; with --contract after it, when no old replica is left.
import { parseArgs } from 'node:util';
import { ConfigurationFault, loadConfig, processEnvironment } from '@fairdue/config';
import {
  accessFaults,
  collectionsOf,
  commonConfig,
  databaseName,
  realEngines,
  requireOurVersion,
} from '@fairdue/service';
import { connect, keepIndexes, migrationsLeft, runMigrations, type Connection } from '@fairdue/store';
import { services } from './services.ts';

type Stored = Parameters<typeof collectionsOf>[0] & Parameters<typeof requireOurVersion>[1];

async function migrate(db: Connection, service: Stored, isLast: boolean): Promise<void> {
  const { name, migrations = [] } = service;
  const say = (line: string): void => console.log(`${name}: ${line}`);
  await requireOurVersion(db, service);
  const { made, dropped, unknown } = await keepIndexes(db, collectionsOf(service), { drop: isLast });
  if (made.length > 0) say(`made ${made.length} indexes`);
  if (dropped.length > 0) say(`dropped ${dropped.join(', ')}: nothing reads by them any more`);
  if (unknown.length > 0) say(`left ${unknown.join(', ')}: not made by us, or before it was noted`);
  await runMigrations(db, migrations, { phases: isLast ? ['expand', 'contract'] : ['expand'], say });
  const left = await migrationsLeft(db, migrations);
  say(left.length === 0 ? 'nothing left to do' : `left for --contract: ${left.map((each) => each.name).join(', ')}`);
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { contract: { type: 'boolean', default: false } },
  });
  const unknown = positionals.filter((name) => !services.some((service) => service.name === name));
  if (unknown.length > 0) throw new Error(`there is no service ${unknown.join(', ')}`);
  const schema = commonConfig.omit({ INTERNAL_SIGNING_KEY: true }).required({ MONGODB_URL: true, KAFKA_BROKERS: true });
  const config = loadConfig(schema, processEnvironment(), accessFaults);
  const { mongoUrl } = realEngines(config);
  for (const service of services) {
    if (positionals.length > 0 && !positionals.includes(service.name)) continue;
    const db = await connect(mongoUrl, databaseName(config, service.name), { appName: 'migrate' });
    try {
      await migrate(db, service, values.contract);
    } finally {
      await db.close();
    }
  }
} catch (error) {
  console.error(error instanceof ConfigurationFault ? error.message : `Not migrated: ${(error as Error).message}`);
  process.exitCode = 1;
}
