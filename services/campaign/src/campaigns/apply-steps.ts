import type { Tx } from '@fairdue/store';
import { byCreditor } from './by-creditor.ts';
import { findCampaigns, findLiveCampaigns } from './campaign.store.ts';
import type { Campaign } from './campaign.ts';
import { saveSituations, situationsOf } from './situation.store.ts';
import type { Situation } from './situation.ts';

/** What a fact or a timer does to one campaign. */
export type CampaignStep = { creditorId: string; campaignId: string; step: (situation: Situation) => Situation };

/** Takes many campaigns one or more steps on, in the order given, with a handful of reads and bulk writes. */
export async function applySteps(tx: Tx, now: Date, steps: readonly CampaignStep[]): Promise<void> {
  for (const [creditorId, own] of byCreditor(steps)) {
    const campaigns = await findCampaigns(tx, creditorId, [...new Set(own.map(({ campaignId }) => campaignId))]);
    await apply(tx, now, creditorId, campaigns, (campaign) =>
      own.filter(({ campaignId }) => campaignId === campaign._id).map(({ step }) => step),
    );
  }
}

/** Takes the live campaigns of these customers one step on. Most customers have none, and cost one read together. */
export async function applyToLive(
  tx: Tx,
  now: Date,
  creditorId: string,
  customerIds: readonly string[],
  step: (situation: Situation) => Situation,
): Promise<void> {
  const campaigns = await findLiveCampaigns(tx, creditorId, customerIds);
  await apply(tx, now, creditorId, campaigns, () => [step]);
}

async function apply(
  tx: Tx,
  now: Date,
  creditorId: string,
  campaigns: readonly Campaign[],
  stepsOf: (campaign: Campaign) => ((situation: Situation) => Situation)[],
): Promise<void> {
  const before = await situationsOf(tx, creditorId, campaigns);
  const changes = before
    .map((situation) => ({
      before: situation,
      after: stepsOf(situation.campaign).reduce((current, step) => step(current), situation),
    }))
    .filter((change) => change.after !== change.before);
  await saveSituations(tx, changes, now);
}
