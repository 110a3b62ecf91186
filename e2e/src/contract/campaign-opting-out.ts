import { givenBorrower, guidance, logOf, seen, start, type Borrower, type Lender } from './campaign-given.ts';
import { bodyOf } from './given.ts';

const lost = { status: 404, body: { error: 'Campaign not found or access denied.' } };

export function optingOut(lender: () => Lender): void {
  let borrower: Borrower;
  let campaignId = '';
  const optOut = (documentId: string, body: object) =>
    lender().client.post(`/v1/documents/${documentId}/rcm/opt-out`, { campaignId, ...body });
  const touches = async (channel: string) =>
    (await seen(lender(), borrower.documentId, campaignId)).touches.filter((touch) => touch.channel === channel);
  const optOuts = async () =>
    (await logOf(lender(), borrower.documentId)).filter(({ type }) => type === 'opt_out').map(({ data }) => data);

  beforeAll(async () => {
    borrower = await givenBorrower(lender());
    campaignId = (await start(lender(), borrower.documentId, guidance)).id;
  });

  test('A10: who wants no texts gets none, and no more emails for it', async () => {
    const before = await touches('email');

    const answer = await optOut(borrower.documentId, { channel: 'sms', notes: ' By phone. ' });

    expect(answer).toMatchObject({ status: 200, body: { ok: true } });
    expect((await touches('sms')).map(({ state }) => state)).toEqual(Array(6).fill('cancelled'));
    expect(await touches('email')).toEqual(before);
    expect((await seen(lender(), borrower.documentId, campaignId)).campaign.active).toBe(true);
    expect(await optOuts()).toMatchObject([{ notes: 'By phone.', duplicate: false }]);
  });

  test('A11: the same wish again is recorded again', async () => {
    expect(await optOut(borrower.documentId, { channel: 'sms' })).toMatchObject({ status: 200, body: { ok: true } });
    expect(await optOuts()).toMatchObject([{ duplicate: false }, { duplicate: true }]);
  });

  test('A13: a campaign of another document is none of this one', async () => {
    const other = await givenBorrower(lender());

    expect(await optOut(other.documentId, { channel: 'sms' })).toMatchObject(lost);
    expect(await optOut(borrower.documentId, { channel: 'sms', campaignId: 'RC-0-0' })).toMatchObject(lost);
  });

  test('A14: there is no fax', async () => {
    const answer = await optOut(borrower.documentId, { channel: 'fax' });

    expect(answer).toMatchObject({ status: 400, body: { error: 'Invalid body.' } });
    expect(await optOuts()).toHaveLength(2);
  });

  test('A12: who wants nothing more gets nothing, and the guard knows', async () => {
    expect(await optOut(borrower.documentId, { channel: 'all' })).toMatchObject({ status: 200, body: { ok: true } });

    const { campaign, touches: all } = await seen(lender(), borrower.documentId, campaignId);
    expect(campaign).toMatchObject({ active: false, state: 'ended', endReason: 'opt_out_all' });
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['cancelled']));
    const { customerId } = borrower;
    const holds = await lender().agent.get(`/agency/v1/holds?customerId=${customerId}`);
    expect(bodyOf<{ items: object[] }>(holds, 200).items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ reason: 'do-not-interact', channels: [], themes: 'collection' }),
      ]),
    );
    const contactDetails = { contactType: 'email', value: borrower.email };
    const asked = { channel: 'email', theme: 'opsCollDebt', loanId: borrower.debtId, contactDetails };
    const answer = await lender().client.post(`/api/people/${customerId}/can-interact`, asked);
    expect(answer.body).toMatchObject({ data: { result: false, contact: { resolution: 'matched' } } });
  });
}
