import type { TouchChannel } from '../cadence/cadence.ts';
import type { Creditor } from '../creditors/creditor.store.ts';
import type { Customer } from '../customers/customer.ts';
import type { LoanDocument } from '../documents/document.ts';
import type { Touch } from '../touches/touch.ts';
import type { PortfolioState } from '../portfolios/portfolio-state.ts';
import type { Campaign, EndReason, StaffTask } from './campaign.ts';

/** Who did something: a login, the platform by itself, or the person. */
export type Actor = { kind: 'user' | 'system' | 'borrower'; id: string };
export const system: Actor = { kind: 'system', id: 'campaign' };

/** Who of the staff did it, and why in their own words. */
export type ByHand = { actor: Actor; note?: string | null };

/** Something that became true of a campaign. Storing a situation turns each into facts, log entries and timers. */
export type Happening =
  | { kind: 'campaign-started'; actor: Actor }
  | { kind: 'cadence-changed'; from: string; by: ByHand }
  | { kind: 'person-named'; by: ByHand }
  | { kind: 'campaign-paused'; reason: string; by?: ByHand | undefined }
  | { kind: 'campaign-resumed'; by?: ByHand | undefined }
  | { kind: 'campaign-ended'; reason: EndReason; by?: ByHand | undefined }
  | { kind: 'opted-out'; channel: TouchChannel | 'all'; actor: Actor; source: string; notes: string | null; duplicate: boolean }
  | { kind: 'touch-planned'; touch: Touch }
  | { kind: 'staff-asked'; task: StaffTask; channel: string | null; because: string }
  | { kind: 'touch-due'; touch: Touch; because: string | null }
  | { kind: 'touch-checked'; touch: Touch; decision: Record<string, unknown> }
  | { kind: 'touch-rescheduled'; touch: Touch; from: Date; ruleId: string | null; because: string }
  | { kind: 'touch-sent'; touch: Touch; inFlight: boolean }
  | { kind: 'touch-failed'; touch: Touch; reason: string }
  | { kind: 'touch-skipped'; touch: Touch; reason: string }
  | { kind: 'touch-cancelled'; touch: Touch; reason: string }; // prettier-ignore

/** A campaign with all that decides about it, as of one instant. Rules take one and give the next. */
export type Situation = {
  campaign: Campaign;
  document: LoanDocument;
  customer: Customer;
  creditor: Creditor;
  touches: Touch[];
  happenings: Happening[];
  /** Of a member of a portfolio campaign: how that stands, which holds for all its members, and who made it so. */
  portfolio?: { state: PortfolioState; by: ByHand };
};

export const happened = (situation: Situation, ...happenings: Happening[]): Situation => ({
  ...situation,
  happenings: [...situation.happenings, ...happenings],
});

export const withTouch = (situation: Situation, touch: Touch): Situation => ({
  ...situation,
  touches: situation.touches.map((each) => (each._id === touch._id ? touch : each)),
});

export const withCampaign = (situation: Situation, changed: Partial<Campaign>, now: Date): Situation => ({
  ...situation,
  campaign: { ...situation.campaign, ...changed, updatedAt: now },
});

type Asked = { task: StaffTask; channel: string | null; because: string };

/** Something that only a person at the lender can do. Asked once of a campaign, and once for each channel. */
export function askStaff(situation: Situation, { task, channel, because }: Asked, now: Date): Situation {
  const asked = channel === null ? task : `${task}:${channel}`;
  const { staffAsked } = situation.campaign;
  if (staffAsked.includes(asked)) return situation;
  const noted = withCampaign(situation, { staffAsked: [...staffAsked, asked] }, now);
  return happened(noted, { kind: 'staff-asked', task, channel, because });
}

export const referenceZone = ({ customer, creditor }: Pick<Situation, 'customer' | 'creditor'>): string =>
  customer.zones[0] ?? creditor.timeZone;
