import type { Channel, CreditorSettings, DebtStatus } from '@fairdue/contracts';
import type { LandmarkFact } from './landmark.ts';
import type { Affiliation, HoldKind, Says, ThemeClass } from './words.ts';

/** The contact somebody would like to make. */
export type Asked = {
  channel: Channel;
  theme: string;
  themeClass: ThemeClass;
  subject: string | null;
  isAutodialed: boolean;
  says: Says;
  debtIds: readonly string[];
  at: number;
  /** Set when only the day was asked about: then the time of day is left open. */
  date: string | null;
};

export type ContactFacts = {
  contactId: string;
  contactType: 'email' | 'phone' | 'address';
  externalId: string | null;
  /** Keyed hash of the address: equal for the same address, and tells nobody which. */
  addressHash: string;
  zones: readonly string[];
  /** Of an address: the state and city whose law it brings, as `US-NY` and `US-NY/NYC`. A number brings none. */
  jurisdictions: readonly string[];
  isActive: boolean;
  valid: boolean;
  label: string;
  affiliation: Affiliation;
  status: string;
  lineType: 'wireless' | 'residential' | 'business' | null;
  /** Absent: nobody made sure whose it is. */
  verifiedAt?: string;
  receiveTextMessages: boolean | null;
  consentAutodialedCall: boolean | null;
  /** Was it ever enabled for texts? Only then is a `false` a withdrawal. */
  wasTextable: boolean;
};

export type DebtFacts = {
  debtId: string;
  transactionId: string | null;
  status: DebtStatus;
  pausedUntil: Date | null;
  isPaused: boolean;
  hasAttorney: boolean;
  defaultDate: string | null;
  itemizationDate: string | null;
  /** What recover tells of it beside; absent where it did not. */
  chargeOffDate?: string;
  outOfStatute?: { date?: string | undefined; flag?: boolean | undefined };
  dispute?: { openedAt: string; answer?: string | undefined; answeredAt?: string | undefined };
  lastPaidAt?: string;
  version: number;
};

/** Of a debt what rules look at. */
export type AskedDebt = Omit<DebtFacts, 'transactionId' | 'pausedUntil' | 'isPaused' | 'hasAttorney' | 'version'>;

/** How far a contact got; the units that limits count follow from it. */
export type Reach =
  'not-connected' | 'no-answer' | 'silent-voicemail' | 'voicemail' | 'answered' | 'spoke' | 'third-party' | 'sent';

/** A contact made, or reserved to be made, as far as limits count it. */
export type CountedContact = {
  interactionId: string;
  at: number;
  channel: Channel;
  themeClass: ThemeClass;
  /** Empty: about every debt. */
  debtIds: readonly string[];
  /** Does it use up a limit? A failed one does not, nor one that the customer began. */
  counts: boolean;
  isConversation: boolean;
  reach: Reach;
  contactId: string | null;
  /** Of the contact it was made to; null when that is not known any more. */
  label: string | null;
  lineType: ContactFacts['lineType'];
  affiliation: Affiliation | null;
  isAutodialed: boolean;
  isPrerecorded: boolean;
  /** Made with the customer's direct consent to this call. */
  isConsented: boolean;
  isResponse: boolean;
};

/** Something that stands against contact. Empty lists mean all of them. */
export type Stop = {
  reason: HoldKind;
  /** The hold's id, or the debt or contact whose state it is. */
  source: string;
  channels: readonly Channel[];
  themes: 'all' | 'collection';
  contactIds: readonly string[];
  debtIds: readonly string[];
  /** Since when; null where its owner did not say. */
  since: number | null;
  /** Stands against nothing before; absent: from the first. */
  startsAt?: number;
  endsAt: number | null;
};

export type FactValue = boolean | string | readonly string[];

/** One thing somebody recorded: true from `from` until `until`, about the contact or debt `of`, or about all of them. */
export type RecordedFact = {
  name: string;
  of: string | null;
  value: FactValue;
  from: number;
  until: number | null;
};

/** When something first, or last, happened about the debt or by the contact `of`, or about all of them. */
export type Landmark = { fact: LandmarkFact; of: string | null; at: number };

/** Everything a rule may look at. Nothing else decides, so the same facts give the same verdict. */
export type Facts = {
  asked: Asked;
  contact: ContactFacts;
  debts: readonly AskedDebt[];
  settings: Pick<CreditorSettings, 'collectorRole' | 'applyRegFToFirstParty' | 'debtType' | 'collectorFacts'>;
  /** Every zone that an address or a number of the customer points to. */
  zones: readonly string[];
  /** The zones in which dates are counted: those of the newest residence, else of the contact. */
  dateZones: readonly string[];
  hasAddress: boolean;
  /** The one the customer prefers, where the creditor said so. */
  language: string | null;
  /** States and cities whose law the customer's addresses bring, beside that of the United States. */
  jurisdictions: readonly string[];
  stops: readonly Stop[];
  contacts: readonly CountedContact[];
  landmarks: readonly Landmark[];
  /** Valid at any time, known at the time asked about. */
  recorded: readonly RecordedFact[];
};
