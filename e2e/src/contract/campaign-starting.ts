import { givenBorrower, givenLender, guidance, logOf, seen, start, typesOf, type Lender } from './campaign-given.ts';
import { bodyOf } from './given.ts';

const notBehind = { status: 400, body: { error: 'RCM only when a loan exists and status is BEHIND.' } };
const invalid = { status: 400, body: { error: 'Invalid body.' } };

export function starting(lender: () => Lender): void {
  const post = (documentId: string, body: object) => lender().client.post(`/v1/documents/${documentId}/rcm`, body);
  const behind = async () => (await givenBorrower(lender())).documentId;
  const current = async () => (await givenBorrower(lender(), { isCurrent: true })).documentId;

  test('A1: a campaign on a loan that is behind is active, logged once and fed once', async () => {
    const documentId = await behind();

    const campaign = await start(lender(), documentId);

    expect(campaign).toMatchObject({ documentId, active: true, state: 'running' });
    expect(typesOf(await logOf(lender(), documentId))).toEqual(['campaign_started']);
    const feed = await lender().client.get('/v1/activity?type=rcm.campaign_started&limit=100');
    const { events } = bodyOf<{ events: { documentId: string }[] }>(feed, 200);
    expect(events.filter((event) => event.documentId === documentId)).toHaveLength(1);
  });

  test('A2: a loan that is current starts nothing, and nothing is logged', async () => {
    const documentId = await current();

    expect(await post(documentId, guidance)).toMatchObject(notBehind);
    expect(await logOf(lender(), documentId)).toEqual([]);
  });

  test('A3: a document without a loan starts nothing, and nothing is logged', async () => {
    const made = await lender().client.post('/v1/documents', { title: 'Boat', chattelType: 'boat' });
    const documentId = bodyOf<{ document: { id: string } }>(made, 201).document.id;

    expect(await post(documentId, guidance)).toMatchObject(notBehind);
    expect(await logOf(lender(), documentId)).toEqual([]);
  });

  test('A4: without a channel the loan is not even looked at', async () => {
    const without = { ...guidance, sms: false, email: false, call: false };

    const answer = await post(await current(), without);

    expect(answer).toMatchObject({ status: 400, body: { error: 'At least one channel must be true.' } });
  });

  test('A5: a tone of 81 characters is too long', async () => {
    expect(await post(await behind(), { ...guidance, tone: 'x'.repeat(81) })).toMatchObject(invalid);
  });

  test('A6: a cadence of 80 characters that nobody understands waits for a schedule', async () => {
    const documentId = await behind();

    const { id, ...campaign } = await start(lender(), documentId, { ...guidance, cadence: 'as needed '.repeat(8) });

    expect(campaign).toMatchObject({ active: true, state: 'awaiting_schedule', schedule: null });
    expect((await seen(lender(), documentId, id)).touches).toEqual([]);
  });

  test('A7: notes are measured before they are trimmed', async () => {
    expect(await post(await behind(), { ...guidance, notes: `${'x'.repeat(2_000)} ` })).toMatchObject(invalid);
  });

  test('A8: notes of three spaces are none', async () => {
    expect(await start(lender(), await behind(), { ...guidance, notes: '   ' })).toMatchObject({ notes: null });
  });

  test('A9: a foreign document is a missing one', async () => {
    const other = await givenLender(lender().platform);
    const documentId = await behind();

    const answer = await other.client.post(`/v1/documents/${documentId}/rcm`, guidance);

    expect(answer).toMatchObject({ status: 404, body: { error: 'Not found.' } });
    expect(await logOf(lender(), documentId)).toEqual([]);
  });

  test('A23: a daily cadence is lowered to three a week', async () => {
    const campaign = await start(lender(), await behind(), { ...guidance, cadence: 'daily' });

    const { startDate = '', slots = [] } = campaign.schedule ?? {};
    const dayOf = (date: string) => (Date.parse(date) - Date.parse(startDate)) / 86_400_000 + 1;
    expect(slots.map(({ date }) => dayOf(date))).toEqual([1, 3, 5, 8, 10, 12, 15, 17, 19, 22, 24, 26]);
    expect(campaign).toMatchObject({ warnings: ['cadence_lowered'] });
  });

  test.each([
    ['A24', 'firm but respectful', []],
    ['A25', 'threatening', ['tone_clamped']],
  ])('%s: a tone of "%s" is neutral', async (_no, tone, warnings) => {
    expect(await start(lender(), await behind(), { ...guidance, tone })).toMatchObject({
      active: true,
      tone,
      toneVariant: 'neutral',
      warnings,
    });
  });

  test('without a token, or with a wrong one, nothing is told', async () => {
    const ask = (authorization: string) => lender().client.get('/v1/documents', { authorization });

    expect(await ask('')).toMatchObject({ status: 401, body: { error: 'Missing Authorization Bearer token.' } });
    expect(await ask('Bearer nobody')).toMatchObject({ status: 401, body: { error: 'Invalid or expired token.' } });
  });
}
