import { startKafkaBus } from '@fairdue/bus';
import { processEnvironment } from '@fairdue/config';
import { newId } from '@fairdue/ids';
import { embeddedEngines, type Engines } from '@fairdue/service';
import { connect, type Connection } from '@fairdue/store';
import { createLog } from '@fairdue/telemetry';

export type TestEngines = Engines & {
  /** Names of databases and topics begin with this, so that tests on shared engines do not meet. */
  prefix: string;
  connect(database: string): Promise<Connection>;
  stop(): Promise<void>;
};

const log = createLog('test', 'silent');

/** Engines of one test file: embedded ones of its own, or with `ENGINES=real` a corner of the real ones. */
export async function startTestEngines(): Promise<TestEngines> {
  const prefix = `t${newId('event').slice(8).toLowerCase().replaceAll('-', '')}_`;
  const engines = processEnvironment()['ENGINES'] === 'real' ? cornerOfReal(prefix) : await embeddedEngines({ log });
  const connections: Connection[] = [];
  return {
    ...engines,
    prefix,
    async connect(database) {
      const db = await connect(engines.mongoUrl, `${prefix}${database}`, { appName: 'test' });
      connections.push(db);
      return db;
    },
    async stop() {
      if (engines.kind === 'real') await dropDatabases(engines.mongoUrl, prefix);
      await Promise.all(connections.map((db) => db.close()));
      await engines.stop();
    },
  };
}

function cornerOfReal(prefix: string): Engines & { stop(): Promise<void> } {
  const { MONGODB_URL: mongoUrl, KAFKA_BROKERS: brokers } = processEnvironment();
  if (!mongoUrl || !brokers) throw new Error('ENGINES=real needs MONGODB_URL and KAFKA_BROKERS.');
  return {
    kind: 'real',
    mongoUrl,
    busFor: (service, ownLog, metrics) =>
      startKafkaBus({ brokers: brokers.split(','), clientId: service, prefix, log: ownLog, metrics }),
    stop: () => Promise.resolve(),
  };
}

async function dropDatabases(mongoUrl: string, prefix: string): Promise<void> {
  const db = await connect(mongoUrl, 'admin', { appName: 'test' });
  const client = db.getClient();
  const { databases } = await client.db().admin().listDatabases();
  for (const { name } of databases) if (name.startsWith(prefix)) await client.db(name).dropDatabase();
  await db.close();
}
