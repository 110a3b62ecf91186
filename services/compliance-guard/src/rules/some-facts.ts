import { placeOf } from '../places/place.ts';
import type { Asked, ContactFacts, CountedContact, Facts, FactValue, RecordedFact, Stop } from './facts.ts';

/** Builders of facts for tests: whatever a test does not care about is in order. */

export const aContact = (over: Partial<ContactFacts> = {}): ContactFacts => ({
  contactId: 'CT-1-A',
  contactType: 'phone',
  externalId: null,
  addressHash: 'hash',
  zones: ['America/New_York'],
  jurisdictions: [],
  isActive: true,
  valid: true,
  label: 'personal',
  affiliation: 'self',
  status: 'primary',
  lineType: 'wireless',
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
  says: {},
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
    debts: asked.debtIds.map((debtId) => ({ debtId, status: 'New', defaultDate: null, itemizationDate: null })),
    settings: { collectorRole: 'thirdParty', applyRegFToFirstParty: true, debtType: 'DEBT_TYPE_CONSUMER' },
    dateZones: zones.slice(0, 1),
    hasAddress: true,
    language: null,
    jurisdictions: [],
    stops: [],
    contacts: [],
    landmarks: [],
    recorded: [],
    ...over,
    zones,
  };
};

/** A hold of everything, from always and without an end. */
export const aStop = (reason: Stop['reason'], over: Partial<Stop> = {}): Stop => ({
  reason,
  source: 'HO-1-A',
  channels: [],
  themes: 'all',
  contactIds: [],
  debtIds: [],
  since: null,
  endsAt: null,
  ...over,
});

/** A collection call that was answered, or a conversation, at a local time of New York in winter. */
export const aCall = (at: string, over: Partial<CountedContact> = {}): CountedContact => ({
  interactionId: `IN-${at}`,
  at: Date.parse(`${at}-05:00`),
  channel: 'voice',
  themeClass: 'collection',
  debtIds: ['LN-1-A'],
  counts: true,
  isConversation: false,
  reach: over.isConversation ? 'spoke' : 'answered',
  contactId: 'CT-1-A',
  label: 'personal',
  lineType: 'wireless',
  affiliation: 'self',
  isAutodialed: false,
  isPrerecorded: false,
  isConsented: false,
  isResponse: false,
  ...over,
});

/** Something recorded long ago that still holds, about whatever is asked. */
export const aFact = (name: string, value: FactValue = true, over: Partial<RecordedFact> = {}): RecordedFact => ({
  name,
  of: null,
  value,
  from: Date.parse('2026-01-01T00:00:00Z'),
  until: null,
  ...over,
});

export const zonesIn = (state: string, zipcode = ''): readonly string[] =>
  placeOf({ state, zipcode, countryCode: 'US' }).zones;
