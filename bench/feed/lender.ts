import { join } from 'node:path';
import type { Bus, OutgoingRecord } from '@fairdue/bus';
import { outboxCollections, startRelay } from '@fairdue/outbox';
import { connect } from '@fairdue/store';
import { createMetrics } from '@fairdue/telemetry';
import { internalKeys } from '@fairdue/testing';
import { bundled } from '../bundled.ts';
import { databasePrefix, log, mongoUrl, newDatabase, newTopic } from '../engines.ts';
import { startBundledGateway } from '../gateway/bundled-gateway.ts';
import type { Upstreams } from '../gateway/proxies.ts';
import { startProcess } from '../processes.ts';
import { storeCampaigns } from '../send/campaigns.ts';
import { creditorId, morning } from '../send/list.ts';
import { openStream } from './browser.ts';

/**
 * A lender's browser before the gateway and the campaign service, which are processes of their own; `size` people of the
 * list have an email under way. The communicator's part is played here: its outbox and its relay.
 */
export async function startLender(topic: string, size: number) {
  const { bus, prefix } = await newTopic(topic);
  const [databases, keys] = [databasePrefix(), internalKeys()];
  const campaign = await startProcess<{ url: string }>(
    await bundled(join(import.meta.dirname, '../send/service-process.ts')),
    [
      'campaign',
      String(morning - Date.now()),
      JSON.stringify({
        ...{ DATABASE_PREFIX: databases, TOPIC_PREFIX: prefix, INTERNAL_SIGNING_KEY: keys.INTERNAL_SIGNING_KEY },
        WEBHOOK_KEYS: `first:${Buffer.alloc(32, 'key').toString('base64')}`,
      }),
    ],
  );
  const database = `${databases}campaign`;
  const stored = await connect(mongoUrl, database, { appName: 'bench' });
  await storeCampaigns(stored, { from: 0, size, dueAt: new Date(morning), state: 'sending' });
  await stored.close();

  const inGateway = join(import.meta.dirname, '../gateway/upstream-process.ts');
  const { said } = await startProcess<Upstreams>(inGateway, [creditorId]);
  const url = await startBundledGateway(said, { ...keys, CAMPAIGN_URL: campaign.said.url });
  const arrived = new Map<string, number>();
  await openStream(`${url}/v1/activity/stream`, { 'x-api-key': 'key-of-a-lender-0123456789' }, (event, at) =>
    arrived.set(String(event['touchId']), at),
  );

  const published = new Map<string, number>();
  const noting: Bus = Object.assign(Object.create(bus) as Bus, {
    publish: async (to: string, records: readonly OutgoingRecord[]) => {
      await bus.publish(to, records);
      for (const { key } of records) if (key !== null) published.set(key, Date.now());
    },
  } satisfies Partial<Bus>);
  const db = await newDatabase(outboxCollections);
  await startRelay({ db, bus: noting, service: 'communicator', log, metrics: createMetrics('bench') });
  return { db, arrived, published, database, processor: () => campaign.ask<number>('processor') };
}
