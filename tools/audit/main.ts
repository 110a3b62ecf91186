// npm run audit -- --data ./.fairdue: audits a stopped installation of the single process, or with MONGODB_URL and
// KAFKA_BROKERS (and DATABASE_PREFIX, TOPIC_PREFIX) one on real engines.
import { parseArgs } from 'node:util';
import { startEmbeddedMongo } from '@fairdue/embedded-mongo';
import { audit } from './audit.ts';
import { printAudit } from './print-audit.ts';

const { values } = parseArgs({ options: { data: { type: 'string', default: './.fairdue' } } });
const { MONGODB_URL, KAFKA_BROKERS, DATABASE_PREFIX = 'fairdue_', TOPIC_PREFIX = '' } = process.env;

async function audited() {
  const dataDir = values.data;
  if (MONGODB_URL && KAFKA_BROKERS)
    return audit({ mongoUrl: MONGODB_URL, dataDir, databasePrefix: DATABASE_PREFIX, kafka: { brokers: KAFKA_BROKERS, prefix: TOPIC_PREFIX } }); // prettier-ignore
  const mongo = await startEmbeddedMongo({ dataDir });
  try {
    return await audit({ mongoUrl: mongo.url, dataDir, databasePrefix: DATABASE_PREFIX });
  } finally {
    await mongo.close();
  }
}

try {
  const result = await audited();
  printAudit(result);
  process.exitCode = result.violations.length > 0 ? 1 : 0;
} catch (error) {
  console.error(`Not audited: ${(error as Error).message}`);
  process.exitCode = 1;
}
