import { Router } from 'express';
import { z } from 'zod';
import { answerWith, caller, idempotent, read, requirePermission, theCreditor } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import { transaction, type Tx } from '@fairdue/store';
import { loadCreditor } from '../creditors/creditor.store.ts';
import { loadCustomers, saveCustomers } from '../customers/customer.store.ts';
import { unknownCustomer } from '../customers/customer.ts';
import { claimDocument, ownerOf } from '../documents/document.store.ts';
import { loanStatus, type Document, type LoanDocument } from '../documents/document.ts';
import { aimAtBestTime } from '../touches/best-time.ts';
import { readTone } from '../tone/tone.ts';
import { findCampaigns } from './campaign.store.ts';
import { requestedChannels, type Campaign } from './campaign.ts';
import { requireChannel, StartCampaign } from './campaign-body.ts';
import { campaignWire } from './campaign-wire.ts';
import { planSchedule, planTouches } from './plan-campaign.ts';
import { saveSituations, situationsOf, type Change } from './situation.store.ts';
import { happened, referenceZone, type Actor, type Situation } from './situation.ts';
import { standing } from './standing.ts';
import { endCampaign, reconcile } from './stop-campaign.ts';

type Wish = z.output<typeof StartCampaign>;

function requireBehind(document: Document, now: Date): asserts document is LoanDocument {
  const { loan, debtId } = document;
  if (loan && loanStatus(loan, now) === 'BEHIND') return;
  const detail = 'RCM only when a loan exists and status is BEHIND.';
  const problem = !loan ? 'there is no loan' : debtId === null ? 'CURRENT' : loan.debtStatus;
  throw new Refused('malformed', 'loan-not-behind', detail, [{ path: 'loan.status', problem }]);
}

/** One live campaign per document: the older one ends, so that two schedules never add up. */
async function supersede(tx: Tx, document: Document, now: Date): Promise<Change[]> {
  if (document.liveCampaignId === null) return [];
  const live = await findCampaigns(tx, document.creditorId, [document.liveCampaignId]);
  const before = await situationsOf(tx, document.creditorId, live);
  return before
    .filter(({ campaign }) => campaign.state !== 'ended')
    .map((situation) => ({ before: situation, after: endCampaign(situation, 'superseded', now) }));
}

function newCampaign(_id: string, document: Document, wish: Wish, now: Date): Campaign {
  const { variant, warnings } = readTone(wish.tone);
  return {
    ...wish,
    _id,
    creditorId: document.creditorId,
    customerId: document.customerId,
    documentId: document._id,
    debtId: document.debtId,
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
  const { campaign, customer, document } = situation;
  const { closed } = standing(campaign, document.loan, customer, now);
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

async function start(tx: Tx, creditorId: string, documentId: string, wish: Wish, actor: Actor, now: Date) {
  const campaignId = newId('campaign', now.getTime());
  const document = await claimDocument(tx, creditorId, documentId, campaignId);
  requireBehind(document, now);
  const creditor = await loadCreditor(tx, creditorId);
  const customers = await loadCustomers(tx, creditorId, document.customerId === null ? [] : [document.customerId]);
  const known = customers.get(document.customerId ?? '') ?? unknownCustomer(creditorId, '');
  const customer = { ...known, campaignsStarted: known.campaignsStarted + 1 };
  const superseded = await supersede(tx, document, now);

  const campaign = newCampaign(campaignId, document, wish, now);
  const bare: Situation = { campaign, document, customer, creditor, touches: [], happenings: [] };
  const ready = aimAtBestTime(planned(bare, now), now);
  const told = happened(
    ready,
    { kind: 'campaign-started', actor },
    ...ready.touches.map((touch) => ({ kind: 'touch-planned', touch }) as const),
  );
  const after = reconcile(told, now);
  await saveCustomers(tx, document.customerId === null ? [] : [customer]);
  await saveSituations(tx, [...superseded, { before: null, after }], now);
  return after;
}

/** M1: starts a campaign on a document whose loan is behind. */
export const startCampaignRoute = ({ db, now }: Deps) =>
  Router().post('/v1/documents/:documentId/rcm', idempotent({ db }), async (req, res) => {
    const by = caller(req);
    requirePermission(by, 'campaign.campaigns:write');
    const documentId = read(z.string(), req.params['documentId']);
    const wish = read(StartCampaign, req.body);
    requireChannel(wish);
    const creditorId = theCreditor(by, await ownerOf(db, by.creditorIds, documentId));

    const actor: Actor = { kind: 'user', id: by.accountId };
    const body = await transaction(db, async (tx) => {
      const { campaign, touches } = await start(tx, creditorId, documentId, wish, actor, now());
      const answer = { campaign: campaignWire(campaign, touches) };
      await answerWith(tx, req, 201, answer);
      return answer;
    });

    res.status(201).json(body);
  });
