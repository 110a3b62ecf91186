import { secondsSince, type Deps, type OwnHealth } from '@fairdue/service';
import { complianceLog, type SealedEntry } from './compliance-log/compliance-log.store.ts';
import type { CampaignConfig } from './config.ts';
import { webhooks } from './webhooks/webhook.store.ts';
import type { Webhook } from './webhooks/webhook.ts';

/** A compliance log that is chained in time, and webhooks whose secrets can be read. */
export async function campaignHealth({ db, config, now }: Deps<CampaignConfig>): Promise<Partial<OwnHealth>> {
  const across = { acrossCreditors: true };
  const [unsealed, hooks] = await Promise.all([
    complianceLog(db).findOne({ seal: null }).setOptions(across).sort({ creditorId: 1, _id: 1 }).lean<SealedEntry>(),
    webhooks(db).find({}, { secrets: 1 }).setOptions(across).sort({ _id: 1 }).limit(1_000).lean<Webhook[]>(),
  ]);
  const configured = config.WEBHOOK_KEYS.map(({ id }) => id);
  const needed = hooks.flatMap(({ secrets }) =>
    secrets.filter(({ until }) => until === null || until > now()).map(({ keyId }) => keyId),
  );
  return {
    keys: [
      { variable: 'WEBHOOK_KEYS', configured, missing: [...new Set(needed)].filter((id) => !configured.includes(id)) },
    ],
    backlogs: [
      { name: 'compliance-log-unsealed', count: unsealed ? 1 : 0, oldestSeconds: secondsSince(unsealed?.at, now()) },
    ],
  };
}
