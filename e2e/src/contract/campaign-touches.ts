import { eventually } from '@fairdue/testing';
import {
  emailOnly, firstDue, givenBorrower, givenLender, logOf, seen, somebodyOfTheAgency, start, typesOf, type Entry, type Lender,
} from './campaign-given.ts'; // prettier-ignore
import { businessNow, moveTo } from './communicator-given.ts';
import { bodyOf } from './given.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/** What begins tomorrow: the minute drawn for a contact of today may be this very one, and nothing comes before it. */
const fromTomorrow = { ...emailOnly, cadence: 'day 2, day 9' };

/** A cap of the lender's own over all written contacts of a person. One of the agency asks for it, another puts it in force. */
async function givenCap({ agent, platform, creditorId }: Lender, max: number, days: number) {
  const path = '/agency/v1/rules/lender-cap/versions';
  const shape = { kind: 'count', max, window: { days }, unit: 'attempt', channels: ['email', 'text'], per: 'person' };
  const reason = 'The lender wants it.';
  const wish = { creditorId, change: { enforcement: 'block', shape }, reason };
  const { version } = bodyOf<{ version: number }>(await agent.post(path, wish), 201);
  const other = await somebodyOfTheAgency(platform, creditorId);
  bodyOf(await other.post(`${path}/${version}/activation`, { reason }), 200);
  await moveTo(platform, after(await businessNow(platform), 60_000));
}

