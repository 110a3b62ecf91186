import { eventually } from '@fairdue/testing';
import { emailOnly, givenBorrower, givenLender, logOf, start, typesOf, type Lender } from './campaign-given.ts';
import { bodyOf } from './given.ts';

type Portfolio = { id: string; state: string; membersFollowing: boolean; progress: Record<string, unknown> };

/** One call over all documents that fit a filter. */
export function portfolios(lender: () => Lender): void {
  test('a campaign over a filter starts one on each document that fits, and is paused and ended as one', async () => {
    const own = await givenLender(lender().platform);
    const [one, other] = [await givenBorrower(own), await givenBorrower(own)];
    await givenBorrower(own, { isCurrent: true });
    await start(own, other.documentId, emailOnly);
    const wish = { ...emailOnly, filter: { status: 'BEHIND', remainingAmount: { min: 500 } } };

    const preview = bodyOf<{ starting: unknown; skipped: unknown; calendar: unknown[] }>(
      await own.client.post('/v1/rcm/campaigns/preview', wish),
      200,
    );
    const exactlyOne = { value: 1, low: 1, high: 1 };
    expect(preview).toMatchObject({ starting: exactlyOne, skipped: { already_running: exactlyOne } });
    expect(preview.calendar).toHaveLength(30);

    const { campaign } = bodyOf<{ campaign: Portfolio }>(await own.client.post('/v1/rcm/campaigns', wish), 202);
    const progress = { state: 'done', share: 1, matched: 2, started: 1, skipped: { already_running: 1 } };
    const path = `/v1/rcm/campaigns/${campaign.id}`;
    await eventually(async () => {
      const { campaign: now } = bodyOf<{ campaign: Portfolio }>(await own.client.get(path), 200);
      return now.progress['state'] === 'done' && expect(now.progress).toMatchObject(progress) === undefined;
    }, 30_000);

    const memberState = async () => {
      const { campaigns } = bodyOf<{ campaigns: { state: string }[] }>(
        await own.client.get(`/v1/documents/${one.documentId}/rcm`),
        200,
      );
      return campaigns.map(({ state }) => state).join();
    };
    expect(await memberState()).toBe('running');
    bodyOf(await own.client.post(`${path}/pause`, {}), 200);
    await eventually(async () => (await memberState()) === 'paused', 30_000);
    bodyOf(await own.client.post(`${path}/cancel`, { reason: 'The lender sold them.' }), 200);
    await eventually(async () => (await memberState()) === 'ended', 30_000);
    expect(typesOf(await logOf(own, one.documentId))).toEqual([
      'campaign_started',
      'campaign_paused',
      'campaign_ended',
    ]);
    bodyOf(await lender().client.get(path), 404);
  });
}
