import { DebtPlacedV1 } from '@fairdue/contracts';
import { anEvent } from '@fairdue/testing';
import { creditorId, place, startCampaignService } from '../testing/platform.ts';

let service: Awaited<ReturnType<typeof startCampaignService>>;
beforeAll(async () => void (service = await startCampaignService()));
afterAll(() => service.stop());

const valid = { sms: true, email: true, call: false, tone: 'firm but respectful', cadence: 'once per week' };
const asCreditor = (of = creditorId) => service.as({ creditorIds: [of] });
const start = async (documentId: string, body: object, headers: Record<string, string> = {}) =>
  (await asCreditor()).post(`/v1/documents/${documentId}/rcm`).set(headers).send(body);
const log = async (documentId: string) =>
  (
    (await (await asCreditor()).get(`/v1/documents/${documentId}/compliance-log?limit=100`)).body as {
      entries: { type: string }[];
    }
  ).entries;

test('A1: a campaign on a loan that is behind is active, planned, logged and in the feed, once each', async () => {
  const { documentId, customerId, debt } = await place(service);

  const { status, body } = await start(documentId, { ...valid, notes: '  call after five  ' });

  expect(status).toBe(201);
  expect(body.campaign).toMatchObject({
    documentId, debtId: debt.debtId, personId: customerId, active: true, state: 'running', sms: true, email: true, call: false,
    tone: 'firm but respectful', toneVariant: 'neutral', cadence: 'once per week', notes: 'call after five', warnings: [],
    touchesPlanned: 12, touchesSent: 0, endReason: null,
  }); // prettier-ignore
  expect(body.campaign.schedule).toMatchObject({
    source: 'parsed',
    grammarVersion: 1,
    startDate: '2026-12-01',
    timeZone: 'America/New_York',
  });
  expect((await log(documentId)).map(({ type }) => type)).toEqual(['campaign_started']);
  const feed = await (await asCreditor()).get('/v1/activity?type=rcm.campaign_started&limit=100');
  expect(feed.body.events.filter((event: { documentId: string }) => event.documentId === documentId)).toHaveLength(1);
  const published = (await service.published()).filter((event) => event.subject === customerId).map(({ type }) => type);
  expect(published.filter((type) => type === 'campaign.campaign-started.v1')).toHaveLength(1);
  expect(published.filter((type) => type === 'campaign.touch-planned.v1')).toHaveLength(12);
});

test('A2: a loan that is current starts nothing, and nothing is logged', async () => {
  const { documentId } = await place(service, { defaultDate: '2027-06-01' });

  const { status, body } = await start(documentId, valid);

  expect([status, body.error]).toEqual([400, 'RCM only when a loan exists and status is BEHIND.']);
  expect(await log(documentId)).toEqual([]);
});

test('A2: a paid debt says so in the details', async () => {
  const { documentId } = await place(service, { status: 'PaidInFull', balanceCents: 0 });

  const { body } = await start(documentId, valid);

  expect(body).toMatchObject({ code: 'loan_not_behind', details: [{ path: 'loan.status', problem: 'PaidInFull' }] });
});

test('A4: channels are checked before the loan', async () => {
  const { documentId } = await place(service, { defaultDate: '2027-06-01' });

  const { status, body } = await start(documentId, { ...valid, sms: false, email: false });

  expect([status, body.error]).toEqual([400, 'At least one channel must be true.']);
});

test.each([
  ['A5: a tone of 81 characters', { tone: 'x'.repeat(81) }],
  ['A7: notes of 2001 characters, the last one a space', { notes: `${'x'.repeat(2_000)} ` }],
  ['a tone of spaces', { tone: '   ' }],
  ['a channel that is no boolean', { sms: 'true' }],
  ['a missing cadence', { cadence: undefined }],
  ['an operator in place of a text', { cadence: { $gt: '' } }],
])('%s is an invalid body', async (_, over) => {
  const { status, body } = await start('DO-1-1', { ...valid, ...over });

  expect([status, body.error]).toEqual([400, 'Invalid body.']);
});

test('A6: a cadence of 80 characters that nobody understands starts a campaign that plans nothing', async () => {
  const { documentId } = await place(service);

  const { status, body } = await start(documentId, { ...valid, cadence: 'as needed '.repeat(8) });

  expect(status).toBe(201);
  expect(body.campaign).toMatchObject({
    active: true, state: 'awaiting_schedule', schedule: null, nextTouchAt: null, touchesPlanned: 0, warnings: ['cadence_not_understood'],
  }); // prettier-ignore
  expect((await log(documentId)).map(({ type }) => type)).toEqual(['campaign_started', 'cadence_not_understood']);
});

test('A8: notes of spaces are no notes', async () => {
  const { documentId } = await place(service);

  expect((await start(documentId, { ...valid, notes: '   ' })).body.campaign.notes).toBeNull();
});

test('A9: a foreign document is a missing one, on every path', async () => {
  const { documentId } = await place(service);
  const campaignId = (await start(documentId, valid)).body.campaign.id as string;
  const foreign = await asCreditor('CR-9-9');

  for (const path of ['', '/rcm', '/compliance-log']) {
    const { status, body } = await foreign.get(`/v1/documents/${documentId}${path}`);
    expect([status, body.error]).toEqual([404, 'Not found.']);
  }
  expect((await foreign.post(`/v1/documents/${documentId}/rcm`).send(valid)).body.error).toBe('Not found.');
  const read = await foreign.get(`/v1/documents/${documentId}/rcm/${campaignId}`);
  expect([read.status, read.body.error]).toEqual([404, 'Campaign not found or access denied.']);
  const optOut = { campaignId, channel: 'all' };
  const refused = await foreign.post(`/v1/documents/${documentId}/rcm/opt-out`).send(optOut);
  expect([refused.status, refused.body.error]).toEqual([404, 'Campaign not found or access denied.']);
  expect(service.guard.holds).toEqual([]);
  expect((await foreign.get('/v1/documents')).body).toEqual({ documents: [] });
});

