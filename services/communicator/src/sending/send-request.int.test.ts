import express from 'express';
import type { Response } from 'supertest';
import { eventually } from '@fairdue/testing';
import { aContact, anAddress, aPhone } from '../customers/customer.builders.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';
import { codesOf, templateClient, type Body } from '../testing/template-client.ts';

const contacts = [aContact(), aPhone(), anAddress()];
let c: Communicator;
let agent: Awaited<ReturnType<Communicator['service']['as']>>;

beforeAll(async () => {
  c = await startCommunicator(contacts, {}, { recover: express().use((_req, res) => void res.status(404).json({})) });
  await templateClient(() => c).live(
    c.creditorId,
    { channel: 'email' },
    {
      subjectLineTemplate: 'Your {{ paymentAmount }} payment',
      contentTextTemplate: 'Hi {{ person.name.firstName }}, {{ paymentAmount }} did not go through.',
      contentHtmlTemplate: '<p>{{ paymentAmount }}</p>',
    },
  );
  await templateClient(() => c).live(c.creditorId, { channel: 'gui' }, { contentHtmlTemplate: '<p>A page</p>' });
}, 60_000);
beforeEach(async () => {
  c.guard.reset();
  agent = await c.service.as({ creditorIds: [c.creditorId] });
});
afterAll(() => c.stop());

const context = { paymentAmount: '$212.40', supportPhone: '888-555-0134' };
const send = (body: object): Promise<Response> => agent.post('/api/communicator/send').send(body);
const dataOf = ({ body }: Response): Body => (body as { data: Body }).data;
const failed = (personId: string, over: object = {}) => ({
  subject: 'paymentFailed',
  channel: 'email',
  personId,
  context,
  ...over,
});
const only = async (customerId: string): Promise<Body> => {
  const [one, ...others] = await c.interactionsOf(customerId);
  expect(others).toEqual([]);
  return one ?? {};
};

test.each([
  ['no subject', { subject: undefined }, 'requiredField'],
  ['the search word as subject', { subject: 'null' }, 'invalidField'],
  ['a channel that is none', { channel: 'sms' }, 'invalidEnum'],
  ['a call', { channel: 'voice' }, 'channelNotSendable'],
  ['a fax', { channel: 'fax' }, 'channelNotSendable'],
  ['a chat that is not open', { channel: 'chat' }, 'noOpenChat'],
  ['a message that came in as theme', { theme: 'inbRequest' }, 'invalidEnum'],
  ['staff as theme', { theme: 'agentNotification' }, 'invalidEnum'],
  ['a subject without a theme', { subject: 'freeForm', channel: 'text' }, 'themeRequired'],
  ['no channel where there are several', { channel: undefined }, 'channelRequired'],
  ['a missing variable', { context: {} }, 'missingContextVariables'],
  ['attachments to a text', { channel: 'text', attachments: ['DO-1-A'] }, 'attachmentsNotAllowed'],
  ['51 loans', { loanIds: Array.from({ length: 51 }, (_, i) => `LN-1-${i}`) }, 'invalidField'],
])('%s is 400, and nothing is saved or asked', async (_name, over, code) => {
  const { customerId } = await c.place();

  const answer = await send(failed(customerId, over));

  expect([answer.status, codesOf(answer)]).toEqual([400, [code]]);
  expect(await c.interactionsOf(customerId)).toEqual([]);
  expect(c.guard.asks).toEqual([]);
});

