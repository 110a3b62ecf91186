import { aDeadLetter, sendExample, undescribed, type Fixtures, type TestService } from '@fairdue/testing';
import { operations } from './operations.ts';
import { creditorId, place, startCampaignService } from './testing/platform.ts';

let service: Awaited<ReturnType<typeof startCampaignService>>;
let agent: Awaited<ReturnType<TestService['as']>>;
beforeAll(async () => {
  service = await startCampaignService();
});
beforeEach(async () => {
  agent = await service.as({ creditorIds: [creditorId] }); // its token lives for a minute
});
afterAll(() => service.stop());

async function aCampaign(): Promise<{ documentId: string; campaignId: string }> {
  const { documentId } = await place(service);
  const wish = { sms: true, email: true, call: false, tone: 'neutral', cadence: 'weekly' };
  const { body } = await agent.post(`/v1/documents/${documentId}/rcm`).send(wish).expect(201);
  return { documentId, campaignId: (body as { campaign: { id: string } }).campaign.id };
}

const fixtures: Fixtures = {
  'a document': async () => ({ params: { documentId: (await place(service)).documentId } }),
  'a document made by hand': async () => {
    const loan = { providerName: 'Valley Credit', originalAmount: 100, remainingAmount: 50, status: 'BEHIND' };
    const { body } = await agent.post('/v1/documents').send({ title: 'Boat', chattelType: 'boat', loan }).expect(201);
    return { params: { documentId: (body as { document: { id: string } }).document.id } };
  },
  'a person with a document': async () => ({ query: { personId: (await place(service)).customerId } }),
  'a campaign': async () => ({ params: await aCampaign() }),
  'a paused campaign': async () => {
    const params = await aCampaign();
    await agent.post(`/v1/documents/${params.documentId}/rcm/${params.campaignId}/pause`).expect(200);
    return { params };
  },
  'a campaign to end': async () => {
    const { documentId, campaignId } = await aCampaign();
    return { params: { documentId }, body: { campaignId } };
  },
  'a portfolio campaign': async () => {
    const wish = { filter: {}, sms: true, email: true, call: false, tone: 'neutral', cadence: 'weekly' };
    const { body } = await agent.post('/v1/rcm/campaigns').send(wish).expect(202);
    return { params: { portfolioId: (body as { campaign: { id: string } }).campaign.id } };
  },
  'something that happened': async () => {
    await aCampaign();
    return {};
  },
  'a webhook': async () => {
    const url = 'https://ledger.example/fairdue';
    const { body } = await agent.post('/v1/webhooks').send({ url }).expect(201);
    return { params: { webhookId: (body as { webhook: { id: string } }).webhook.id } };
  },
  'a dead letter': async () => ({ params: { id: await aDeadLetter(service.db) } }),
};

test('every route is described, and nothing is described that is no route', () => {
  expect(undescribed(service.running.families, operations)).toEqual([]);
});

test.each(operations.map((operation) => [operation.id, operation] as const))(
  'the example of %s is answered as described',
  async (_id, operation) => {
    await expect(sendExample(agent, operation, fixtures)).resolves.toBeUndefined();
  },
);
