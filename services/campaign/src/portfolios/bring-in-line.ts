import type { Deps } from '@fairdue/service';
import type { Tx } from '@fairdue/store';
import { schedule, timer, timerKind } from '@fairdue/timers';
import { applySteps } from '../campaigns/apply-steps.ts';
import { listMembers } from '../campaigns/campaign.store.ts';
import { reconcile } from '../campaigns/stop-campaign.ts';
import type { CampaignConfig } from '../config.ts';
import type { Portfolio } from './portfolio.ts';
import { loadPortfolio, savePortfolio } from './portfolio.store.ts';

export type FollowTimer = { creditorId: string; portfolioId: string; revision: number; after: string };

/** The members that next learn of a pause, a resumption or an end. */
export const memberPage = timerKind<FollowTimer>('portfolio-members', { time: 'business' });

export const scheduleFollowing = (
  tx: Tx,
  { _id: portfolioId, creditorId, revision }: Pick<Portfolio, '_id' | 'creditorId' | 'revision'>,
  after: string,
  now: Date,
): Promise<void> => {
  const id = `${portfolioId}:${revision}:${after}`;
  return schedule(tx, memberPage, [{ id, key: portfolioId, dueAt: now, data: { creditorId, portfolioId, revision, after } }]);
}; // prettier-ignore

/** A later change walks over all members by itself, so an earlier walk ends where it is. */
async function bringPageInLine(tx: Tx, { creditorId, portfolioId, revision, after }: FollowTimer, size: number, now: Date) {
  const portfolio = await loadPortfolio(tx, creditorId, portfolioId);
  if (portfolio.revision !== revision) return;
  const members = await listMembers(tx, creditorId, portfolioId, after, size);
  const steps = members.map(({ _id: campaignId }) => ({
    creditorId,
    campaignId,
    step: (situation: Parameters<typeof reconcile>[0]) => reconcile(situation, now),
  }));
  await applySteps(tx, now, steps);
  const last = members.at(-1);
  if (last && members.length === size) return scheduleFollowing(tx, portfolio, last._id, now);
  await savePortfolio(tx, { ...portfolio, following: false, updatedAt: now });
} // prettier-ignore

/**
 * Has the members of a portfolio campaign show what was decided about it, and takes back what is under way. That none of
 * them is contacted does not wait for this: each is looked at again when its touch falls due.
 */
export const bringMembersInLine = ({ now, config }: Deps<CampaignConfig>) =>
  timer(
    memberPage,
    async (tx, rows) => {
      for (const { data } of rows) await bringPageInLine(tx, data, config.PORTFOLIO_PAGE_DOCUMENTS, now());
    },
    { batchMax: 1 },
  );
