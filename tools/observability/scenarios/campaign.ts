import { newId } from '@fairdue/ids';
import { transaction } from '@fairdue/store';
import { eventually } from '@fairdue/testing';
import { noteActivity } from '../../../services/campaign/src/activity/activity.store.ts';
import { documentActivity } from '../../../services/campaign/src/activity/activity.ts';
import { system } from '../../../services/campaign/src/campaigns/situation.ts';
import { appendEntries } from '../../../services/campaign/src/compliance-log/compliance-log.store.ts';
import { aReceiver } from '../../../services/campaign/src/testing/a-receiver.ts';
import { creditorId, startCampaignService } from '../../../services/campaign/src/testing/platform.ts';
import { readStream, type StreamReader } from '../../../services/campaign/src/testing/read-stream.ts';
import { scraped, type Course, type Scenario } from './course.ts';
import { sealerStuck } from './sealer-stuck.ts';

const config = { WEBHOOK_HOSTS_INSIDE: '127.0.0.1' };

async function given() {
  const service = await startCampaignService({ config });
  const { metrics } = service.running.deps;
  const later = (minutes: number) => service.moveTo(new Date(service.clock.now().getTime() + minutes * 60_000));
  return { service, later, scrape: () => scraped(metrics), end: () => service.stop() };
}

const notTaken: Scenario = {
  what: 'a webhook that answers 500, until it takes what comes',
  moves: ['fairdue_webhook_attempts_total', 'fairdue_webhook_attempts_total{outcome="failed"}'],
  fires: ['FairdueWebhooksFailing'],
  async begin(): Promise<Course> {
    const { service, later, ...rest } = await given();
    const receiver = await aReceiver(() => 500);
    const agent = await service.as({ creditorIds: [creditorId] });
    await agent.post('/v1/webhooks').send({ url: receiver.url }).expect(201);
    const document = { creditorId, _id: 'DO-1-1' };
    const news = documentActivity(newId('activity'), 'document.updated', document, service.clock.now());
    await transaction(service.db, (tx) => noteActivity(tx, [news]));
    await eventually(() => receiver.posts.length > 0);
    await service.settle();
    return {
      ...rest,
      happen: () => later(60),
      heal: () => {
        receiver.manner = () => 200;
        return later(600);
      },
      end: async () => {
        await rest.end();
        receiver.close();
      },
    };
  },
};

const followed: Scenario = {
  what: 'a client that follows the feed, until it goes',
  moves: ['fairdue_activity_streams'],
  async begin(): Promise<Course> {
    const { service, ...rest } = await given();
    const agent = await service.as({ creditorIds: [creditorId] });
    let reader: StreamReader | undefined;
    return {
      ...rest,
      async happen() {
        const opened = (reader = readStream(agent.get('/v1/activity/stream')));
        await eventually(() => opened.text() !== '');
      },
      heal: () => Promise.resolve(reader?.close()),
    };
  },
};

const unsealed: Scenario = {
  what: 'lines of the compliance log that nobody chains, until somebody does',
  moves: ['fairdue_sealing_oldest_seconds'],
  fires: ['FairdueSealingLate'],
  async begin(): Promise<Course> {
    const { service, later, ...rest } = await given();
    const sealer = sealerStuck(service.db, 'seal-compliance-log');
    const entry = {
      ...{ _id: newId('logEntry'), creditorId, at: service.clock.now(), type: 'campaign_started' as const, documentId: 'DO-1-1' },
      ...{ debtId: null, campaignId: 'RC-1-1', touchId: null, personId: null, actor: system, channel: null, data: {} },
    };
    return {
      ...rest,
      async happen() {
        await sealer.begin();
        await transaction(service.db, (tx) => appendEntries(tx, [entry]));
        await later(10);
      },
      heal: () => sealer.end(),
    };
  }, // prettier-ignore
};

export const campaigns: readonly Scenario[] = [notTaken, followed, unsealed];
