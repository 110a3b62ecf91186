import type { Channel, CreditorSettings, DebtStatus, HoldReason } from '@fairdue/contracts';
import type { Affiliation, ThemeClass } from './rule.ts';

/** The contact somebody would like to make. */
export type Asked = {
  channel: Channel;
  theme: string;
  themeClass: ThemeClass;
  subject: string | null;
  isAutodialed: boolean;
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
  isActive: boolean;
  valid: boolean;
  label: string;
  affiliation: Affiliation;
  status: string;
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
  version: number;
};

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
};

/** Something that stands against contact. Empty lists mean all of them. */
export type Stop = {
  reason: HoldReason;
  /** The hold's id, or the debt or contact whose state it is. */
  source: string;
  channels: readonly Channel[];
  themes: 'all' | 'collection';
  contactIds: readonly string[];
  debtIds: readonly string[];
  endsAt: number | null;
};

/** Everything a rule may look at. Nothing else decides, so the same facts give the same verdict. */
export type Facts = {
  asked: Asked;
  contact: ContactFacts;
  settings: Pick<CreditorSettings, 'collectorRole' | 'applyRegFToFirstParty' | 'debtType'>;
  /** Every zone that an address or a number of the customer points to. */
  zones: readonly string[];
  /** The zones in which dates are counted: those of the newest residence, else of the contact. */
  dateZones: readonly string[];
  hasAddress: boolean;
  stops: readonly Stop[];
  contacts: readonly CountedContact[];
};
