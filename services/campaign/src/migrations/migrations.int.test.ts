import { migrationRows, runMigrations } from '@fairdue/store';
import { eventually, startTestService } from '@fairdue/testing';
import { campaignService } from '../app.ts';
import { documents } from '../documents/document.store.ts';
import { storeDocuments } from '../testing/many-documents.ts';
import { startCampaignService, webhookKeys } from '../testing/platform.ts';

let service: Awaited<ReturnType<typeof startCampaignService>>;
beforeAll(async () => void (service = await startCampaignService()));
afterAll(() => service.stop());

const creditorId = 'CR-8-1';
const { migrations = [] } = campaignService;
const wish = { filter: {}, sms: true, email: true, call: false, tone: 'plain', cadence: 'day 1' };

type Started = { campaign: { id: string; progress: { state: string; started: number } } };

test('documents stored before they had a place are met by a portfolio campaign, and counted, after the migration', async () => {
  const debtOf = (n: number) => (n < 490 ? { status: 'PaidInFull' as const, balanceCents: 0 } : {});
  await storeDocuments(service.db, { creditorId, count: 510, now: service.clock.now(), debtOf });
  await documents(service.db).updateMany({ creditorId }, { $unset: { lot: '', countedAs: '' } });
  const client = await service.as({ creditorIds: [creditorId] });
  const startedBy = async () => {
    const path = '/v1/rcm/campaigns';
    const { id } = ((await client.post(path).send(wish).expect(202)).body as Started).campaign;
    return eventually(async () => {
      const { state, started } = ((await client.get(`${path}/${id}`).expect(200)).body as Started).campaign.progress;
      return state === 'done' && { started };
    }, 60_000);
  };
  expect(await startedBy()).toEqual({ started: 0 });

  await migrationRows(service.db).deleteMany({});
  await runMigrations(service.db, migrations, { phases: ['expand', 'contract'], say: () => undefined });

  const done = await migrationRows(service.db).find().sort({ _id: 1 }).lean();
  expect(done.map(({ changed, pages }) => ({ changed, pages }))).toEqual([
    { changed: 510, pages: 2 },
    { changed: 0, pages: 2 },
  ]);
  expect(await startedBy()).toEqual({ started: 20 });
});

test('where a job runs migrations a service does not start before it did, and says what to run', async () => {
  await migrationRows(service.db).deleteMany({});
  await service.db.collection('documents').dropIndex('creditorId_1_lot_1');
  const { engines, keys } = service;
  const start = (RUN_MIGRATIONS: string) =>
    startTestService(campaignService, { engines, keys, config: { RUN_MIGRATIONS, WEBHOOK_KEYS: webhookKeys } });

  await expect(start('false')).rejects.toThrow(
    /places-of-documents of campaign has not been done: run `npm run migrate`[^]*no index documents.creditorId_1_lot_1/,
  );

  await (await start('true')).stop();
  await (await start('false')).stop();
});
