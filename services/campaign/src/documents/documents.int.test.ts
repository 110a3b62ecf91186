import { CustomerErasedV1, DebtUpdatedV1 } from '@fairdue/contracts';
import { anEvent, watchUnindexedReads } from '@fairdue/testing';
import { creditorId, place, sentOut, startCampaignService } from '../testing/platform.ts';

let service: Awaited<ReturnType<typeof startCampaignService>>;
beforeAll(async () => void (service = await startCampaignService()));
afterAll(() => service.stop());

const as = (of = creditorId, permissions?: string[]) =>
  service.as({ creditorIds: [of], ...(permissions && { permissions }) });
const loan = { providerName: ' Valley Credit ', originalAmount: 42_000, remainingAmount: 17_250.5, status: 'BEHIND' };
const boat = { title: '  Boat, 2019 ', chattelType: 'boat' };
const wish = { sms: true, email: true, call: false, tone: 'neutral', cadence: 'once per week' };

type Document = { id: string; updatedAt: string; loan: { status: string } | null; personId: string | null };
type Campaign = { id: string; state: string; endReason: string | null; warnings: string[]; touchesPlanned: number };

const create = async (body: object = { ...boat, loan }, of = creditorId): Promise<Document> => {
  const answer = await (await as(of)).post('/v1/documents').send(body);
  expect([answer.status, answer.body]).toMatchObject([201, { document: {} }]);
  return answer.body.document;
};
const patch = async (path: string, body: object, of = creditorId) =>
  (await as(of)).patch(`/v1/documents/${path}`).send(body);
const remove = async (id: string, of = creditorId) => (await as(of)).delete(`/v1/documents/${id}`);
const start = async (id: string): Promise<Campaign> =>
  (await (await as()).post(`/v1/documents/${id}/rcm`).send(wish).expect(201)).body.campaign;
const campaignOf = async (id: string, campaignId: string): Promise<Campaign> =>
  (await (await as()).get(`/v1/documents/${id}/rcm/${campaignId}`).expect(200)).body.campaign;
const log = async (id: string) =>
  (await (await as()).get(`/v1/documents/${id}/compliance-log?limit=100`).expect(200)).body.entries as {
    type: string;
    actor: { kind: string; id: string };
    data: Record<string, unknown>;
  }[];
const factsAbout = async (documentId: string): Promise<string[]> =>
  (await service.published()).filter(({ data }) => data['documentId'] === documentId).map(({ type }) => type);

test('M12: a document with its loan is stored as it was told, trimmed, and read back the same', async () => {
  const created = await create({ ...boat, description: '  ', loan: { ...loan, currency: 'eur' } });

  expect(created).toMatchObject({
    id: expect.stringMatching(/^DO-/) as string, title: 'Boat, 2019', description: null, chattelType: 'boat', debtId: null,
    personId: null, loan: {
      providerName: 'Valley Credit', originalAmount: 42_000, remainingAmount: 17_250.5, currency: 'EUR', maturityDate: null,
      status: 'BEHIND',
    },
  }); // prettier-ignore
  expect((await (await as()).get(`/v1/documents/${created.id}`).expect(200)).body.document).toEqual(created);
});

test('M12: a document may have no loan, and a loan is current in dollars unless it is said otherwise', async () => {
  expect((await create(boat)).loan).toBeNull();
  const plain = { providerName: 'V', originalAmount: 1, remainingAmount: 0 };
  expect((await create({ ...boat, loan: plain })).loan).toMatchObject({ status: 'CURRENT', currency: 'USD' });
});

test.each([
  ['no title', { chattelType: 'boat' }, 'Invalid body.'],
  ['a title of spaces', { ...boat, title: '   ' }, 'Invalid body.'],
  ['a title of 201', { ...boat, title: 'x'.repeat(201) }, 'Invalid body.'],
  ['a description of 2001', { ...boat, description: 'x'.repeat(2_001) }, 'Invalid body.'],
  ['no chattelType', { title: 'Boat' }, 'Invalid body.'],
  ['an unknown chattelType', { ...boat, chattelType: 'house' }, 'Invalid chattelType.'],
  ['a faulty loan before an unknown chattelType', { ...boat, chattelType: 'house', loan: {} }, 'Invalid body.'],
  ['a negative amount', { ...boat, loan: { ...loan, remainingAmount: -1 } }, 'Invalid body.'],
  ['a third decimal', { ...boat, loan: { ...loan, remainingAmount: 1.005 } }, 'Invalid body.'],
  ['an amount as a text', { ...boat, loan: { ...loan, originalAmount: '5' } }, 'Invalid body.'],
  ['a currency of four', { ...boat, loan: { ...loan, currency: 'USDT' } }, 'Invalid body.'],
  ['a day that is none', { ...boat, loan: { ...loan, maturityDate: '2026-02-30' } }, 'Invalid body.'],
  ['a status that is none', { ...boat, loan: { ...loan, status: 'LATE' } }, 'Invalid body.'],
  ['a lender’s name of 121', { ...boat, loan: { ...loan, providerName: 'x'.repeat(121) } }, 'Invalid body.'],
  ['a person nobody has placed', { ...boat, personId: 'BO-9-9' }, 'Invalid body.'],
])('M12: %s is refused', async (_what, body, error) => {
  const answer = await (await as()).post('/v1/documents').send(body);

  expect([answer.status, answer.body.error]).toEqual([400, error]);
});

