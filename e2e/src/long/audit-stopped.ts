import { startEmbeddedMongo } from '@fairdue/embedded-mongo';
import { readFacts, type Sources } from '../../../tools/audit/read-facts.ts';
import type { Facts } from '../../../tools/audit/facts.ts';
import type { RunningPlatform } from '../contract/running-platform.ts';

/** Opens what a stopped platform left, be it a folder or databases and topics, for as long as it is looked at. */
export async function withStores<T>(
  { dataDir, installation }: RunningPlatform,
  look: (sources: Sources) => Promise<T>,
): Promise<T> {
  if (installation) {
    const { prefix } = installation;
    const { MONGODB_URL: mongoUrl = '', KAFKA_BROKERS: brokers = '' } = process.env;
    return look({ mongoUrl, dataDir, databasePrefix: prefix, kafka: { brokers, prefix } });
  }
  const mongo = await startEmbeddedMongo({ dataDir });
  try {
    return await look({ mongoUrl: mongo.url, dataDir });
  } finally {
    await mongo.close();
  }
}

export const factsOf = (platform: RunningPlatform): Promise<Facts> => withStores(platform, readFacts);
