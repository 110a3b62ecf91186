import { secondsSince } from '@fairdue/clock';
import { keysFor, type Deps, type OwnHealth } from '@fairdue/service';
import { oldestUnsealed } from './compliance-log/compliance-log.store.ts';
import type { CampaignConfig } from './config.ts';
import { webhooks } from './webhooks/webhook.store.ts';
import type { Webhook } from './webhooks/webhook.ts';

/** A compliance log that is chained in time, and webhooks whose secrets can be read. */
export async function campaignHealth({ db, config, now }: Deps<CampaignConfig>): Promise<Partial<OwnHealth>> {
  const [unsealedAt, hooks] = await Promise.all([
    oldestUnsealed(db),
    webhooks(db)
      .find({}, { secrets: 1 })
      .setOptions({ acrossCreditors: true })
      .sort({ _id: 1 })
      .limit(1_000)
      .lean<Webhook[]>(),
  ]);
  const needed = hooks.flatMap(({ secrets }) =>
    secrets.filter(({ until }) => until === null || until > now()).map(({ keyId }) => keyId),
  );
  return {
    keys: [keysFor('WEBHOOK_KEYS', config.WEBHOOK_KEYS, needed)],
    backlogs: [
      { name: 'compliance-log-unsealed', count: unsealedAt ? 1 : 0, oldestSeconds: secondsSince(unsealedAt, now()) },
    ],
  };
}