test('whoever was erased is nobody here: no document is made for them, or becomes theirs', async () => {
  const { customerId } = await place(service);
  const theirs = await create({ ...boat, title: 'The boat of Dana Okafor', loan, personId: customerId });
  const { id } = await create();
  const by = { recordedBy: { kind: 'account', id: 'AC-1-A' }, confirmedBy: { kind: 'account', id: 'AC-1-B' } } as const;
  const told = { creditorId, customerId, reason: 'Asked for.', beforeRetentionEnds: true, version: 9, ...by };
  await service.deliver(anEvent(CustomerErasedV1, told));
  await service.settle();

  const answers = [
    await (await as()).post('/v1/documents').send({ ...boat, personId: customerId }),
    await patch(id, { personId: customerId }),
    await (await as()).get(`/v1/documents/${theirs.id}`),
  ];

  expect(answers.map(({ status }) => status)).toEqual([400, 400, 404]);
  for (const { name } of await service.db.listCollections())
    expect([name, JSON.stringify(await service.db.collection(name).find().toArray())]).toEqual([
      name,
      expect.not.stringContaining('Okafor'),
    ]);
});

test('M12: the same request with the same key makes one document, and another body is refused', async () => {
  const send = async (body: object) => (await as()).post('/v1/documents').set('idempotency-key', 'boat-1').send(body);

  const [first, again] = [await send(boat), await send(boat)];

  expect([again.status, again.body]).toEqual([201, first.body]);
  expect((await send({ ...boat, title: 'Another' })).body.error).toBe('Idempotency key reused with a different body.');
});

test('M14: documents, loans and those behind are counted, and what is deleted no more', async () => {
  const lender = 'CR-7-7';
  const stats = async () => (await (await as(lender)).get('/v1/documents/stats').expect(200)).body as unknown;
  expect(await stats()).toEqual({ total: 0, withLoan: 0, behind: 0 });

  await create(boat, lender);
  const behind = await create({ ...boat, loan }, lender);
  await create({ ...boat, loan: { ...loan, status: 'CURRENT' } }, lender);
  await place(service, { creditorId: lender });
  await place(service, { creditorId: lender, defaultDate: '2026-12-02' });
  await create(boat); // another creditor's
  expect(await stats()).toEqual({ total: 5, withLoan: 4, behind: 2 });

  await patch(`${behind.id}/loan`, { status: 'CURRENT' }, lender);
  expect(await stats()).toEqual({ total: 5, withLoan: 4, behind: 1 });
  await remove(behind.id, lender);
  expect(await stats()).toEqual({ total: 4, withLoan: 3, behind: 1 });
});

test('M16: what is given changes, null clears, and what is left out stays', async () => {
  const { id } = await create({ ...boat, description: 'Blue.', loan });

  const changed = await patch(id, { title: ' Ship ', description: null, chattelType: 'other', loan: null });

  expect(changed.body.document).toMatchObject({ title: 'Ship', description: null, chattelType: 'other' });
  expect(changed.body.document.loan).not.toBeNull();
  expect((await patch(id, { chattelType: 'house' })).body).toMatchObject({
    error: 'Invalid chattelType.',
    details: [{ path: 'chattelType', problem: expect.stringContaining('boat, aircraft') as string }],
  });
  expect((await patch(id, { title: null })).body.error).toBe('Invalid body.');
  const same = await patch(id, { title: 'Ship' });
  expect(same.body.document.updatedAt).toBe(changed.body.document.updatedAt);
});