test('what is another person’s, another creditor’s or nobody’s does not exist', async () => {
  const other = await c.place({ contacts: [aContact({ contactId: 'CT-1-OTHER', value: 'bea@example.com' })] });
  const theirs = await send(failed(other.customerId, { channel: 'gui' }));
  const { customerId } = await c.place();
  const stranger = await c.service.as({ creditorIds: ['CR-1-STRANGER'] });

  for (const [over, code] of [
    [{ contactId: 'CT-1-OTHER' }, 'contactNotFound'],
    [{ loanId: other.debtId }, 'loanNotFound'],
    [{ loanIds: ['LN-1-NONE'] }, 'loanNotFound'],
    [{ caseId: 'HO-1-NONE' }, 'caseNotFound'],
    [{ previousInteractionId: dataOf(theirs)['interactionId'] }, 'interactionNotFound'],
    [{ attachments: ['DO-1-NONE'] }, 'documentNotFound'],
    [{ subject: 'paymentReversalFailed' }, 'templateNotFound'],
  ] as const) {
    const answer = await send(failed(customerId, over));
    expect([over, answer.status, codesOf(answer)]).toEqual([over, 404, [code]]);
  }
  expect((await stranger.post('/api/communicator/send').send(failed(customerId))).status).toBe(404);
  expect(await c.interactionsOf(customerId)).toEqual([]);
});

test('a body cannot say what is ours to say', async () => {
  const { customerId } = await c.place();
  const forged = {
    creditorId: 'CR-1-STRANGER',
    status: 'succeeded',
    permitId: 'PE-1-A',
    sensitive: true,
    dutyId: 'x',
    touchId: 'TO-1-A',
  };

  await send(failed(customerId, { ...forged, context: { ...context, person: { name: { firstName: 'Mallory' } } } }));
  await eventually(async () => (await only(customerId))['handOver'] === 'accepted');

  const row = await only(customerId);
  expect(row).toMatchObject({
    sensitive: false,
    dutyId: null,
    touchId: null,
    content: { contentText: expect.stringMatching(/^Hi Ada/) as string },
  });
  expect(row['permitId']).not.toBe('PE-1-A');
});

test('line ends in values and names add no header to a mail', async () => {
  const { customerId } = await c.place({ customer: { name: { first: 'Ada\r\nBcc: eve@example.com', last: 'Byron' } } });

  await send(failed(customerId, { context: { ...context, paymentAmount: '$1\r\nBcc: eve@example.com\r\n\r\nBody' } }));
  await c.service.settle();

  const [file = 'none'] = await c.delivered(customerId);
  const [head = ''] = (await c.read(file)).toString('utf8').split('\r\n\r\n');
  expect(head).not.toMatch(/^bcc:/im);
  expect(head).toMatch(/^subject: Your \$1 Bcc: eve@example\.com Body payment$/im);
});

test('emoji and right-to-left writing reach the phone as they were written; a text of 100 kB and half a character are refused', async () => {
  await templateClient(() => c).live(c.creditorId, { channel: 'text' }, { contentTextTemplate: '{{ paymentAmount }}' });
  const { customerId } = await c.place();
  const words = '👩‍👩‍👧‍👦 שלום \u202eمرحبا\u202c ¿Señora Núñez? e\u0301';
  const text = (paymentAmount: string): Promise<Response> =>
    send(failed(customerId, { channel: 'text', context: { ...context, paymentAmount } }));

  const refused = [await text('ñ'.repeat(51_200)), await text('half of one \ud83d')];
  expect(await c.interactionsOf(customerId)).toEqual([]);
  const taken = await text(words);
  await c.service.settle();

  expect(refused.map((answer) => [answer.status, codesOf(answer)])).toEqual([
    [400, ['messageTooLong']],
    [400, ['bodyInvalid']],
  ]);
  expect(taken.status).toBe(202);
  const [file = 'none'] = await c.delivered(customerId);
  expect((JSON.parse((await c.read(file)).toString('utf8')) as { body: string }).body).toContain(words);
});

test('it needs its permission', async () => {
  const { customerId } = await c.place();
  const reader = await c.service.as({ creditorIds: [c.creditorId], permissions: ['communicator.message:render'] });

  for (const path of ['send', 'resend'])
    expect((await reader.post(`/api/communicator/${path}`).send(failed(customerId))).status).toBe(403);
});
