import express from 'express';
import type { Response } from 'supertest';
import { HoldPlacedV1 } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { transaction } from '@fairdue/store';
import { anEvent } from '@fairdue/testing';
import { aContact, aCustomer, aPhone } from '../../customers/customer.builders.ts';
import { saveCustomers } from '../../customers/customer.store.ts';
import { startCommunicator, type Communicator } from '../../testing/start-communicator.ts';
import { codesOf, templateClient, type Body } from '../../testing/template-client.ts';

const [ada, bea, cai] = ['ada', 'bea', 'cai'].map((name) =>
  aContact({ contactId: `CT-1-${name.toUpperCase()}`, value: `${name}@example.com` }),
) as [ReturnType<typeof aContact>, ReturnType<typeof aContact>, ReturnType<typeof aContact>];
const many = Array.from({ length: 999 }, (_, i) =>
  aContact({ contactId: `CT-1-M${i}`, value: `person${i}@example.com` }),
);
let c: Communicator;
let agent: Awaited<ReturnType<Communicator['service']['as']>>;

beforeAll(async () => {
  const recover = express().use((_req, res) => void res.status(404).json({}));
  c = await startCommunicator([ada, bea, cai, aPhone(), ...many], {}, { recover });
}, 60_000);
beforeEach(async () => {
  c.guard.reset();
  agent = await c.service.as({ creditorIds: [c.creditorId] });
});
afterAll(() => c.stop());

const content = {
  theme: 'opsServicing',
  subjectLine: 'Closed on July 4',
  contentHtml: '<p>Closed.</p>',
  contentPlain: 'Closed.',
};
const send = (body: object, headers: Record<string, string> = {}): Promise<Response> =>
  agent
    .post('/api/communicator/send-free-form-email')
    .set(headers)
    .send({ ...content, ...body });
const dataOf = ({ body }: Response): Body => (body as { data: Body }).data;
const to = (email: string, personId?: string, over: object = {}) => ({
  to: [{ email }],
  ...(personId && { custom_args: { personId } }),
  ...over,
});
const place = async (...contacts: ReturnType<typeof aContact>[]) => (await c.place({ contacts })).customerId;
const only = async (customerId: string): Promise<Body> => {
  const [one, ...others] = await c.interactionsOf(customerId);
  expect(others).toEqual([]);
  return one ?? {};
};

test('each recipient gets an interaction and a message of their own, in the company’s branding', async () => {
  const [one, two] = [await place(ada), await place(bea)];
  await templateClient(() => c).live(
    c.creditorId,
    { subject: 'freeFormBranded', channel: 'email' },
    {
      subjectLineTemplate: '{{ subjectLine }}',
      contentTextTemplate: '{{ contentPlain }} {{ company.brandName }}',
      contentHtmlTemplate: '<h1>{{ company.brandName }}</h1>{{ contentHtml }}',
    },
  );
  const html = '<p onclick="x()">Closed.<script>alert(1)</script></p>';

  const answer = await send({
    personalizations: [to('Ada@example.com', one), to('bea@example.com', two, { subject: 'For Bea' })],
    contentHtml: html,
  });
  await c.service.settle();

  expect([answer.status, answer.body]).toEqual([
    202,
    {
      status: 202,
      message: 'Accepted',
      data: {
        results: [
          { email: 'ada@example.com', interactionId: (await only(one))['id'], accepted: true, ruleId: null },
          { email: 'bea@example.com', interactionId: (await only(two))['id'], accepted: true, ruleId: null },
        ],
      },
    },
  ]);
  expect(await only(one)).toMatchObject({
    subject: 'freeFormBranded',
    theme: 'opsServicing',
    isTransactional: false,
    status: 'succeeded',
    content: {
      subjectLine: 'Closed on July 4',
      contentText: 'Closed. Demo Creditor',
      contentHtml: '<h1>Demo Creditor</h1><p>Closed.</p>',
    },
  });
  expect(await only(two)).toMatchObject({ content: { subjectLine: 'For Bea' } });
  expect(await c.delivered(one)).toHaveLength(1);
  expect(await c.delivered(two)).toHaveLength(1);
});

