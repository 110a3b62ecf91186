import type { Response } from 'supertest';
import { createHash } from 'node:crypto';
import express from 'express';
import type { TestService } from '@fairdue/testing';
import { aContact, anAddress, aPhone } from '../customers/customer.builders.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';
import { codesOf, type Body } from '../testing/template-client.ts';

let c: Communicator;
let agent: Awaited<ReturnType<TestService['as']>>;

beforeAll(async () => {
  const recover = express().use((_req, res) => void res.status(404).json({}));
  c = await startCommunicator([aContact(), aPhone(), anAddress()], {}, { recover });
}, 60_000);
beforeEach(async () => {
  c.guard.reset();
  await freshAgent();
});
afterAll(() => c.stop());

const freshAgent = async () => {
  agent = await c.service.as({ creditorIds: [c.creditorId] });
};
const path = '/api/communicator/send-confirmation-code';
const ask = (body: object, headers: Record<string, string> = {}): Promise<Response> =>
  agent.post(path).set(headers).send(body);
const dataOf = ({ body }: Response): Body => (body as { data: Body }).data;
const email = 'ada@example.com';
const phone = '(602) 555-0147';
const later = (seconds: number) => c.service.moveTo(new Date(c.service.clock.now().getTime() + seconds * 1_000));

/** The digits in the last message that went out. */
async function codeSentTo(customerId: string): Promise<string> {
  await c.service.settle();
  const [row] = await c.interactionsOf(customerId);
  const file = (await c.delivered(customerId)).find((each) => each.includes(String(row?.['id']))) ?? 'none';
  const bytes = (await c.read(file)).toString('utf8');
  const said = file.startsWith('email')
    ? bytes.slice(bytes.indexOf('\r\n\r\n')).replaceAll(/^--.*$/gm, '') // a boundary may have six digits as well
    : (JSON.parse(bytes) as { body: string }).body;
  return /(?<!\d)\d{6}(?!\d)/.exec(said)?.[0] ?? 'no code';
}
async function everythingKept(): Promise<string> {
  const { db } = c.service;
  const rows = (await db.listCollections()).map(({ name }) => db.collection(name).find().toArray());
  return JSON.stringify([await Promise.all(rows), await c.service.published()]);
}
async function check(personId: string, code: string, where: object): Promise<unknown> {
  const recover = await c.service.asService('recover');
  const body = { creditorId: c.creditorId, personId, code, ...where };
  return ((await recover.post('/internal/confirmation-codes/check').send(body)).body as Body)['isRight'];
}

test('a code goes out by email or text, is kept nowhere, and proves the contact once', async () => {
  const { customerId } = await c.place({ customer: { language: 'es' } });

  const answer = await ask({ personId: customerId, phone, context: { supportPhone: '888-555-0134' } });
  const code = await codeSentTo(customerId);

  const [row] = await c.interactionsOf(customerId);
  expect(answer.status).toBe(202);
  expect(answer.body).toEqual({
    status: 202,
    message: 'Accepted',
    data: { interactionId: row?.['id'], expiresAt: expect.any(String) as string },
  });
  expect(row).toMatchObject({
    subject: 'confirmationCode',
    theme: 'opsAccountCredentials',
    isTransactional: true,
    sensitive: true,
    channel: 'text',
    status: 'succeeded',
    content: { contentText: expect.stringContaining('código de confirmación es ••••••') as string },
  });
  expect(code).toMatch(/^\d{6}$/);
  expect(await everythingKept()).not.toMatch(new RegExp(`(?<!\\w)${code}(?!\\w)`));

  expect(await check(customerId, code, { email })).toBe(false);
  expect(await check(customerId, code, { phone: '+1 602 555 0147' })).toBe(true);
  expect(await check(customerId, code, { phone })).toBe(false);
});

