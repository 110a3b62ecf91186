import assert from 'node:assert/strict';
import type { Deps } from '@fairdue/service';
import type { Tx } from '@fairdue/store';
import { schedule, timer, timerKind } from '@fairdue/timers';
import type { Situation } from '../campaigns/situation.ts';
import { startCampaigns } from '../campaigns/start-campaigns.ts';
import type { CampaignConfig } from '../config.ts';
import { claimDocuments, walkDocuments } from '../documents/document.store.ts';
import { lotOf } from '../documents/document.ts';
import { candidatesAmong, oneMore } from './candidates.ts';
import { statusesOf } from './filter.ts';
import { placedIn, withDocument, type Member } from './member.ts';
import { insertMembers, loadMembers, saveMembers } from './member.store.ts';
import type { Planning, Portfolio } from './portfolio.ts';
import { loadPortfolio, savePortfolio } from './portfolio.store.ts';

export type PageTimer = { creditorId: string; portfolioId: string; page: number };

/** The next page of documents to go through. On business time, so that a clock that is moved waits for it. */
export const planPage = timerKind<PageTimer>('portfolio-page', { time: 'business' });

/** A page has an id of its own: a worker that was left behind with an earlier one finds nothing to take. */
export const schedulePage = (tx: Tx, { _id: portfolioId, creditorId, planning: { page } }: Portfolio, now: Date) =>
  schedule(tx, planPage, [
    { id: `${portfolioId}:${page}`, key: portfolioId, dueAt: now, data: { creditorId, portfolioId, page } },
  ]);

/** Puts the customers of new campaigns into their arms; a second document of a customer joins the first. */
async function place(tx: Tx, portfolio: Portfolio, begun: readonly Situation[], now: Date): Promise<Portfolio['placed']> {
  const { _id: portfolioId, creditorId } = portfolio;
  const known = await loadMembers(tx, creditorId, portfolioId, begun.map(({ customer }) => customer._id));
  const after = new Map<string, Member>(known);
  const placed = structuredClone(portfolio.placed);
  for (const { campaign: { _id: campaignId, debtId, arm }, customer: { _id: customerId } } of begun) {
    assert(arm !== undefined);
    const member = after.get(customerId);
    const counted = (placed[arm] ??= { customers: 0, documents: 0 });
    counted.documents++;
    if (!member) counted.customers++;
    after.set(
      customerId,
      member
        ? withDocument(member, { campaignId, debtId })
        : placedIn({ portfolioId, creditorId, customerId, arm }, { campaignId, debtId }, now),
    );
  }
  await insertMembers(tx, [...after.values()].filter(({ customerId }) => !known.has(customerId)));
  await saveMembers(tx, [...after.values()].filter((member) => known.has(member.customerId) && known.get(member.customerId) !== member));
  return placed;
} // prettier-ignore

/** A page holds as many documents; where few of them fit, several are read for it, so that a narrow filter is not slow. */
const readsPerPage = 10;

async function readPage(tx: Tx, portfolio: Portfolio, size: number, now: Date) {
  const { creditorId, filter, planning } = portfolio;
  const found = { examined: 0, matched: 0, after: planning.after, isLast: false };
  const starts = [];
  let { skipped } = planning;
  for (let read = 0; read < readsPerPage && starts.length < size / 2 && !found.isLast; read++) {
    const walk = { statuses: statusesOf(filter), after: found.after, limit: size };
    const documents = await walkDocuments(tx, creditorId, walk);
    const last = documents.at(-1);
    const among = await candidatesAmong(tx, portfolio, documents, now);
    found.examined += documents.length;
    found.matched += among.matched;
    if (last) found.after = lotOf(last._id);
    found.isLast = documents.length < size;
    starts.push(...among.starts);
    for (const [reason, count] of Object.entries(among.skipped))
      skipped = { ...skipped, [reason]: (skipped[reason as keyof typeof skipped] ?? 0) + count };
  }
  return { ...found, starts, skipped };
}

/**
 * Goes one page of documents on: campaigns with their dates, members, progress and the timer of the next page are one
 * transaction. What a crash leaves is a page that was done and one that was not.
 */
export async function planOnePage(tx: Tx, { creditorId, portfolioId, page }: PageTimer, size: number, now: Date) {
  const portfolio = await loadPortfolio(tx, creditorId, portfolioId);
  const { planning, startedBy } = portfolio;
  if (planning.state !== 'underway' || planning.page !== page) return;
  const { starts, examined, matched, after, isLast, ...read } = await readPage(tx, portfolio, size, now);

  const isWanted = ({ campaign }: Situation): boolean => campaign.state !== 'ended';
  const begun = await startCampaigns(tx, creditorId, starts, { actor: startedBy, now, isWanted });
  const stored = begun.filter(isWanted);
  let { skipped } = read;
  for (const { campaign } of begun) if (campaign.endReason) skipped = oneMore(skipped, campaign.endReason);
  await claimDocuments(tx, creditorId, stored.map(({ campaign: { documentId, _id: campaignId } }) => ({ documentId, campaignId })));
  const placed = await place(tx, portfolio, stored, now);

  const went: Planning = {
    state: isLast ? 'done' : 'underway',
    page: page + 1,
    after,
    examined: planning.examined + examined,
    matched: planning.matched + matched,
    started: planning.started + stored.length,
    skipped,
  };
  const next = { ...portfolio, planning: went, placed, updatedAt: now, ...(isLast && { plannedAt: now }) };
  await savePortfolio(tx, next);
  if (!isLast) await schedulePage(tx, next, now);
} // prettier-ignore

/** Plans the members of portfolio campaigns, a page in a transaction. One that has many pages holds up no other for long. */
export const planPortfolios = ({ now, config }: Deps<CampaignConfig>) =>
  timer(
    planPage,
    async (tx, rows) => {
      for (const { data } of rows) await planOnePage(tx, data, config.PORTFOLIO_PAGE_DOCUMENTS, now());
    },
    { batchMax: 1 },
  );
