import { createHash } from 'node:crypto';
import express from 'express';
import type { Response } from 'supertest';
import { aContact, anAddress, aPhone } from '../customers/customer.builders.ts';
import { filesOfMail } from '../testing/files-of-mail.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';
import { codesOf, templateClient, type Body } from '../testing/template-client.ts';

const contacts = [aContact({ externalId: 'mail-1' }), aPhone(), anAddress()];
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
  await templateClient(() => c).live(
    c.creditorId,
    { channel: 'text' },
    { contentTextTemplate: 'Call {{ supportPhone }}' },
  );
  for (const channel of ['mail', 'gui'])
    await templateClient(() => c).live(c.creditorId, { channel }, { contentHtmlTemplate: '<p>A page</p>' });
}, 60_000);
beforeEach(async () => {
  c.guard.reset();
  agent = await c.service.as({ creditorIds: [c.creditorId] });
});
afterAll(() => c.stop());

const context = { paymentAmount: '$212.40', supportPhone: '888-555-0134' };
const send = (body: object, headers: Record<string, string> = {}): Promise<Response> =>
  agent.post('/api/communicator/send').set(headers).send(body);
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
const blockedOf = async (customerId: string) =>
  (await c.service.published('communicator.interaction-blocked.v1')).filter(({ subject }) => subject === customerId);

test('what is accepted is saved as attempted, asked about with its themes and loans, and goes out as it was written', async () => {
  const { customerId, debtId } = await c.place({ customer: { reference: 'cust-88213' } });
  c.guard.answersConsumes = 'fail';

  const answer = await send(
    failed('ext-cust-88213', { loanId: 'ext-T-100', isTransactional: false, theme: 'opsCollDebt' }),
  );

  expect(answer.status).toBe(202);
  const { interactionId } = dataOf(answer);
  const row = await only(customerId);
  expect(answer.body).toEqual({
    status: 202,
    message: 'Accepted',
    data: {
      interactionId: row['id'],
      status: 'attempted',
      channel: 'email',
      contactId: 'CT-1-EMAIL',
      templateVersionId: row['templateVersionId'],
    },
  });
  expect(c.guard.asks[0]).toMatchObject({
    askId: interactionId,
    theme: 'opsCollDebt',
    otherTheme: 'opsServicing',
    subject: 'paymentFailed',
    debtIds: [debtId],
  });
  expect(row).toMatchObject({ status: 'attempted', handOver: 'waiting', isTransactional: false, loanId: debtId });

  c.guard.answersConsumes = 'consume';
  await c.service.settle();

  expect(await only(customerId)).toMatchObject({
    status: 'succeeded',
    statusDetails: 'emailDelivered',
    templateRevision: 1,
    content: { subjectLine: 'Your $212.40 payment', contentText: 'Hi Ada, $212.40 did not go through.' },
  });
  expect(await c.delivered(customerId)).toHaveLength(1);
  expect(new Set(c.guard.asks.map(({ askId }) => askId))).toEqual(new Set([interactionId]));
});

test('words stay as they were accepted, whatever becomes of their template; what the law adds comes with the permit', async () => {
  const { customerId } = await c.place();
  const { ask, live } = templateClient(() => c);
  const words = { subjectLineTemplate: 'First', contentTextTemplate: 'First' };
  const { templateId } = await live(c.creditorId, { subject: 'custom1', channel: 'email' }, words);
  Object.assign(c.guard, { answersConsumes: 'fail', disclosures: [{ slot: 'debt_disputed', ruleIds: ['a-rule'] }] });

  const accepted = await send({ subject: 'custom1', theme: 'opsServicing', personId: customerId });
  await ask('put', `/templates/${templateId}`, { company: c.creditorId, body: { contentTextTemplate: 'Second' } });
  c.guard.answersConsumes = 'consume';
  await c.service.settle();

  expect(dataOf(accepted)).toMatchObject({ channel: 'email', templateVersionId: templateId });
  expect(await only(customerId)).toMatchObject({
    status: 'succeeded',
    templateRevision: 1,
    disclosures: ['debt_disputed'],
    content: { contentText: 'First\n\nYou dispute this debt.' },
  });
});