test('who may be written to is, who may not is told by name of the rule; when nobody may, all of it is refused', async () => {
  const [one, two] = [await place(ada), await place(bea)];
  c.guard.refuses.add(two);

  const part = await send({ personalizations: [to('ada@example.com', one), to('bea@example.com', two)] });
  const none = await send({ personalizations: [to('bea@example.com', two)] });

  expect([part.status, part.body]).toMatchObject([
    202,
    {
      message: 'Accepted in part',
      data: {
        results: [
          { accepted: true, ruleId: null },
          { accepted: false, ruleId: 'reg-f-hours' },
        ],
      },
    },
  ]);
  expect([none.status, codesOf(none), dataOf(none)['sendAt']]).toEqual([
    422,
    ['blockedByComplianceGuard'],
    '2026-12-02T13:00:00.000Z',
  ]);
  expect((await c.interactionsOf(two))[0]).toMatchObject({
    status: 'failed',
    statusDetails: 'blockedByComplianceGuard',
  });
  await c.service.settle();
  expect(await c.delivered(two)).toEqual([]);

  const refusal = { ...c.guard.refusal, category: 'doNotInteract', reasonCode: 'doNotInteract', nextAllowedAt: null };
  Object.assign(c.guard, { refusal, nextAllowedAt: null });
  const restricted = await send({ personalizations: [to('bea@example.com', two)] });
  expect([restricted.status, codesOf(restricted)]).toEqual([412, ['doNotInteract']]);
});

test('an address is the person’s who is named, else the only one’s who has it; copies are recipients like any other', async () => {
  const [alone, named] = [await place(cai, ada), await place(ada)];
  const strange = await send({ personalizations: [to('nobody@example.com')] });
  const shared = await send({ personalizations: [to('ada@example.com')] });
  expect([strange, shared].map(({ status }) => status)).toEqual([422, 422]);
  expect(codesOf(shared)).toEqual(['recipientNotResolved']);

  const sent = await send({
    personalizations: [to('cai@example.com', undefined, { bcc: [{ email: 'ada@example.com' }] })],
    personId: alone,
  });
  const foreign = await send({ personalizations: [to('cai@example.com', named)] });
  await c.service.settle();

  expect((dataOf(sent)['results'] as Body[]).map(({ email, accepted }) => [email, accepted])).toEqual([
    ['cai@example.com', true],
    ['ada@example.com', true],
  ]);
  expect(await c.interactionsOf(alone)).toHaveLength(2);
  expect([foreign.status, codesOf(foreign)]).toEqual([422, ['contactNotFound']]);
  expect(await only(named)).toMatchObject({ status: 'failed', statusDetails: 'invalidContact' });
});

test('what is planned waits for its time, is asked about then, and is called off by a hold before', async () => {
  const [one, two] = [await place(ada), await place(bea)];
  const at = new Date(c.service.clock.now().getTime() + 3_600_000);
  const send_at = Math.ceil(at.getTime() / 1_000);
  const answer = await send({
    personalizations: [to('ada@example.com', one, { send_at }), to('bea@example.com', two, { send_at })],
  });
  await c.service.settle();

  expect(answer.status).toBe(202);
  const plannedFor = new Date(send_at * 1_000).toISOString();
  expect(await only(one)).toMatchObject({ status: 'scheduled', scheduledAtFrom: plannedFor, statusDetails: null });
  expect(c.guard.asks).toMatchObject([{ sendAt: plannedFor }, { sendAt: plannedFor }]);
  expect(c.guard.reports.map(({ outcome }) => outcome)).toEqual(['released', 'released']);
  expect(await c.delivered(one)).toEqual([]);

  await c.service.deliver(
    anEvent(HoldPlacedV1, {
      creditorId: c.creditorId,
      customerId: two,
      epoch: 1,
      recordedBy: { kind: 'service', id: 'test' },
      hold: {
        ...{
          holdId: 'HO-1-A',
          reason: 'cease',
          channels: [],
          themes: 'all',
          contactIds: [],
          debtIds: [],
          endsAt: null,
        },
        source: { service: 'recover', key: 'x', version: 1 },
      },
    }),
  );
  expect(await only(two)).toMatchObject({ status: 'canceled' });

  c.guard.asks.length = 0;
  await c.service.moveTo(new Date(send_at * 1_000 + 1_000));
  expect(await only(one)).toMatchObject({ status: 'succeeded', statusDetails: 'emailDelivered' });
  expect(c.guard.asks.map(({ customerId }) => customerId)).toEqual([one]);
  expect(c.guard.asks[0]).not.toHaveProperty('sendAt');
  expect(await c.delivered(two)).toEqual([]);
});

test('what is planned is refused at its time when the guard says so then', async () => {
  const one = await place(ada);
  const send_at = Math.ceil(c.service.clock.now().getTime() / 1_000) + 600;
  await send({ personalizations: [to('ada@example.com', one, { send_at })] });

  c.guard.answersAsks = 'refuse';
  await c.service.moveTo(new Date(send_at * 1_000 + 1_000));

  expect(await only(one)).toMatchObject({ status: 'failed', statusDetails: 'blockedByComplianceGuard' });
  expect(await c.delivered(one)).toEqual([]);
});

