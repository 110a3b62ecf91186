import type { BlockingReason } from '@fairdue/contracts';
import type { Campaign } from '../campaigns/campaign.ts';
import type { Situation } from '../campaigns/situation.ts';
import { unknownCustomer, type Customer } from '../customers/customer.ts';
import { documentFrom } from '../documents/document.ts';
import type { Touch } from '../touches/touch.ts';
import { aDebt, at, ids } from './facts.ts';

/** Tuesday morning in New York: the window of the first slot has just begun. */
export const now = at('2026-12-01T15:00:00Z');

export const aTouch = (over: Partial<Touch> = {}): Touch => ({
  _id: ids.touchId,
  creditorId: ids.creditorId,
  customerId: ids.customerId,
  documentId: ids.documentId,
  debtId: ids.debtId,
  campaignId: ids.campaignId,
  slot: 1,
  channel: 'email',
  contactId: null,
  plannedAt: now,
  dueAt: now,
  windowStart: at('2026-12-01T15:00:00Z'),
  windowEnd: at('2026-12-01T23:00:00Z'),
  state: 'planned',
  attempt: 0,
  reschedules: 0,
  refusedOn: [],
  unreachableOn: [],
  failedContactIds: [],
  closedTries: [],
  subject: 'loanOverdueFirstNotice',
  lastDecision: null,
  interactionId: null,
  templateId: null,
  sentAt: null,
  outcomeReason: null,
  timeBecause: null,
  ...over,
});

const aCampaign = (over: Partial<Campaign> = {}): Campaign => ({
  _id: ids.campaignId,
  creditorId: ids.creditorId,
  customerId: ids.customerId,
  documentId: ids.documentId,
  debtId: ids.debtId,
  state: 'running',
  sms: true,
  email: true,
  call: false,
  tone: 'neutral',
  toneVariant: 'neutral',
  cadence: 'weekly',
  notes: null,
  schedule: {
    source: 'parsed',
    grammarVersion: 1,
    startDate: '2026-12-01',
    timeZone: 'America/New_York',
    slots: [],
    cap: 12,
    ceilingApplied: false,
  },
  warnings: [],
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
  ...over,
});

type Parts = {
  campaign?: Partial<Campaign>;
  touches?: Touch[];
  debt?: Parameters<typeof aDebt>[0];
  customer?: Partial<Customer>;
  thirdParty?: boolean;
};

/** A running campaign over email and text, one touch waiting, everything in order. */
export function aSituation({ campaign, touches, debt, customer, thirdParty = false }: Parts = {}): Situation {
  const document = documentFrom(aDebt(debt), undefined, now);
  if (!document) throw new Error('A first fact always makes a document.');
  const collectorRole = thirdParty ? 'thirdParty' : 'firstParty';
  const { creditorId, customerId } = ids;
  return {
    campaign: aCampaign(campaign),
    document,
    customer: { ...unknownCustomer(creditorId, customerId), zones: ['America/New_York'], ...customer },
    creditor: {
      _id: creditorId,
      creditorId,
      companyName: 'Lender',
      collectorRole,
      timeZone: 'America/New_York',
      bestTime: true,
    },
    touches: touches ?? [aTouch()],
    happenings: [],
  };
}

export const aReason = (over: Partial<BlockingReason> = {}): BlockingReason => ({
  ruleId: 'reg-f-hours',
  reasonCode: 'quietHours',
  category: 'timeOfDay',
  message: 'It is too early.',
  nextAllowedAt: null,
  ...over,
});