/** A file of the company, or of one person, with that content. */
async function aFile(bytes: Buffer, over: object = {}): Promise<string> {
  const { body } = await agent
    .post('/agency/v1/files')
    .send({ name: 'agreement.pdf', contentType: 'application/pdf', ...over });
  const { id } = body as { id: string };
  await put(id, bytes);
  return id;
}
const put = (id: string, bytes: Buffer): Promise<Response> =>
  agent.put(`/agency/v1/files/${id}/content`).type('application/octet-stream').send(bytes);
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('an email carries its files as they were when it was accepted, also when it is sent again, and their hashes are told', async () => {
  const { customerId } = await c.place();
  const first = Buffer.concat([Buffer.alloc(1_500_000, '.\r\n'), Buffer.from([0, 255, 13, 10, 46])]);
  const agreement = await aFile(first, { customerId });
  const terms = await aFile(Buffer.from('<p>Terms</p>'), { name: 'términos.html', contentType: 'text/html', externalId: 'terms-1' });
  c.guard.answersConsumes = 'fail';

  const answer = await send(failed(customerId, { attachments: [agreement, 'ext-terms-1'] }));
  await put(agreement, Buffer.from('changed since'));
  c.guard.answersConsumes = 'consume';
  await c.service.settle();
  await agent.post('/api/communicator/resend').send({ interactionId: dataOf(answer)['interactionId'] }).expect(202);
  await c.service.settle();

  const files = await c.delivered(customerId);
  expect(files).toHaveLength(2);
  for (const file of files) {
    const mail = await c.read(file);
    const [one, two, ...others] = filesOfMail(mail);
    expect([one?.name, one?.contentType, sha(one?.bytes ?? mail)]).toEqual(['agreement.pdf', 'application/pdf', sha(first)]);
    expect([two?.contentType, two?.bytes.toString(), others]).toEqual(['text/html', '<p>Terms</p>', []]);
  }
  for (const row of await c.interactionsOf(customerId)) expect(row['attachments']).toEqual([agreement, terms]);
  const told = (await c.service.published('communicator.interaction-sent.v1')).filter(({ subject }) => subject === customerId);
  expect(told.map(({ data }) => data['attachments'])).toEqual([1, 2].map(() => [
    { documentId: agreement, revision: 1, sha256: sha(first) },
    { documentId: terms, revision: 1, sha256: sha(Buffer.from('<p>Terms</p>')) },
  ]));
}); // prettier-ignore

test('files that cannot be attached save nothing, and one whose bytes were changed behind our back goes to nobody', async () => {
  const { customerId } = await c.place();
  const { customerId: other } = await c.place();
  const large = await aFile(Buffer.alloc(11 * 1_024 * 1_024));
  const theirs = await aFile(Buffer.from('x'), { customerId: other });

  for (const [attachments, status, code] of [
    [[large, large], 400, 'attachmentsUnfit'],
    [Array.from({ length: 11 }, () => large), 400, 'invalidField'],
    [[theirs], 404, 'documentNotFound'],
  ] as const) {
    const answer = await send(failed(customerId, { attachments }));
    expect([answer.status, codesOf(answer)]).toEqual([status, [code]]);
  }
  expect(await c.interactionsOf(customerId)).toEqual([]);

  const mine = await aFile(Buffer.from('as it was'));
  c.guard.answersConsumes = 'fail';
  await send(failed(customerId, { attachments: [mine] }));
  const revision = await c.service.db.collection('documentRevisions').findOne({ documentId: mine });
  const contentId = revision?.['contentId'] as string;
  await c.service.db
    .collection('documentChunks')
    .updateOne({ contentId }, { $set: { sealed: Buffer.from('forged!!!') } });
  c.guard.answersConsumes = 'consume';
  await c.service.settle();

  expect(await only(customerId)).toMatchObject({ status: 'failed', blocking: [{ reasonCode: 'attachment-altered' }] });
  expect(await c.delivered(customerId)).toEqual([]);
});

test('the contact named is used, by our id or the creditor’s; without one, the person’s own for the channel', async () => {
  const { customerId } = await c.place();
  const contactOf = async (over: object) => {
    const { contactId, channel } = dataOf(await send(failed(customerId, over)));
    return [contactId, channel];
  };

  expect(await contactOf({ contactId: 'ext-mail-1' })).toEqual(['CT-1-EMAIL', 'email']);
  expect(await contactOf({ contactId: 'CT-1-PHONE', channel: undefined })).toEqual(['CT-1-PHONE', 'text']);
  expect(await contactOf({ channel: 'mail' })).toEqual(['CT-1-ADDRESS', 'mail']);
  expect(await contactOf({ channel: 'text' })).toEqual(['CT-1-PHONE', 'text']);
});

