import {
  aDeadLetter,
  sendExample,
  startTestService,
  undescribed,
  type Fixtures,
  type TestService,
} from '@fairdue/testing';
import { creditorService } from './app.ts';
import { operations } from './operations.ts';

let service: TestService;
let agency: Awaited<ReturnType<TestService['as']>>;
let creditorId: string;
beforeAll(async () => {
  service = await startTestService(creditorService);
});
afterAll(() => service.stop());
beforeEach(async () => {
  const operator = await service.as({ creditorIds: [] });
  const registered = await operator.post('/agency/v1/creditors').send(exampleOf('registerCreditor')).expect(201);
  creditorId = (registered.body as { creditorId: string }).creditorId;
  agency = await service.as({ creditorIds: [creditorId] });
});

const exampleOf = (id: string) => operations.find((each) => each.id === id)?.example.body as object;

async function anAccount(): Promise<string> {
  const body = { ...exampleOf('openAccount'), creditorIds: [creditorId] };
  const answer = await agency.post('/agency/v1/accounts').send(body).expect(201);
  return (answer.body as { accountId: string }).accountId;
}

let lastSubject = 0;
async function aLinkedSubject(): Promise<{ accountId: string; subject: string }> {
  const accountId = await anAccount();
  const subject = `fixture-${++lastSubject}`;
  const body = { ...exampleOf('linkSubject'), subject };
  await agency.post(`/agency/v1/accounts/${accountId}/subjects`).send(body).expect(201);
  return { accountId, subject };
}

const fixtures: Fixtures = {
  'a registered creditor': async () => ({ params: { creditorId } }),
  'a creditor to link': async () => ({ body: { creditorIds: [creditorId] } }),
  'a creditor with a brand': async () => {
    const path = `/api/v1/creditors/${creditorId}/brands`;
    const { body } = await agency.post(path).send(exampleOf('addBrand')).expect(200);
    return { params: { creditorId }, body: { brands: [{ ...(body as object), description: 'Our shop' }] } };
  },
  'an open account': async () => ({ params: { accountId: await anAccount() } }),
  'an issued key': async () => {
    const accountId = await anAccount();
    const { body } = await agency.post(`/agency/v1/accounts/${accountId}/keys`).expect(201);
    return { params: { accountId, apiKeyId: (body as { apiKeyId: string }).apiKeyId } };
  },
  'a linked subject': async () => ({ params: { accountId: (await aLinkedSubject()).accountId } }),
  'a subject to unlink': async () => {
    const { accountId, subject } = await aLinkedSubject();
    return { params: { accountId }, query: { subject } };
  },
  'a dead letter': async () => ({ params: { id: await aDeadLetter(service.db) } }),
};

test('every route is described, and nothing is described that is no route', () => {
  expect(undescribed(service.running.families, operations)).toEqual([]);
});

test.each(operations.map((operation) => [operation.id, operation] as const))(
  'the example of %s is answered as described',
  async (_id, operation) => {
    await expect(sendExample(agency, operation, fixtures)).resolves.toBeUndefined();
  },
);
