import { aDeadLetter, sendExample, undescribed, type Fixtures, type TestService } from '@fairdue/testing';
import { signWebhook } from '@fairdue/http';
import type { CommunicatorDeps } from './config.ts';
import { aContact, aPhone } from './customers/customer.builders.ts';
import { operations } from './operations.ts';
import { callbackSecret, startCommunicator, type Communicator } from './testing/start-communicator.ts';
import { unsubscribeLink } from './unsubscribe/unsubscribe-link.ts';

let c: Communicator;
let agent: Awaited<ReturnType<TestService['as']>>;
beforeAll(async () => {
  c = await startCommunicator([aContact(), aPhone()]);
}, 60_000);
beforeEach(async () => {
  agent = await c.service.as({ creditorIds: [c.creditorId] }); // its token lives for a minute
});
afterAll(() => c.stop());

async function contacted(): Promise<{ customerId: string; interactionId: string }> {
  await c.script('ada@example.com', 'silent');
  const placed = await c.place();
  await c.touch(placed);
  const [interaction] = await c.interactionsOf(placed.customerId);
  return { customerId: placed.customerId, interactionId: String(interaction?.['id']) };
}

/** A message of the creditor's own with a live version, in a language that nothing else here has. */
let languages = 0;
async function liveTemplate(): Promise<{ descriptorId: string; templateId: string }> {
  const language = `x${String.fromCharCode(97 + languages++)}`;
  const message = { subject: 'paymentFailed', channel: 'text', language };
  const { body: descriptor } = await agent.post('/api/communicator/templatedescriptors').send(message).expect(200);
  const descriptorId = (descriptor as { id: string }).id;
  const words = { descriptorId, contentTextTemplate: 'Call us.' };
  const { body: version } = await agent.post('/api/communicator/templates').send(words).expect(200);
  const templateId = (version as { id: string }).id;
  await agent.put(`/api/communicator/templates/${templateId}/activate`).expect(200);
  return { descriptorId, templateId };
}

async function aFile(contentType: string): Promise<string> {
  const { body } = await agent.post('/agency/v1/files').send({ name: 'agreement', contentType }).expect(201);
  return (body as { id: string }).id;
}

let callbacks = 0;
const fixtures: Fixtures = {
  'a contacted customer': async () => ({ query: { customerId: (await contacted()).customerId } }),
  'a contacted customer who answers': async () => {
    const { customerId } = await contacted();
    return { body: { borrower: { id: customerId } } };
  },
  'a proposed case': async () => {
    const { customerId } = await contacted();
    const words = {
      channel: 'email',
      theme: 'inbRequest',
      status: 'succeeded',
      content: { contentText: 'I have a lawyer.' },
    };
    const told = { ...words, borrower: { id: customerId } };
    const { body } = await agent.post('/api/communicator/receive').send(told).expect(200);
    return { params: { caseId: (body as { data: { id: string } }).data.id } };
  },
  'an interaction': async () => ({ params: { interactionId: (await contacted()).interactionId } }),
  'a message on its way': async () => {
    const body = { key: `${c.creditorId}.${(await contacted()).interactionId}`, type: 'message.delivered' };
    const headers = signWebhook(callbackSecret, `msg_${++callbacks}`, new Date(), Buffer.from(JSON.stringify(body)));
    return { params: { provider: 'sandbox' }, headers, body };
  },
  'an email with a link': async () => {
    const { interactionId: _id } = await contacted();
    const { config } = c.service.running.deps as CommunicatorDeps;
    const link = unsubscribeLink(config, { creditorId: c.creditorId, _id });
    return { params: { link: link.split('/').at(-1) ?? '' } };
  },
  'a placed person': async () => ({ body: { personId: (await c.place()).customerId } }),
  'a placed person with a loan': async () => {
    const { customerId: personId, debtId: loanId } = await c.place();
    return { body: { personId, loanId } };
  },
  'a message that was sent': async () => ({ body: { interactionId: (await contacted()).interactionId } }),
  'a live template': async () => ({ params: await liveTemplate() }),
  'a descriptor to write for': async () => ({ body: { descriptorId: (await liveTemplate()).descriptorId } }),
  'a company with a live template': async () => {
    await liveTemplate();
    return { query: { companyId: c.creditorId } };
  },
  'a person with a loan and a document': async () => {
    const { customerId, debtId } = await c.place();
    return { body: { personId: customerId, loanId: debtId, documentId: await aFile('application/pdf') } };
  },
  'a file': async () => ({ params: { fileId: await aFile('text/plain') } }),
  'a file with content': async () => {
    const fileId = await aFile('text/plain');
    await agent
      .put(`/agency/v1/files/${fileId}/content`)
      .type('application/octet-stream')
      .send(Buffer.from('x'))
      .expect(200);
    return { params: { fileId } };
  },
  'a person with a loan': async () => {
    const { customerId, debtId } = await c.place();
    return { body: { personId: customerId, loanId: debtId } };
  },
  'a company to import into': () => Promise.resolve({ query: { companyId: c.creditorId } }),
  'a dead letter': async () => ({ params: { id: await aDeadLetter(c.service.db) } }),
};

test('every route is described, and nothing is described that is no route', () => {
  expect(undescribed(c.service.running.families, operations)).toEqual([]);
});

test.each(operations.map((operation) => [operation.id, operation] as const))(
  'the example of %s is answered as described',
  async (_id, operation) => {
    await expect(sendExample(agent, operation, fixtures)).resolves.toBeUndefined();
  },
);