test('the hash that is told of a message does not tell its code', async () => {
  const { customerId } = await c.place();
  await ask({ personId: customerId, phone });
  await c.service.settle();

  const [file = 'none'] = await c.delivered(customerId);
  const bytes = await c.read(file);
  const [row] = await c.interactionsOf(customerId);

  expect(row?.['messageHash']).not.toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('five wrong tries, ten minutes or a new code end a code', async () => {
  const { customerId } = await c.place();
  await ask({ personId: customerId, email });
  const first = await codeSentTo(customerId);
  const wrong = first === '000000' ? '000001' : '000000';

  const tries = await Promise.all(Array.from({ length: 8 }, () => check(customerId, wrong, { email })));
  expect(tries).toEqual(Array.from({ length: 8 }, () => false));
  expect(await check(customerId, first, { email })).toBe(false);

  await later(60);
  await freshAgent();
  await ask({ personId: customerId, email });
  const second = await codeSentTo(customerId);
  await later(60);
  await freshAgent();
  await ask({ personId: customerId, email });
  const third = await codeSentTo(customerId);
  expect(await check(customerId, second, { email })).toBe(second === third);
  await later(600);
  expect(await check(customerId, third, { email })).toBe(false);
});

test('a right code that 32 send at once at two replicas is right once, and one guessed 64 times at once is not right any more', async () => {
  const [one, another] = [await c.place(), await c.place()];
  for (const { customerId } of [one, another]) await ask({ personId: customerId, email });
  const right = await codeSentTo(one.customerId);
  const guessed = await codeSentTo(another.customerId);
  const replica = await c.replica();
  const recovers = [await c.service.asService('recover'), await replica.asService('recover')] as const;
  const checkAt = async (at: number, personId: string, code: string) => {
    const body = { creditorId: c.creditorId, personId, code, email };
    const { status, body: said } = await recovers[at % 2 === 0 ? 0 : 1].post('/internal/confirmation-codes/check').send(body); // prettier-ignore
    return [status, (said as Body)['isRight']];
  };

  const once = await Promise.all(Array.from({ length: 32 }, (_, i) => checkAt(i, one.customerId, right)));
  const wrong = Array.from({ length: 64 }, (_, i) => String((Number(guessed) + 1 + i) % 1_000_000).padStart(6, '0'));
  const guesses = await Promise.all(wrong.map((code, i) => checkAt(i, another.customerId, code)));
  const late = await checkAt(1, another.customerId, guessed);
  await replica.stop();

  expect(once.filter(([, isRight]) => isRight === true)).toHaveLength(1);
  expect(guesses.filter(([status, isRight]) => status !== 200 || isRight !== false)).toEqual([]);
  expect(late).toEqual([200, false]);
});

test('of 64 at once at two replicas one is sent; the next in sixty seconds, and five in an hour', async () => {
  const { customerId } = await c.place();
  const other = await c.replica();
  const second = await other.as({ creditorIds: [c.creditorId] });

  const body = { personId: customerId, email };
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, i) => (i % 2 === 0 ? agent : second).post(path).send(body)),
  );
  await other.stop();

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    202,
    ...Array.from({ length: 63 }, () => 429),
  ]);
  const refused = answers.find(({ status }) => status === 429);
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
  expect(codesOf(refused as Response)).toEqual(['codesTooOften']);
  for (let i = 0; i < 4; i++) {
    await later(60);
    await freshAgent();
    expect((await ask(body)).status).toBe(202);
  }
  await later(60);
  await freshAgent();
  expect((await ask(body)).status).toBe(429);
  expect((await ask({ personId: customerId, phone })).status).toBe(202);
  expect(await c.interactionsOf(customerId)).toHaveLength(6);
});

test('a contact that is not on file is answered and limited like one that is, and nothing is sent', async () => {
  const { customerId } = await c.place();
  const known = await ask({ personId: customerId, email });

  const unknown = await ask({ personId: customerId, email: 'somebody@example.com' });
  const again = await ask({ personId: customerId, email: 'somebody@example.com' });
  await c.service.settle();

  expect([unknown.status, Object.keys(dataOf(unknown))]).toEqual([known.status, Object.keys(dataOf(known))]);
  expect(again.status).toBe(429);
  expect(await c.delivered(customerId)).toHaveLength(1);
  expect((await c.interactionsOf(customerId))[0]).toMatchObject({ status: 'failed', statusDetails: 'invalidContact' });
});

test('a code that the guard refuses is accepted like any other, not sent, and told', async () => {
  const { customerId } = await c.place();
  c.guard.answersAsks = 'refuse';

  expect((await ask({ personId: customerId, email })).status).toBe(202);
  await c.service.settle();

  expect((await c.interactionsOf(customerId))[0]).toMatchObject({ statusDetails: 'blockedByComplianceGuard' });
  expect(await c.delivered(customerId)).toEqual([]);
});

test('a code that could not be handed over while it was good is not sent', async () => {
  const { customerId } = await c.place();
  c.guard.windowMs = 0.001;
  await ask({ personId: customerId, email });
  await c.service.settle();

  c.guard.windowMs = 3_000;
  await later(660);

  expect((await c.interactionsOf(customerId))[0]).toMatchObject({
    status: 'failed',
    blocking: [{ reasonCode: 'codeExpired' }],
  });
  expect(await c.delivered(customerId)).toEqual([]);
});

test.each([
  ['both an email and a phone', { email, phone }],
  ['neither', {}],
  ['a number that is none', { phone: '12' }],
  ['a text to an email', { email, channel: 'text' }],
  ['an email to a phone', { phone, channel: 'email' }],
  ['a letter', { email, channel: 'mail' }],
])('%s is 400, and nothing is saved', async (_name, over) => {
  const { customerId } = await c.place();

  expect((await ask({ personId: customerId, ...over })).status).toBe(400);
  expect(await c.interactionsOf(customerId)).toEqual([]);
});

test('a repeat with its key is answered the same, another’s person does not exist, and clients check no codes', async () => {
  const { customerId } = await c.place();
  const key = { 'idempotency-key': `code-${customerId}` };

  const first = await ask({ personId: customerId, email }, key);
  expect((await ask({ personId: customerId, email }, key)).text).toBe(first.text);
  expect(await c.interactionsOf(customerId)).toHaveLength(1);

  const stranger = await c.service.as({ creditorIds: ['CR-1-STRANGER'] });
  expect((await stranger.post(path).send({ personId: customerId, email })).status).toBe(404);
  const reader = await c.service.as({ creditorIds: [c.creditorId], permissions: ['communicator.template:read'] });
  expect((await reader.post(path).send({ personId: customerId, email })).status).toBe(403);
  expect((await agent.post('/internal/confirmation-codes/check').send({})).status).toBe(404);
});