test('A19: a second campaign supersedes the first, whose touches are cancelled', async () => {
  const { documentId } = await place(service);
  const first = (await start(documentId, valid)).body.campaign.id as string;

  const second = await start(documentId, valid);

  const { body } = await (await asCreditor()).get(`/v1/documents/${documentId}/rcm/${first}`);
  expect(second.status).toBe(201);
  expect(body.campaign).toMatchObject({ active: false, state: 'ended', endReason: 'superseded', touchesPlanned: 0 });
  expect(new Set(body.touches.map(({ state }: { state: string }) => state))).toEqual(new Set(['cancelled']));
  const list = await (await asCreditor()).get(`/v1/documents/${documentId}/rcm?active=true`);
  expect(list.body.campaigns.map(({ id }: { id: string }) => id)).toEqual([second.body.campaign.id]);
});

test('what one start does to several campaigns is logged in the order of doing it', async () => {
  const { documentId } = await place(service);
  for (let n = 0; n < 6; n++) await start(documentId, valid);

  const [first, ...rest] = (await log(documentId)).map(({ type }) => type);
  expect([first, ...rest]).toEqual([
    'campaign_started',
    ...Array(5).fill(['campaign_ended', 'campaign_started']).flat(),
  ]);
});

test('of starts at the same moment exactly one campaign stays live', async () => {
  const { documentId } = await place(service);

  const answers = await Promise.all(Array.from({ length: 8 }, () => start(documentId, valid)));

  const list = await (await asCreditor()).get(`/v1/documents/${documentId}/rcm?active=true`);
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
  expect(list.body.campaigns).toHaveLength(1);
});

test('A23: a daily cadence is lowered to three a week', async () => {
  const { documentId } = await place(service);

  const { campaign } = (await start(documentId, { ...valid, cadence: 'daily' })).body;

  expect(campaign.schedule.slots.map(({ date }: { date: string }) => date).slice(0, 4)).toEqual([
    '2026-12-01',
    '2026-12-03',
    '2026-12-05',
    '2026-12-08',
  ]);
  expect(campaign.warnings).toEqual(['cadence_lowered']);
});

test('A24 and A25: a tone picks approved wording, and a threat picks the neutral one', async () => {
  const { documentId } = await place(service);

  const { body } = await start(documentId, { ...valid, tone: 'threatening' });

  expect(body.campaign).toMatchObject({ toneVariant: 'neutral', warnings: ['tone_clamped'] });
});

test('a request repeated with its Idempotency-Key gets the first answer, another body a conflict', async () => {
  const { documentId } = await place(service);
  const key = { 'idempotency-key': `start-${documentId}` };

  const first = await start(documentId, valid, key);
  const repeat = await start(documentId, valid, key);
  const other = await start(documentId, { ...valid, tone: 'firm' }, key);

  expect(repeat.text).toBe(first.text);
  expect([other.status, other.body.error]).toEqual([409, 'Idempotency key reused with a different body.']);
});

test('an account without the permission is refused', async () => {
  const { documentId } = await place(service);
  const reader = await service.as({ creditorIds: [creditorId], permissions: ['campaign.campaigns:read'] });

  const { status, body } = await reader.post(`/v1/documents/${documentId}/rcm`).send(valid);

  expect([status, body.error]).toEqual([403, 'Forbidden.']);
});

test('a preview says what a campaign would become, and stores nothing', async () => {
  const body = { ...valid, cadence: 'day 1, day 5', startDate: '2026-12-01', timeZone: 'America/Chicago' };

  const preview = await (await asCreditor()).post('/v1/rcm/preview').send(body);

  const slipped = await (await asCreditor()).post('/v1/rcm/preview').send({ ...body, cadence: 'once per wek' });
  expect(slipped.body).toMatchObject({
    schedule: null,
    warnings: ['cadence_not_understood'],
    suggestion: 'once per week',
  });
  expect(preview.body).toMatchObject({
    toneVariant: 'neutral',
    warnings: [],
    suggestion: null,
    schedule: {
      slots: [
        { date: '2026-12-01', channel: 'email', windowStart: '2026-12-01T16:00:00.000Z' },
        { date: '2026-12-05', channel: 'sms' },
      ],
    },
  });
});

test('documents come last updated first, each with its loan in major units', async () => {
  const older = await place(service);
  const newer = await place(service);
  const { recordedBy: _, ...debt } = older.debt;
  await service.deliver(
    anEvent(DebtPlacedV1, { ...debt, recordedBy: { kind: 'account', id: 'AC-1-1' }, version: 2, balanceCents: 12_345 }),
  );

  const { body } = await (await asCreditor()).get('/v1/documents');

  expect(body.documents.slice(0, 2).map(({ id }: { id: string }) => id)).toEqual([older.documentId, newer.documentId]);
  expect(body.documents[0]).toMatchObject({
    title: 'Debt …4321', chattelType: 'other', debtId: debt.debtId,
    loan: { providerName: 'Lender', originalAmount: 800, remainingAmount: 123.45, currency: 'USD', status: 'BEHIND' },
  }); // prettier-ignore
  const next = await (await asCreditor()).get(`/v1/documents?limit=1&startingAfter=${older.documentId}`);
  expect(next.body.documents.map(({ id }: { id: string }) => id)).toEqual([newer.documentId]);
});
