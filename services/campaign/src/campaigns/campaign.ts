import type { TouchChannel } from '../cadence/cadence.ts';
import type { CadenceWarning } from '../cadence/schedule.ts';
import type { ToneVariant, ToneWarning } from '../tone/tone.ts';

export type CampaignState = 'running' | 'awaiting_schedule' | 'paused' | 'ended';
export type CampaignWarning = CadenceWarning | ToneWarning | 'cadence_not_understood' | 'no_person';

/** The normalised schedule of the wire: what the phrase became, with windows as instants. */
export type StoredSchedule = {
  /** `operator` where a person gave the phrase after the start. */
  source: 'parsed' | 'operator';
  grammarVersion: 1;
  startDate: string;
  timeZone: string;
  slots: { slot: number; date: string; windowStart: Date; windowEnd: Date; channel: TouchChannel }[];
  cap: number;
  ceilingApplied: boolean;
};

export type EndReason =
  | 'loan_current' | 'paid' | 'settled' | 'retracted' | 'closed' | 'deceased' | 'ceased' | 'opt_out_all'
  | 'all_channels_opted_out' | 'no_contact' | 'completed' | 'superseded' | 'schedule_never_set' | 'dispute_upheld'
  | 'discharged' | 'cancelled' | 'document_deleted'; // prettier-ignore

/** What the platform cannot do by itself: get a consent, or ask whether a wish for silence came in writing. */
export type StaffTask = 'obtain_consent' | 'ask_whether_written';

export type Campaign = {
  _id: string;
  creditorId: string;
  /** Null while nobody has said whose the document is: nothing is planned before. */
  customerId: string | null;
  documentId: string;
  debtId: string | null;
  /** Absent on a campaign that was started alone. */
  portfolioId?: string;
  arm?: string;
  state: CampaignState;
  sms: boolean;
  email: boolean;
  call: boolean;
  tone: string;
  toneVariant: ToneVariant;
  cadence: string;
  notes: string | null;
  /** Absent: as the creditor's settings say. */
  bestTime?: boolean | undefined;
  schedule: StoredSchedule | null;
  warnings: CampaignWarning[];
  optOuts: Record<TouchChannel, Date | null>;
  pauseReason: string | null;
  /** Somebody of the staff paused it, and has not resumed it since. */
  pausedByHand: boolean;
  /** A pause that only the guard's refusal told of. It lasts until a fact says that the cause has gone. */
  pausedByGuard: string | null;
  /** Since when no channel had a contact to use. */
  noContactSince: Date | null;
  /** What staff were asked to do, so that they are asked once. */
  staffAsked: string[];
  /** When something that stands now ends, or begins, without anybody saying so: it is looked at anew then. */
  lookAgainAt: Date | null;
  endReason: EndReason | null;
  endedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
};

/** The order in which channels take turns, and in which a refused touch looks for another. */
const channelOrder = ['email', 'sms', 'call'] as const satisfies TouchChannel[];

export const requestedChannels = (campaign: Pick<Campaign, TouchChannel>): TouchChannel[] =>
  channelOrder.filter((channel) => campaign[channel]);

/** Requested, and not opted out of. */
export const openChannels = (campaign: Campaign): TouchChannel[] =>
  requestedChannels(campaign).filter((channel) => campaign.optOuts[channel] === null);
