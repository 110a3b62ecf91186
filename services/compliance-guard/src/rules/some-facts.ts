import { placeOf } from '../places/place.ts';
import type { Asked, ContactFacts, CountedContact, Facts } from './facts.ts';

/** Builders of facts for tests: whatever a test does not care about is in order. */

export const aContact = (over: Partial<ContactFacts> = {}): ContactFacts => ({
  contactId: 'CT-1-A',
  contactType: 'phone',
  externalId: null,
  addressHash: 'hash',
  zones: ['America/New_York'],
  isActive: true,
  valid: true,
  label: 'personal',
  affiliation: 'self',
  status: 'primary',
  receiveTextMessages: true,
  consentAutodialedCall: null,
  wasTextable: true,
  ...over,
});

export const anAsk = (over: Partial<Omit<Asked, 'at'>> & { at: string }): Asked => ({
  channel: 'voice',
  theme: 'opsCollDebt',
  themeClass: 'collection',
  subject: null,
  isAutodialed: false,
  debtIds: ['LN-1-A'],
  date: null,
  ...over,
  at: Date.parse(over.at),
});

export const someFacts = (asked: Asked, over: Partial<Facts> = {}): Facts => {
  const zones = over.zones ?? ['America/New_York'];
  return {
    asked,
    contact: aContact(),
    settings: { collectorRole: 'thirdParty', applyRegFToFirstParty: true, debtType: 'DEBT_TYPE_CONSUMER' },
    dateZones: zones.slice(0, 1),
    hasAddress: true,
    stops: [],
    contacts: [],
    ...over,
    zones,
  };
};

/** A collection call that rang, or a conversation, at a local time of New York in winter. */
export const aCall = (at: string, over: Partial<CountedContact> = {}): CountedContact => ({
  interactionId: `IN-${at}`,
  at: Date.parse(`${at}-05:00`),
  channel: 'voice',
  themeClass: 'collection',
  debtIds: ['LN-1-A'],
  counts: true,
  isConversation: false,
  ...over,
});

export const zonesIn = (state: string, zipcode = ''): readonly string[] =>
  placeOf({ state, zipcode, countryCode: 'US' }).zones;