test('without a usable contact the attempt is saved as failed, and the guard is not asked', async () => {
  const { customerId } = await c.place({
    contacts: [aContact({ valid: false }), aPhone({ receiveTextMessages: false })],
  });

  for (const channel of ['email', 'text', 'mail']) {
    const answer = await send(failed(customerId, { channel }));
    expect([answer.status, codesOf(answer)]).toEqual([422, ['contactNotFound']]);
    expect(dataOf(answer)).toMatchObject({ complianceGuardRuleId: null, sendAt: null });
  }

  const rows = await c.interactionsOf(customerId);
  expect(rows).toHaveLength(3);
  for (const row of rows)
    expect(row).toMatchObject({ status: 'failed', statusDetails: 'invalidContact', contactId: null });
  expect(c.guard.asks.filter((ask) => ask.customerId === customerId)).toEqual([]);
});

test('a refusal of the guard is 422 with the time, saved with its rule, and told; nothing is sent', async () => {
  const { customerId } = await c.place();
  c.guard.answersAsks = 'refuse';

  const answer = await send(failed(customerId));

  expect(answer.status).toBe(422);
  expect(answer.body).toEqual({
    status: 422,
    message: 'Compliance Guard refused the message',
    data: {
      interactionId: (await only(customerId))['id'],
      complianceGuardRuleId: 'reg-f-hours',
      sendAt: '2026-12-02T13:00:00.000Z',
    },
    errors: [{ code: 'blockedByComplianceGuard', field: null, detail: 'Too late.' }],
  });
  expect(await only(customerId)).toMatchObject({
    status: 'failed',
    statusDetails: 'blockedByComplianceGuard',
    complianceGuardRuleId: 'reg-f-hours',
    failureDescriptionShort: 'Too late.',
  });
  expect(await blockedOf(customerId)).toHaveLength(1);
  expect(await c.delivered(customerId)).toEqual([]);
});

test('a Do Not Interact restriction is 412, and names the hold as its case', async () => {
  const { customerId } = await c.place();
  const refusal = {
    ...{ ruleId: 'platform-do-not-interact', reasonCode: 'doNotInteract', category: 'doNotInteract' },
    ...{ message: 'On record: do-not-interact.', nextAllowedAt: null, evidence: { sources: ['HO-1-DNI'] } },
  };
  Object.assign(c.guard, { answersAsks: 'refuse', refusal, nextAllowedAt: null });

  const answer = await send(failed(customerId));

  expect(answer.status).toBe(412);
  expect(answer.body).toEqual({
    status: 412,
    message: 'Person is under a Do Not Interact restriction',
    data: {
      interactionId: (await only(customerId))['id'],
      complianceGuardRuleId: 'platform-do-not-interact',
      caseId: 'HO-1-DNI',
      sendAt: null,
    },
    errors: [{ code: 'doNotInteract', field: 'personId', detail: 'On record: do-not-interact.' }],
  });
  expect(await blockedOf(customerId)).toHaveLength(1);
});

test('while the guard cannot decide, or is away, nothing is accepted and nothing saved', async () => {
  const { customerId } = await c.place();
  for (const answersAsks of ['undecided', 'fail'] as const) {
    Object.assign(c.guard, { answersAsks });
    expect((await send(failed(customerId))).status).toBe(503);
  }
  expect(await c.interactionsOf(customerId)).toEqual([]);
});

test('what is only shown is stored without a delivery, and the slot that was asked for is given back', async () => {
  const { customerId } = await c.place();

  const answer = await send(failed(customerId, { channel: 'gui' }));

  expect(dataOf(answer)).toMatchObject({ status: 'attempted', channel: 'gui', contactId: null });
  expect(await only(customerId)).toMatchObject({
    status: 'attempted',
    handOver: null,
    content: { contentHtml: '<p>A page</p>' },
  });
  expect(c.guard.reports).toMatchObject([{ outcome: 'released' }]);
  expect(await c.delivered(customerId)).toEqual([]);

  c.guard.answersAsks = 'refuse';
  expect((await send(failed(customerId, { channel: 'gui' }))).status).toBe(422);
});

test('a request sent again with its key is answered the same and sends nothing more, also of 64 at once', async () => {
  const { customerId } = await c.place();
  const key = { 'idempotency-key': `send-${customerId}` };

  const answers = await Promise.all(Array.from({ length: 64 }, () => send(failed(customerId), key)));
  const repeat = await send(failed(customerId), key);

  const accepted = answers.filter(({ status }) => status === 202);
  expect(accepted.length).toBeGreaterThan(0);
  for (const { status } of answers) expect([202, 409]).toContain(status);
  expect(new Set([...accepted, repeat].map(({ text }) => text)).size).toBe(1);
  expect((await send(failed(customerId, { channel: 'text' }), key)).status).toBe(409);
  await c.service.settle();
  await only(customerId);
  expect(await c.delivered(customerId)).toHaveLength(1);
});
