import { DebtPausedV1, DebtUnpausedV1, DebtUpdatedV1, HoldLiftedV1, HoldPlacedV1 } from '@fairdue/contracts';
import { anEvent } from '@fairdue/testing';
import { creditorId, place, sentOut, startCampaignService, type Placed } from '../testing/platform.ts';

let service: Awaited<ReturnType<typeof startCampaignService>>;

const as = (of = creditorId, permissions?: string[]) =>
  service.as({ creditorIds: [of], ...(permissions && { permissions }) });
const wish = { sms: true, email: true, call: false, tone: 'threatening', cadence: 'once per week' };

type Campaign = { id: string; state: string; schedule: { slots: { slot: number; date: string }[] } | null };
type Touch = { id: string; slot: number; state: string; dueAt: string; subject: string; outcomeReason: string | null };
type Started = Placed & { campaignId: string; path: string };

async function start(over: object = {}): Promise<Started> {
  const placed = await place(service);
  const path = `/v1/documents/${placed.documentId}/rcm`;
  const { body } = await (await as()).post(path).send({ ...wish, ...over }).expect(201); // prettier-ignore
  const { id: campaignId } = (body as { campaign: Campaign }).campaign;
  return { ...placed, campaignId, path: `${path}/${campaignId}` };
}
const post = async (path: string, body?: object, headers: Record<string, string> = {}) =>
  (await as()).post(path).set(headers).send(body);
const replace = async ({ path }: Started, cadence: unknown) =>
  (await as()).put(`${path}/cadence`).send({ cadence } as object);
const read = async ({ path }: Started): Promise<{ campaign: Campaign; touches: Touch[] }> =>
  (await (await as()).get(path).expect(200)).body as { campaign: Campaign; touches: Touch[] };
const log = async ({ documentId }: Placed) =>
  (await (await as()).get(`/v1/documents/${documentId}/compliance-log?limit=100`).expect(200)).body.entries as object[];
const types = async (of: Placed) => (await log(of)).map((entry) => (entry as { type: string }).type);
const version = (started: Started, versionNo: number, over: object = {}) => ({
  ...started.debt,
  version: versionNo,
  ...over,
});

const told = async ({ customerId }: Placed, type: string) =>
  (await service.published(type)).filter((event) => event.subject === customerId);

