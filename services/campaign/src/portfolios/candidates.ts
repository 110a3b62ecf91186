import assert from 'node:assert/strict';
import { newId } from '@fairdue/ids';
import { findCampaigns } from '../campaigns/campaign.store.ts';
import type { Start } from '../campaigns/start-campaigns.ts';
import { loadCreditor } from '../creditors/creditor.store.ts';
import { hasLoan, type Document } from '../documents/document.ts';
import type { Reader } from '../reader.ts';
import { armOf } from './arms.ts';
import { fits } from './filter.ts';
import { whyNot, type Portfolio, type SkipReason } from './portfolio.ts';

type Tally = Partial<Record<SkipReason, number>>;
export type Candidates = { matched: number; starts: Start[]; skipped: Tally };

export const oneMore = (tally: Tally, reason: SkipReason): Tally => ({ ...tally, [reason]: (tally[reason] ?? 0) + 1 });

/** Which of these documents fit and can get a campaign, each in the arm of its customer; and why the others cannot. */
export async function candidatesAmong(
  from: Reader,
  portfolio: Portfolio,
  documents: readonly Document[],
  now: Date,
): Promise<Candidates> {
  const { _id: portfolioId, creditorId, filter, arms, notes, bestTime, createdAt } = portfolio;
  const stands = { state: portfolio.state, by: portfolio.changedBy };
  const { companyName } = filter.providerName ? await loadCreditor(from, creditorId) : { companyName: '' };
  const matching = documents.filter((document) => fits(filter, document, createdAt, companyName));
  const liveIds = matching.flatMap(({ liveCampaignId }) => liveCampaignId ?? []);
  const live = liveIds.length === 0 ? [] : await findCampaigns(from, creditorId, liveIds);
  const running = new Set(live.filter((campaign) => campaign.state !== 'ended').map(({ documentId }) => documentId));

  const starts: Start[] = [];
  let skipped: Tally = {};
  for (const document of matching) {
    const reason = whyNot(document, running.has(document._id), now);
    if (reason) skipped = oneMore(skipped, reason);
    else {
      assert(hasLoan(document) && document.customerId !== null); // else there is a reason
      const { name: arm, sms, email, call, tone, cadence } = armOf(portfolioId, document.customerId, arms);
      const wish = { sms, email, call, tone, cadence, notes, ...(bestTime !== null && { bestTime }) };
      const campaignId = newId('campaign', now.getTime());
      starts.push({ campaignId, document, wish, portfolio: { portfolioId, arm, stands } });
    }
  }
  return { matched: matching.length, starts, skipped };
}