test('M16: a title given by hand outlives what the debt is called later', async () => {
  const { documentId, debt } = await place(service);
  await patch(documentId, { title: 'Our car', chattelType: 'vehicle' });

  await service.deliver(anEvent(DebtUpdatedV1, { ...debt, product: 'Auto loan', balanceCents: 40_000, version: 2 }));

  const { body } = await (await as()).get(`/v1/documents/${documentId}`);
  expect(body.document).toMatchObject({ title: 'Our car', chattelType: 'vehicle', loan: { remainingAmount: 400 } });
});

test('M17: only a loan that is no debt can be set', async () => {
  const { documentId } = await place(service);
  const { id: bare } = await create(boat);
  const { id } = await create();

  expect(await patch(`${bare}/loan`, {})).toMatchObject({ status: 400, body: { error: 'Document has no loan.' } });
  expect(await patch(`${documentId}/loan`, {})).toMatchObject({ status: 409, body: { code: 'loan_of_debt' } });
  expect(await patch(`${id}/loan`, { status: 'PAID' })).toMatchObject({
    status: 400,
    body: { error: 'Invalid body.' },
  });
  expect(await patch('DO-9-9/loan', {})).toMatchObject({ status: 404, body: { error: 'Not found.' } });
  const set = { status: 'CURRENT', remainingAmount: 12.34, maturityDate: '2030-01-31' };
  expect((await patch(`${id}/loan`, set)).body.document.loan).toMatchObject(set);
  expect((await patch(`${id}/loan`, { maturityDate: null })).body.document.loan).toEqual({
    ...set, maturityDate: null, providerName: 'Valley Credit', originalAmount: 42_000, currency: 'USD',
  }); // prettier-ignore
});

test.each([
  [{ status: 'CURRENT' }, 'loan_current'],
  [{ remainingAmount: 0 }, 'paid'],
])('M17: %j ends the campaign as %s, and it takes a new start to begin again', async (changes, endReason) => {
  const { customerId } = await place(service);
  const { id } = await create({ ...boat, loan, personId: customerId });
  const { id: campaignId } = await start(id);

  await patch(`${id}/loan`, changes);

  expect(await campaignOf(id, campaignId)).toMatchObject({ state: 'ended', endReason, touchesPlanned: 0 });
  await patch(`${id}/loan`, { status: 'BEHIND', remainingAmount: 5 });
  expect(await campaignOf(id, campaignId)).toMatchObject({ state: 'ended', endReason });
  expect(await start(id)).toMatchObject({ state: 'running' });
});

test('a document without a person plans nothing, until it is said whose it is', async () => {
  const { customerId } = await place(service);
  const { id } = await create();
  const waiting = await start(id);
  expect(waiting).toMatchObject({
    active: true, state: 'awaiting_schedule', schedule: null, warnings: ['no_person'], touchesPlanned: 0, personId: null, debtId: null,
  }); // prettier-ignore
  expect(await factsAbout(id)).toEqual([]);

  const named = await patch(id, { personId: customerId });

  expect(named.body.document.personId).toBe(customerId);
  expect(await campaignOf(id, waiting.id)).toMatchObject({
    state: 'running', warnings: [], touchesPlanned: 12, personId: customerId, schedule: { startDate: '2026-12-01' },
  }); // prettier-ignore
  expect((await log(id)).map(({ type }) => type)).toEqual(['campaign_started', 'cadence_changed']);
  const facts = await factsAbout(id);
  expect(facts.filter((type) => type === 'campaign.touch-planned.v1')).toHaveLength(12);
  expect(facts).toEqual(
    expect.arrayContaining(['campaign.document-registered.v1', 'campaign.campaign-started.v1']) as string[],
  );
  const { customerId: other } = await place(service);
  expect(await patch(id, { personId: other })).toMatchObject({ status: 409, body: { code: 'person_already_named' } });
  expect((await patch(id, { personId: customerId })).status).toBe(200);
});

test('what was opted out of while a document was nobody’s is held for the person before they are named', async () => {
  const { customerId } = await place(service);
  const { id } = await create();
  const { id: ended } = await start(id);
  const agent = await as();
  const optOut = (campaignId: string, channel: string) =>
    agent.post(`/v1/documents/${id}/rcm/opt-out`).send({ campaignId, channel });
  await optOut(ended, 'all').expect(200);
  const { id: live } = await start(id);
  await optOut(live, 'sms').expect(200);
  service.guard.holds.length = 0;

  service.guard.answers = false;
  const tooEarly = await patch(id, { personId: customerId });
  service.guard.answers = true;
  expect([tooEarly.status, (await agent.get(`/v1/documents/${id}`)).body.document.personId]).toEqual([503, null]);

  expect((await patch(id, { personId: customerId })).status).toBe(200);
  const byReason = ({ hold }: Record<string, unknown>) => (hold as { reason: string }).reason;
  expect(service.guard.holds.toSorted((a, b) => (byReason(a) < byReason(b) ? -1 : 1))).toMatchObject([
    { customerId, hold: { reason: 'do-not-interact', source: { key: `opt-out:${ended}:all` } } },
    { customerId, hold: { reason: 'opted-out', channels: ['text'], source: { key: `opt-out:${live}:sms` } } },
  ]);
  await optOut(ended, 'all').expect(200);
  expect(service.guard.holds).toHaveLength(3);
});

