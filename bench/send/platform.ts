import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import mongoose from 'mongoose';
import { startKafkaBus, type Bus } from '@fairdue/bus';
import { createIdentity, newSigningKey, type Identity } from '@fairdue/http';
import { createMetrics } from '@fairdue/telemetry';
import { bundled } from '../bundled.ts';
import { connect, type Connection } from '@fairdue/store';
import { databasePrefix, log, mongoUrl } from '../engines.ts';
import { startProcess, type Started } from '../processes.ts';
import { addressKey, morning, storeList, touchOf } from './list.ts';

export type Taken = { key: string; recipient: string; at: number };
export type Service = Started<{ url: string }>;

export type Platform = {
  sink: Started<{ smtpUrl: string; lookUpUrl: string }>;
  guard: Service;
  communicator(): Service;
  /** The same one again, in a new process. */
  restartCommunicator(): Promise<void>;
  /** The campaign service too, and its database. */
  startCampaign(): Promise<{ campaign: Service; db: Connection }>;
  identity: Identity;
  /** The next `size` people, known to both services. Answers the number of the first. */
  addPeople(size: number): Promise<number>;
  /** Publishes their touches. */
  fallDue(from: number, size: number): Promise<void>;
  mongodProcessorMs(): Promise<number>;
  /** What the services take it to be at an instant of the machine's clock. */
  businessTime(at: number): Date;
};

/** A mail server, the guard and the communicator in processes of their own, on real engines; nobody else publishes. */
export async function startPlatform(): Promise<Platform> {
  const prefix = databasePrefix();
  const startedAt = Date.now();
  const clockOffsetMs = String(morning - startedAt);
  const key = newSigningKey();
  const signingKey = key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  const inSend = (name: string): string => join(import.meta.dirname, name);
  const serviceFile = await bundled(inSend('service-process.ts'));
  const sink = await startProcess<Platform['sink']['said']>(await bundled(inSend('sink-process.ts')));
  const common = {
    DATABASE_PREFIX: prefix,
    TOPIC_PREFIX: prefix,
    INTERNAL_SIGNING_KEY: signingKey,
    ADDRESS_HASH_KEY: addressKey,
  };
  const start = (name: string, variables: object): Promise<Service> =>
    startProcess(serviceFile, [name, clockOffsetMs, JSON.stringify({ ...common, ...variables })]);
  const guard = await start('compliance-guard', {
    EVIDENCE_SIGNING_KEY: signingKey,
    FACTS_STALE_AFTER_SECONDS: '0', // nobody publishes, so nobody's silence says anything
  });
  const nobody = 'http://127.0.0.1:9';
  const startCommunicator = (): Promise<Service> =>
    start('communicator', {
      COMPLIANCE_GUARD_URL: guard.said.url,
      SMTP_URL: sink.said.smtpUrl,
      MAIL_LOOKUP_URL: sink.said.lookUpUrl,
      ...{ TEXT_PROVIDER_URL: nobody, LETTER_PROVIDER_URL: nobody, DIALER_PROVIDER_URL: nobody },
      PROVIDER_HOSTS_INSIDE: '127.0.0.1',
      PUBLIC_URL: 'https://pay.example',
      CALLBACK_SECRET: 'a secret of the providers',
      CONTENT_KEYS: `first:${Buffer.alloc(32, 'key').toString('base64')}`,
    });
  let communicator = await startCommunicator();
  const client = await mongoose.mongo.MongoClient.connect(mongoUrl);
  const db = (name: string): mongoose.mongo.Db => client.db(`${prefix}${name}`);
  const bus = await busOf(prefix);
  let people = 0;

  return {
    sink,
    guard,
    communicator: () => communicator,
    async restartCommunicator() {
      communicator = await startCommunicator();
    },
    async startCampaign() {
      const campaign = await start('campaign', {
        COMPLIANCE_GUARD_URL: guard.said.url,
        WEBHOOK_KEYS: `first:${Buffer.alloc(32, 'key').toString('base64')}`,
      });
      return { campaign, db: await connect(mongoUrl, `${prefix}campaign`, { appName: 'bench' }) };
    },
    identity: createIdentity({ service: 'gateway', signingKey: key }),
    async addPeople(size) {
      const from = people;
      people += size;
      await storeList(db('compliance_guard'), db('communicator'), from, size);
      return from;
    },
    async fallDue(from, size) {
      for (let start = from; start < from + size; start += 1_000) {
        const records = Array.from({ length: Math.min(1_000, from + size - start) }, (_, i) => touchOf(start + i));
        await bus.publish('campaign.campaigns', records);
      }
    },
    async mongodProcessorMs() {
      const { extra_info: mongod } = await client.db('admin').command({ serverStatus: 1 });
      const { user_time_us, system_time_us } = mongod as { user_time_us: number; system_time_us: number };
      return (Number(user_time_us) + Number(system_time_us)) / 1_000;
    },
    businessTime: (at) => new Date(morning + at - startedAt),
  };
}

const busOf = (prefix: string): Promise<Bus> => {
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
  return startKafkaBus({ brokers, clientId: 'bench', prefix, log, metrics: createMetrics('bench') });
};

/** Waits until neither of the two, nor another, has anything left to do. */
export async function quiet(platform: Platform, ...others: Service[]): Promise<void> {
  for (const service of [platform.communicator(), platform.guard, ...others])
    while (!(await service.ask<boolean>('quiet'))) await wait(50);
}

/** Looks until it is so; after `stillMs` without any progress there will be none. */
export async function until(progress: () => Promise<number>, enough: number, stillMs = 60_000): Promise<void> {
  let [last, at] = [-1, performance.now()];
  for (;;) {
    const now = await progress();
    if (now >= enough) return;
    if (now !== last) [last, at] = [now, performance.now()];
    else if (performance.now() - at > stillMs) throw new Error(`It stands still at ${now} of ${enough}.`);
    await wait(20);
  }
}