describe('on one morning', () => {
  beforeAll(async () => void (service = await startCampaignService()));
  afterAll(() => service.stop());

  test('M7, M8: a pause lasts until somebody resumes it, and each is logged once with who and why', async () => {
    const started = await start();

    const paused = await post(`${started.path}/pause`, { reason: '  On request. ' });
    const again = await post(`${started.path}/pause`, { reason: 'Twice.' });

    expect(paused.body.campaign).toMatchObject({
      active: true,
      state: 'paused',
      pauseReason: 'manual',
      touchesPlanned: 12,
    });
    expect([again.status, again.body]).toEqual([200, paused.body]);
    const resumed = await post(`${started.path}/resume`);
    const resumedAgain = await post(`${started.path}/resume`);
    expect(resumed.body.campaign).toMatchObject({
      active: true,
      state: 'running',
      pauseReason: null,
      touchesPlanned: 12,
    });
    expect([resumedAgain.status, resumedAgain.body]).toEqual([200, resumed.body]);
    const actor = { kind: 'user', id: 'AC-TEST-1' };
    expect((await log(started)).slice(-2)).toMatchObject([
      { type: 'campaign_paused', actor, data: { reason: 'manual', note: 'On request.' } },
      { type: 'campaign_resumed', actor },
    ]);
  });

  test('M8: a campaign that more than a wish holds stays paused, and says by what', async () => {
    const started = await start();
    await post(`${started.path}/pause`);
    const paused = { reason: 'UNDER_INVESTIGATION', from: null } as never;
    await service.deliver(anEvent(DebtPausedV1, { ...version(started, 2), status: 'Paused', paused }));
    await service.deliver(anEvent(DebtUpdatedV1, { ...version(started, 3), status: 'Disputed', paused }));

    const { status, body } = await post(`${started.path}/resume`);

    expect([status, body.error, body.code]).toEqual([409, 'Campaign is on hold.', 'disputed']);
    expect((await read(started)).campaign).toMatchObject({ state: 'paused', pauseReason: 'disputed' });
    await service.deliver(anEvent(DebtUnpausedV1, { ...version(started, 4), status: 'New', paused: null }));
    expect((await read(started)).campaign).toMatchObject({ state: 'paused', pauseReason: 'manual' });
    expect((await post(`${started.path}/resume`)).body.campaign.state).toBe('running');
  });

  test('M7: a campaign that something else holds already stays paused when that is over', async () => {
    const started = await start();
    const { customerId } = started;
    const { recordedBy } = started.debt;
    const hold = {
    holdId: 'HO-1-1', reason: 'bankruptcy', channels: [], themes: 'all', contactIds: [], debtIds: [],
    source: { service: 'compliance-guard', key: 'k', version: 1 }, endsAt: null,
  } as const; // prettier-ignore
    await service.deliver(anEvent(HoldPlacedV1, { creditorId, customerId, hold, epoch: 1, recordedBy } as never));

    expect((await post(`${started.path}/pause`)).body.campaign.pauseReason).toBe('bankruptcy');
    expect((await post(`${started.path}/resume`)).body.code).toBe('bankruptcy');
    const lifted = { ...hold, source: { ...hold.source, version: 2 } };
    await service.deliver(
      anEvent(HoldLiftedV1, { creditorId, customerId, hold: lifted, epoch: 2, recordedBy } as never),
    );

    expect((await read(started)).campaign).toMatchObject({ state: 'paused', pauseReason: 'manual' });
  });

  test('M7: a loan that comes right ends a campaign that was paused by hand, too', async () => {
    const started = await start();
    await post(`${started.path}/pause`);

    await service.deliver(anEvent(DebtUpdatedV1, { ...version(started, 2), defaultDate: '2027-06-01' }));

    expect((await read(started)).campaign).toMatchObject({ state: 'ended', endReason: 'loan_current' });
  });

  test('M6: what is unsent is planned anew from today, with a word in the log, and the wording of the tone stays', async () => {
    const started = await start();

    const { status, body } = await replace(started, ' day 1, day 5 ');

    expect(status).toBe(200);
    expect(body.campaign).toMatchObject({
    state: 'running', cadence: 'day 1, day 5', warnings: ['tone_clamped'], touchesPlanned: 2,
    schedule: { source: 'operator', startDate: '2026-12-01', slots: [{ slot: 1, date: '2026-12-01' }, { slot: 2, date: '2026-12-05' }] },
  }); // prettier-ignore
    const { touches } = await read(started);
    expect(touches.filter(({ state }) => state === 'cancelled')).toHaveLength(12);
    expect((await log(started)).slice(-1)).toMatchObject([
      { type: 'cadence_changed', actor: { kind: 'user' }, data: { from: 'once per week', cadence: 'day 1, day 5' } },
    ]);
    const cancelled = await told(started, 'campaign.touch-cancelled.v1');
    expect(cancelled.map(({ data }) => data['reason'])).toEqual(Array(12).fill('cadence_changed'));
    expect(await told(started, 'campaign.touch-planned.v1')).toHaveLength(14);
  });

  test('M6: a pause outlasts a change of dates', async () => {
    const started = await start();
    await post(`${started.path}/pause`);

    expect((await replace(started, 'every 3 days')).body.campaign).toMatchObject({
      state: 'paused',
      touchesPlanned: 12,
    });
  });

  test.each([
    ['a phrase nobody understands', 'whenever appropriate', 422, 'Cadence not understood.'],
    ['a phrase that leaves no date', 'weekly until 2020-01-01', 422, 'Cadence not understood.'],
    ['81 characters', 'x'.repeat(81), 400, 'Invalid body.'],
    ['spaces', '   ', 400, 'Invalid body.'],
    ['no text', 7, 400, 'Invalid body.'],
  ])('M6: %s is refused, and nothing changes', async (_what, cadence, status, error) => {
    const started = await start();
    const before = await read(started);

    const answer = await replace(started, cadence);

    expect([answer.status, answer.body.error]).toEqual([status, error]);
    expect(await read(started)).toEqual(before);
    expect(await types(started)).not.toContain('cadence_changed');
  });

  test('the same request with the same key is answered the same way', async () => {
    const started = await start();
    const key = { 'idempotency-key': 'k-1' };

    const paused = await post(`${started.path}/pause`, {}, key);
    await post(`${started.path}/resume`);
    const again = await post(`${started.path}/pause`, {}, key);

    expect(again.body).toEqual(paused.body);
    expect((await read(started)).campaign.state).toBe('running');
  });

  test('a foreign campaign, or one of another document, is a missing one; a reason is short; changes need their permission', async () => {
    const [started, other] = [await start(), await start()];
    const elsewhere = `/v1/documents/${other.documentId}/rcm/${started.campaignId}`;
    const foreign = await as('CR-9-9');
    const reader = await as(creditorId, ['campaign.campaigns:read', 'campaign.documents:write']);

    for (const verb of ['pause', 'resume', 'cancel']) {
      for (const answer of [await post(`${elsewhere}/${verb}`), await foreign.post(`${started.path}/${verb}`)])
        expect([answer.status, answer.body.error]).toEqual([404, 'Campaign not found or access denied.']);
      expect((await reader.post(`${started.path}/${verb}`)).body.error).toBe('Forbidden.');
    }
    expect((await foreign.put(`${started.path}/cadence`).send({ cadence: 'weekly' })).status).toBe(404);
    expect((await reader.put(`${started.path}/cadence`).send({ cadence: 'weekly' })).status).toBe(403);
    for (const verb of ['pause', 'cancel'])
      for (const reason of ['x'.repeat(201), 5])
        expect((await post(`${started.path}/${verb}`, { reason })).body.error).toBe('Invalid body.');
    expect((await read(started)).campaign.state).toBe('running');
  });
});