export function touches(lender: () => Lender): void {
  const move = (to: Date) => moveTo(lender().platform, to);
  const tell = async (path: string, body: object, status: number) =>
    bodyOf(await lender().agent.post(path, body), status);
  const about = (entries: readonly Entry[], ...types: string[]) => entries.filter(({ type }) => types.includes(type));
  const dueOfSlot = async (documentId: string, campaignId: string, slot: number) =>
    (await seen(lender(), documentId, campaignId)).touches.find((touch) => touch.slot === slot);

  test('A15: a touch at a time that does not suit moves to when it does, and the log says by which rule', async () => {
    const { documentId, customerId: personId } = await givenBorrower(lender());
    const { id } = await start(lender(), documentId, { ...emailOnly, cadence: 'day 1 at 10am' });
    const planned = await firstDue(lender(), documentId, id);
    await tell('/agency/v1/preferences', { personId, preferences: { statedInconvenientTimes: ['09:30-13:00'] } }, 201);

    await move(after(planned, 60_000));

    const [touch] = (await seen(lender(), documentId, id)).touches;
    const free = new Date(planned);
    free.setUTCHours(20, 0, 0, 0); // one in the afternoon in Phoenix
    expect(touch).toMatchObject({ state: 'rescheduled', lastDecision: { result: false } });
    const delayMs = Date.parse(touch?.dueAt ?? '') - free.getTime();
    expect(delayMs).toBeGreaterThanOrEqual(0);
    expect(delayMs).toBeLessThanOrEqual(hourMs / 2);
    expect(typesOf(await logOf(lender(), documentId))).toEqual([
      'campaign_started',
      'touch_checked',
      'touch_rescheduled',
    ]);

    await move(after(free, 2 * hourMs));
    expect(await dueOfSlot(documentId, id, 1)).toMatchObject({ state: 'sent' });
  });

  test('A16: a touch that may not be made for nine days is not made at all', async () => {
    const { documentId, customerId: personId } = await givenBorrower(lender());
    const { id } = await start(lender(), documentId, { ...emailOnly, cadence: 'day 1, day 20' });
    const due = await firstDue(lender(), documentId, id);
    const preferences = { statedInconvenientTimes: ['00:00-12:00', '12:00-00:00'] };
    await tell('/agency/v1/preferences', { personId, preferences, until: after(due, 9 * dayMs).toISOString() }, 201);

    await move(after(due, hourMs));

    expect(await dueOfSlot(documentId, id, 1)).toMatchObject({ state: 'skipped', outcomeReason: 'slipped_too_far' });
    expect(typesOf(await logOf(lender(), documentId))).toEqual(['campaign_started', 'touch_checked', 'touch_skipped']);
    expect(await dueOfSlot(documentId, id, 2)).toMatchObject({ state: 'planned' });
  });

  test.each([
    ['a payment of all that is left', 'paid'],
    ['the lender saying that its loan is in order', 'loan_current'],
  ])('A17: %s a minute before a touch keeps it from going out', async (_what, endReason) => {
    const { documentId: ofDebt, customerId, debtId } = await givenBorrower(lender());
    const loan = { providerName: 'Valley Credit', originalAmount: 900, remainingAmount: 300.5, status: 'BEHIND' };
    const made = await lender().client.post('/v1/documents', {
      title: 'Car',
      chattelType: 'vehicle',
      loan,
      personId: customerId,
    });
    const ofLender = bodyOf<{ document: { id: string } }>(made, 201).document.id;
    const documentId = endReason === 'paid' ? ofDebt : ofLender;
    const { id } = await start(lender(), documentId, fromTomorrow);
    const due = await firstDue(lender(), documentId, id);
    await move(after(due, -60_000)); // clocks run on while the request is under way

    if (endReason === 'paid') {
      const payment = { amount: { amount: 100_000, currency: 'USD' }, payee: 'CREDITOR', transactionType: 'PAYMENT' };
      bodyOf(await lender().client.post(`/api/v1/customers/${customerId}/debts/${debtId}/payments/`, payment), 200);
    } else bodyOf(await lender().client.send('PATCH', `/v1/documents/${documentId}/loan`, { status: 'CURRENT' }), 200);
    await move(after(due, 2 * dayMs));

    const { campaign, touches: all } = await seen(lender(), documentId, id);
    expect(campaign).toMatchObject({ active: false, state: 'ended', endReason });
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['cancelled']));
    expect(typesOf(await logOf(lender(), documentId))).toEqual(['campaign_started', 'campaign_ended']);
  });

  test('A18: a dispute while its touch falls due keeps it from going out, or comes after it, and pauses the campaign', async () => {
    const { documentId, debtId } = await givenBorrower(lender());
    const { id } = await start(lender(), documentId, fromTomorrow);
    const due = await firstDue(lender(), documentId, id);
    await move(after(due, -1));

    const [disputed] = await Promise.all([
      lender().agent.post('/agency/v1/disputes', { debtId, reason: 'Says it is not theirs.' }),
      move(after(due, 60_000)),
    ]);

    bodyOf(disputed, 200);
    await move(after(due, hourMs));
    const { campaign, touches: all } = await seen(lender(), documentId, id);
    expect(campaign).toMatchObject({ active: true, state: 'paused', pauseReason: 'disputed' });
    const [first, ...later] = all;
    expect(first?.state).toMatch(/^(skipped|sent)$/);
    expect(new Set(later.map(({ state }) => state))).toEqual(new Set(['planned']));
    await move(after(due, 9 * dayMs));
    const log = await logOf(lender(), documentId);
    expect(about(log, 'touch_sent').length).toBe(first?.state === 'sent' ? 1 : 0);
    expect(about(log, 'touch_skipped').at(-1)).toMatchObject({ data: { reason: 'disputed' } });
    expect((await seen(lender(), documentId, id)).touches[1]).toMatchObject({
      state: 'skipped',
      outcomeReason: 'disputed',
    });
  });

  test('A21: an email that comes back is tried at one other address, once, and counts against no limit', async () => {
    const capped = await givenLender(lender().platform);
    await givenCap(capped, 1, 10);
    const tag = `${process.pid}-${Date.now()}`;
    const emails = [`gone-${tag}+bounce@example.com`, `good-${tag}@example.com`];
    const { documentId, customerId } = await givenBorrower(capped, { emails });
    const { id } = await start(capped, documentId, { ...emailOnly, cadence: 'once' });
    const due = await firstDue(capped, documentId, id);

    await move(after(due, dayMs));

    expect((await seen(capped, documentId, id)).touches).toMatchObject([{ state: 'sent' }]);
    const interactions = await capped.agent.get(`/agency/v1/interactions?customerId=${customerId}`);
    const { items } = bodyOf<{ items: { status: string; contactId: string }[] }>(interactions, 200);
    expect(items).toHaveLength(2);
    const cameBack = items.filter(({ status }) => status === 'failed').map(({ contactId }) => contactId);
    expect(cameBack).toHaveLength(1);
    expect(new Set(items.map(({ contactId }) => contactId)).size).toBe(2);
    await eventually(async () => {
      const customer = await capped.agent.get(`/agency/v1/customers/${customerId}`);
      const { contacts } = bodyOf<{ contacts: { contactId: string; valid: boolean }[] }>(customer, 200);
      return contacts.some(({ contactId, valid }) => cameBack.includes(contactId) && !valid);
    }, 30_000);
  });

  test('A22: of two campaigns of one person, due together, only one passes a limit that has room for one', async () => {
    const { platform } = lender();
    const capped = await givenLender(platform);
    await givenCap(capped, 1, 10);
    const { documentIds } = await givenBorrower(capped, { debts: 2 });
    const wish = { ...emailOnly, cadence: 'once' };
    const started = await Promise.all(documentIds.map((documentId) => start(capped, documentId, wish)));
    const dues = await Promise.all(
      documentIds.map((documentId, i) => firstDue(capped, documentId, started[i]?.id ?? '')),
    );

    await moveTo(platform, after(new Date(Math.max(...dues.map((due) => due.getTime()))), dayMs));

    const states = await Promise.all(
      documentIds.map(
        async (documentId, i) => (await seen(capped, documentId, started[i]?.id ?? '')).touches[0]?.state,
      ),
    );
    expect(states.toSorted((a = '', b = '') => a.localeCompare(b))).toEqual(['sent', 'skipped']);
    const logs = await Promise.all(documentIds.map((documentId) => logOf(capped, documentId)));
    expect(logs.flatMap((log) => about(log, 'touch_sent'))).toHaveLength(1);
  });
}
