import type { z } from 'zod';
import { newId } from '@fairdue/ids';
import type { Tx } from '@fairdue/store';
import { loadCreditor } from '../creditors/creditor.store.ts';
import type { Creditor } from '../creditors/creditor.store.ts';
import { loadCustomers, saveCustomers } from '../customers/customer.store.ts';
import { unknownCustomer, type Customer } from '../customers/customer.ts';
import type { LoanDocument } from '../documents/document.ts';
import { aimAtBestTime } from '../touches/best-time.ts';
import { readTone } from '../tone/tone.ts';
import { findCampaigns } from './campaign.store.ts';
import type { StartCampaign } from './campaign-body.ts';
import { requestedChannels, type Campaign } from './campaign.ts';
import { planSchedule, planTouches } from './plan-campaign.ts';
import { saveSituations, situationsOf, type Change } from './situation.store.ts';
import { happened, referenceZone, type Actor, type Situation } from './situation.ts';
import { standing } from './standing.ts';
import { endCampaign, reconcile } from './stop-campaign.ts';

/** A campaign that is asked for on a document, alone or as a member of a portfolio campaign. */
export type Start = {
  campaignId: string;
  document: LoanDocument;
  wish: z.output<typeof StartCampaign>;
  portfolio?: { portfolioId: string; arm: string; stands: NonNullable<Situation['portfolio']> };
};

function newCampaign({ campaignId, document, wish, portfolio }: Start, now: Date): Campaign {
  const { variant, warnings } = readTone(wish.tone);
  return {
    ...wish,
    _id: campaignId,
    creditorId: document.creditorId,
    customerId: document.customerId,
    documentId: document._id,
    debtId: document.debtId,
    ...(portfolio && { portfolioId: portfolio.portfolioId, arm: portfolio.arm }),
    state: 'awaiting_schedule',
    toneVariant: variant,
    schedule: null,
    warnings: [...warnings],
    optOuts: { sms: null, email: null, call: null },
    pauseReason: null,
    pausedByHand: false,
    pausedByGuard: null,
    noContactSince: null,
    staffAsked: [],
    lookAgainAt: null,
    endReason: null,
    endedAt: null,
    createdAt: now,
    updatedAt: now,
  };
}

/** Nobody has said whose the document is: its dates wait for that, and what the phrase lacks is told at once. */
const withoutPerson = (situation: Situation, warnings: Campaign['warnings']): Situation => ({
  ...situation,
  campaign: { ...situation.campaign, warnings: [...warnings, 'no_person', ...situation.campaign.warnings] },
});

/** The campaign with its dates. A channel that the person has closed before gets none of them. */
function planned(situation: Situation, now: Date): Situation {
  const { campaign, customer } = situation;
  const { closed } = standing(situation, now);
  const channels = requestedChannels(campaign).filter((channel) => !closed.includes(channel));
  const place = { timeZone: referenceZone(situation), zones: customer.zones };
  const { schedule, warnings } = planSchedule(campaign.cadence, channels, place, now);
  if (campaign.customerId === null) return withoutPerson(situation, warnings);
  const state = schedule ? 'running' : 'awaiting_schedule';
  const scheduled: Campaign = { ...campaign, schedule, state, warnings: [...warnings, ...campaign.warnings] };
  return {
    ...situation,
    campaign: scheduled,
    touches: planTouches(scheduled, () => newId('touch', now.getTime()), now),
  };
}

type Around = { creditor: Creditor; customer: Customer; actor: Actor; now: Date };

/** What a campaign would be if it began now: its dates, and at once what holds and wishes make of it. */
export function begun(start: Start, { creditor, customer, actor, now }: Around): Situation {
  const bare: Situation = {
    campaign: newCampaign(start, now),
    document: start.document,
    customer: { ...customer, campaignsStarted: customer.campaignsStarted + 1 },
    creditor,
    touches: [],
    happenings: [],
    ...(start.portfolio && { portfolio: start.portfolio.stands }),
  };
  const ready = aimAtBestTime(planned(bare, now), now);
  const told = happened(
    ready,
    { kind: 'campaign-started', actor },
    ...ready.touches.map((touch) => ({ kind: 'touch-planned', touch }) as const),
  );
  return reconcile(told, now);
}

/** One live campaign per document: the older one ends, so that two schedules never add up. */
async function supersede(tx: Tx, creditorId: string, starts: readonly Start[], now: Date): Promise<Change[]> {
  const ids = starts.flatMap(({ document }) => document.liveCampaignId ?? []);
  if (ids.length === 0) return [];
  const before = await situationsOf(tx, creditorId, await findCampaigns(tx, creditorId, ids));
  return before
    .filter(({ campaign }) => campaign.state !== 'ended')
    .map((situation) => ({ before: situation, after: endCampaign(situation, 'superseded', now) }));
}

type Terms = { actor: Actor; now: Date; isWanted?: (begun: Situation) => boolean };

/**
 * Starts campaigns on documents of one creditor, as many as there are, in one transaction and a handful of writes.
 * Returns each as it begins; one that is not wanted as it would be (it would end at once) is not stored.
 */
export async function startCampaigns(
  tx: Tx,
  creditorId: string,
  starts: readonly Start[],
  { actor, now, isWanted = () => true }: Terms,
): Promise<Situation[]> {
  const creditor = await loadCreditor(tx, creditorId);
  const customerIds = starts.flatMap(({ document }) => document.customerId ?? []);
  const customers = await loadCustomers(tx, creditorId, customerIds);
  const changed = new Map<string, Customer>();
  const situations: Situation[] = [];
  for (const start of starts) {
    const customerId = start.document.customerId ?? '';
    const customer = changed.get(customerId) ?? customers.get(customerId) ?? unknownCustomer(creditorId, '');
    const situation = begun(start, { creditor, customer, actor, now });
    situations.push(situation);
    if (isWanted(situation) && customerId !== '') changed.set(customerId, situation.customer);
  }
  const wanted = situations.filter(isWanted);
  const stored = new Set(wanted.map(({ campaign }) => campaign._id));
  const superseded = await supersede(tx, creditorId, starts.filter(({ campaignId }) => stored.has(campaignId)), now);
  await saveCustomers(tx, [...changed.values()]);
  await saveSituations(tx, [...superseded, ...wanted.map((after) => ({ before: null, after }))], now);
  return situations;
} // prettier-ignore