describe('as time goes by', () => {
  beforeEach(async () => void (service = await startCampaignService()));
  afterEach(() => service.stop());

  test('M7: a slot whose time passes in a pause is skipped, and the next one keeps its date', async () => {
    const started = await start();
    const [, second] = (await read(started)).touches;
    await post(`${started.path}/pause`);

    await service.moveTo('2026-12-02T00:00:00Z');
    await post(`${started.path}/resume`);

    const { touches } = await read(started);
    expect(touches[0]).toMatchObject({ state: 'skipped', outcomeReason: 'manual' });
    expect(touches[1]).toEqual(second);
    expect(await service.published('campaign.touch-due.v1')).toEqual([]);
  });

  test('M9: a cancelled campaign has ended, once, and everything but another end is refused', async () => {
    const started = await start();

    const cancelled = await post(`${started.path}/cancel`, { reason: 'Placed by mistake.' });
    const again = await post(`${started.path}/cancel`);

    expect(cancelled.body.campaign).toMatchObject({
      active: false,
      state: 'ended',
      endReason: 'cancelled',
      touchesPlanned: 0,
    });
    expect([again.status, again.body]).toEqual([200, cancelled.body]);
    expect((await log(started)).slice(-1)).toMatchObject([
      { type: 'campaign_ended', actor: { kind: 'user' }, data: { endReason: 'cancelled', note: 'Placed by mistake.' } },
    ]);
    const refused = [
      await post(`${started.path}/pause`),
      await post(`${started.path}/resume`),
      await replace(started, 'weekly'),
    ];
    for (const { status, body } of refused) expect([status, body.error]).toEqual([409, 'Campaign has ended.']);
    const ends = await service.published('campaign.campaign-ended.v1');
    expect(ends.map(({ data }) => data['endReason'])).toEqual(['cancelled']);
    await service.moveTo('2027-04-01T00:00:00Z');
    expect(await service.published('campaign.touch-due.v1')).toEqual([]);
  });

  test('M6: contacts made already count: one a day, three a week, twelve in all, and the words go on', async () => {
    const started = await start({ cadence: 'days 1, 3, 5' });
    await service.moveTo('2026-12-01T17:30:00Z');
    const [first] = (await read(started)).touches;
    await service.deliver(sentOut({ ...started, touchId: first?.id ?? '' }, new Date('2026-12-01T17:30:00Z')));
    await service.moveTo('2026-12-02T04:30:00Z'); // still the first of December in New York, and too late for today

    const { body } = await replace(started, 'daily');

    const slots = (body.campaign as Campaign).schedule?.slots ?? [];
    expect(slots.slice(0, 3)).toMatchObject([
      { slot: 2, date: '2026-12-02' },
      { slot: 3, date: '2026-12-04' },
      { slot: 4, date: '2026-12-09' },
    ]);
    expect(slots.at(-1)).toMatchObject({ slot: 12 });
    expect(await types(started)).toEqual(
      expect.arrayContaining(['cadence_changed', 'cadence_lowered', 'cadence_clipped']),
    );
    const { touches } = await read(started);
    expect(touches.find(({ slot, state }) => slot === 2 && state === 'planned')?.subject).toBe(
      'loanOverdueSecondNotice',
    );
  });

  test('M6: a campaign that waited for a schedule runs, and lives as long as its new dates', async () => {
    const started = await start({ cadence: 'as needed' });
    expect((await read(started)).campaign.state).toBe('awaiting_schedule');

    await replace(started, 'day 30');

    expect((await read(started)).campaign).toMatchObject({ state: 'running', warnings: ['tone_clamped'] });
    await service.moveTo('2026-12-29T00:00:00Z'); // more than the fortnight that somebody had to give one
    expect((await read(started)).campaign.state).toBe('running');
    await service.moveTo('2027-01-09T00:00:00Z');
    expect((await read(started)).campaign).toMatchObject({ state: 'ended', endReason: 'completed' });
  });

  test('M6: a shorter plan ends the campaign a week after its own last date', async () => {
    const started = await start();

    await replace(started, 'once');
    await service.moveTo('2026-12-10T00:00:00Z');

    expect((await read(started)).campaign).toMatchObject({ state: 'ended', endReason: 'completed' });
  });
});