test('a document without a loan starts no campaign', async () => {
  const { id } = await create(boat);

  const { status, body } = await (await as()).post(`/v1/documents/${id}/rcm`).send(wish);

  expect([status, body.error]).toEqual([400, 'RCM only when a loan exists and status is BEHIND.']);
  expect(await log(id)).toEqual([]);
});

test('M18: a deleted document is gone with its campaigns, its log stays, and news of its debt does not bring it back', async () => {
  const { documentId, customerId, debt } = await place(service);
  const { id: campaignId } = await start(documentId);

  expect((await remove(documentId)).status).toBe(204);

  expect((await remove(documentId)).body.error).toBe('Not found.');
  await service.deliver(anEvent(DebtUpdatedV1, { ...debt, version: 2, balanceCents: 100 }));
  const agent = await as();
  for (const path of ['', '/rcm'])
    expect((await agent.get(`/v1/documents/${documentId}${path}`)).body.error).toBe('Not found.');
  expect((await agent.get(`/v1/documents/${documentId}/rcm/${campaignId}`)).body.error).toBe(
    'Campaign not found or access denied.',
  );
  const optOut = await agent.post(`/v1/documents/${documentId}/rcm/opt-out`).send({ campaignId, channel: 'sms' });
  expect(optOut.body.error).toBe('Campaign not found or access denied.');
  const list = (await agent.get('/v1/documents').query({ personId: customerId })).body as { documents: unknown[] };
  expect(list.documents).toEqual([]);
  const [, ended] = await log(documentId);
  expect(ended).toMatchObject({
    type: 'campaign_ended', actor: { kind: 'user', id: 'AC-TEST-1' }, data: { endReason: 'document_deleted' },
  }); // prettier-ignore
  const facts = await factsAbout(documentId);
  expect(facts.filter((type) => type === 'campaign.touch-cancelled.v1')).toHaveLength(12);
  expect(facts.slice(-1)).toEqual(['campaign.document-deleted.v1']);
}); // prettier-ignore

test('M18: a message that was on its way when its document was deleted is still logged', async () => {
  const { documentId, customerId } = await place(service);
  const { id: campaignId } = await start(documentId);
  const { body } = await (await as()).get(`/v1/documents/${documentId}/rcm/${campaignId}`);
  const touchId = (body as { touches: { id: string }[] }).touches[0]?.id ?? '';
  await remove(documentId);

  await service.deliver(sentOut({ customerId, campaignId, touchId }, service.clock.now()));

  expect((await log(documentId)).at(-1)).toMatchObject({ type: 'touch_sent', data: { inFlight: true } });
});

test('a foreign document is a missing one for every change, and changes need their permission', async () => {
  const { id } = await create();

  for (const path of [id, `${id}/loan`]) expect((await patch(path, {}, 'CR-9-9')).body.error).toBe('Not found.');
  expect((await remove(id, 'CR-9-9')).body.error).toBe('Not found.');
  const reader = await as(creditorId, ['campaign.documents:read', 'campaign.campaigns:write']);
  const forbidden = [
    await reader.post('/v1/documents').send({}),
    await reader.patch(`/v1/documents/${id}`).send({}),
    await reader.patch(`/v1/documents/${id}/loan`).send({}),
    await reader.delete(`/v1/documents/${id}`),
    await (await as(creditorId, [])).get('/v1/documents/stats'),
  ];
  for (const { status, body } of forbidden) expect([status, body.error]).toEqual([403, 'Forbidden.']);
  expect((await (await as()).get(`/v1/documents/${id}`)).status).toBe(200);
});

test('nothing reads the documents whole, or sorts them', async () => {
  const unindexed = await watchUnindexedReads(service.engines, service.db);
  const { id } = await create();
  await (await as()).get('/v1/documents/stats');
  await (await as()).get('/v1/documents').query({ startingAfter: id });
  await (await as()).get(`/v1/documents/${id}/compliance-log`);
  await remove(id);

  expect(JSON.stringify(await unindexed())).not.toContain('documents');
});