test('what was reserved for a planned message is given back before anything can take the message up', async () => {
  const one = await place(ada);
  const storedBefore: number[] = [];
  c.guard.beforeReports = async () => void storedBefore.push((await c.interactionsOf(one)).length);

  const send_at = Math.ceil(c.service.clock.now().getTime() / 1_000) + 600;
  await send({ personalizations: [to('ada@example.com', one, { send_at })] });

  expect(c.guard.reports).toMatchObject([{ outcome: 'released' }]);
  expect(storedBefore).toEqual([0]);
});

const recipient = to('ada@example.com');
test.each([
  ['no recipient', { personalizations: [] }, 'invalidField'],
  ['a recipient without an address', { personalizations: [{ to: [{}] }] }, 'requiredField'],
  ['headers of their own', { personalizations: [{ ...recipient, headers: {} }] }, 'invalidField'],
  ['a sender of their own', { personalizations: [{ ...recipient, from: { email: 'x@example.com' } }] }, 'invalidField'],
  ['substitutions', { personalizations: [{ ...recipient, substitutions: {} }] }, 'invalidField'],
  ['data of a template', { personalizations: [{ ...recipient, dynamic_template_data: {} }] }, 'invalidField'],
  ['an address twice', { personalizations: [recipient, to('ADA@example.com')] }, 'invalidField'],
  ['1,001 addresses', { personalizations: [{ to: Array.from({ length: 600 }, (_, i) => ({ email: `t${i}@example.com` })), cc: Array.from({ length: 401 }, (_, i) => ({ email: `c${i}@example.com` })) }] }, 'invalidField'],
  ['no theme', { personalizations: [recipient], theme: undefined }, 'themeRequired'],
  ['no content', { personalizations: [recipient], contentHtml: undefined, contentPlain: undefined }, 'invalidField'],
  ['no subject line', { personalizations: [recipient], subjectLine: undefined }, 'invalidField'],
  ['a time more than 90 days ahead', { personalizations: [{ ...recipient, send_at: 1_900_000_000 }] }, 'invalidField'],
  ['a language that is none', { personalizations: [recipient], language: 'eng' }, 'invalidField'],
])('%s is 400, and nothing is saved', async (_name, body, code) => {
  const one = await place(ada);

  const answer = await send({ personId: one, ...body });

  expect([answer.status, codesOf(answer)]).toEqual([400, [code]]);
  expect(await c.interactionsOf(one)).toEqual([]);
}); // prettier-ignore

test('a thousand people are answered for, each once, and 64 repeats with one key ask and send nothing more', async () => {
  const one = await place(ada);
  const people = many.map((contact) =>
    aCustomer({ _id: newId('customer'), creditorId: c.creditorId, contacts: [contact] }),
  );
  await transaction(c.service.db, (tx) => saveCustomers(tx, people));
  const send_at = Math.ceil(c.service.clock.now().getTime() / 1_000) + 3_600;
  const later = many.map(({ value = '' }) => to(value, undefined, { send_at }));
  const body = { personalizations: [to('ada@example.com', one), ...later] };
  const key = { 'idempotency-key': `free-${one}` };
  c.guard.reset();

  const first = await send(body, key);
  const repeats = await Promise.all(Array.from({ length: 64 }, () => send(body, key)));
  await c.service.settle();

  expect(first.status).toBe(202);
  const results = dataOf(first)['results'] as Body[];
  expect(results.filter(({ accepted }) => accepted)).toHaveLength(1_000);
  expect(new Set(results.map(({ interactionId }) => interactionId)).size).toBe(1_000);
  for (const repeat of repeats) expect(repeat.text).toBe(first.text);
  expect(c.guard.asks.filter(({ sendAt }) => sendAt !== undefined)).toHaveLength(999);
  expect(c.guard.reports.filter(({ outcome }) => outcome === 'released')).toHaveLength(999);
  expect(await c.delivered(one)).toHaveLength(1);
}, 60_000);

test('line ends in a subject line add no header, and it needs its permission', async () => {
  const one = await place(ada);
  await send({ personalizations: [to('ada@example.com', one, { subject: 'Hi\r\nBcc: eve@example.com' })] });
  await c.service.settle();

  const [file = 'none'] = await c.delivered(one);
  const [head = ''] = (await c.read(file)).toString('utf8').split('\r\n\r\n');
  expect(head).not.toMatch(/^bcc:/im);

  const reader = await c.service.as({ creditorIds: [c.creditorId], permissions: ['communicator.message:render'] });
  expect((await reader.post('/api/communicator/send-free-form-email').send({})).status).toBe(403);
});
