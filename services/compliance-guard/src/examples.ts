import {
  ContactUnsubscribedV1, CustomerPlacedV1, DebtPlacedV1, InteractionStatusChangedV1, type Contact,
} from '@fairdue/contracts'; // prettier-ignore
import { newId } from '@fairdue/ids';
import type { z } from 'zod';
import type { Ask, Consumption } from './permits/ask.ts';
import type { HoldWish } from './holds/hold.ts';

/** What other services tell and ask, as tests need it: whatever a test does not care about is in order. */

export const creditorId = 'CR-1-A';
export const otherCreditorId = 'CR-1-B';
export const phoneId = 'CT-1-PHONE';
export const emailId = 'CT-1-EMAIL';
export const addressId = 'CT-1-HOME';
export const debtId = 'LN-1-A';
/** A Tuesday in winter, ten in the morning in New York. */
export const morning = '2026-12-01T15:00:00.000Z';

const contact = (over: Partial<Contact> & Pick<Contact, 'contactId' | 'contactType'>): Contact => ({
  isActive: true,
  isPrimary: true,
  valid: true,
  label: 'personal',
  affiliation: 'self',
  status: 'primary',
  receiveTextMessages: null,
  consentAutodialedCall: null,
  ...over,
});

/** A state with no rules of its own but for medical debt, on New York's time. */
const home = { streetLine1: '1 Market Street', city: 'Wilmington', state: 'DE', zipcode: '19801', countryCode: 'US' };

export const contacts: Contact[] = [
  contact({ contactId: phoneId, contactType: 'phone', value: '+12125550142', externalId: 'phone-1', receiveTextMessages: true }),
  contact({ contactId: emailId, contactType: 'email', value: 'dana@example.com' }),
  contact({ contactId: addressId, contactType: 'address', address: home, label: 'home' }),
]; // prettier-ignore

type CustomerView = z.input<(typeof CustomerPlacedV1)['data']>;
type DebtView = z.input<(typeof DebtPlacedV1)['data']>;
type InteractionView = z.input<(typeof InteractionStatusChangedV1)['data']>;

const recordedBy = { kind: 'account' as const, id: 'AC-1-A' };

export const aCustomer = (over: Partial<CustomerView> = {}): CustomerView => ({
  creditorId,
  customerId: newId('customer'),
  reference: newId('customer'),
  name: { first: 'Dana', last: 'Okafor' },
  contacts,
  version: 1,
  recordedBy,
  ...over,
});

export const anUnsubscribe = (
  customer: CustomerView,
  contactIds: string[],
): z.input<(typeof ContactUnsubscribedV1)['data']> => ({
  ...customer,
  version: customer.version + 1,
  contacts: customer.contacts.map((each) => ({ ...each, isActive: each.isActive && !contactIds.includes(each.contactId) })),
  contactIds,
}); // prettier-ignore

export const aDebt = (customerId: string, over: Partial<DebtView> = {}): DebtView => ({
  creditorId,
  customerId,
  debtId,
  transactionId: 'INV-1',
  status: 'New',
  currency: 'USD',
  balanceCents: 50_000,
  initialTotalCents: 50_000,
  itemization: { principalCents: 50_000, interestCents: 0, feesCents: 0, paymentsAndCreditsCents: 0 },
  pausedUntil: null,
  paused: null,
  hasAttorney: false,
  version: 1,
  recordedBy,
  ...over,
});

export const anInteraction = (customerId: string, over: Partial<InteractionView> = {}): InteractionView => ({
  creditorId,
  customerId,
  interactionId: newId('interaction'),
  direction: 'outbound',
  channel: 'voice',
  theme: 'opsCollDebt',
  subject: null,
  contactId: phoneId,
  debtIds: [debtId],
  campaignId: null,
  touchId: null,
  permitId: null,
  status: 'succeeded',
  statusDetails: null,
  agentOutcome: null,
  startedAt: '2026-11-30T15:00:00.000Z',
  version: 1,
  ...over,
});

export const anAsk = (customerId: string, over: Partial<Ask> = {}): Ask => ({
  askId: newId('interaction'),
  creditorId,
  customerId,
  contactId: phoneId,
  channel: 'voice',
  theme: 'opsCollDebt',
  subject: null,
  debtIds: [debtId],
  isAutodialed: false,
  touchId: null,
  ...over,
});

export const theUseOf = (ask: Ask, permitId: string, over: Partial<Consumption> = {}): Consumption => ({
  permitId,
  creditorId: ask.creditorId,
  customerId: ask.customerId,
  contactId: ask.contactId,
  channel: ask.channel,
  askId: ask.askId,
  handOverId: 'hand-over-1',
  ...over,
});

export const anOptOut = (over: Partial<HoldWish> = {}): HoldWish => ({
  reason: 'opted-out',
  channels: [],
  themes: 'collection',
  contactIds: [],
  debtIds: [],
  source: { service: 'campaign', key: newId('campaign'), version: 1 },
  endsAt: null,
  ...over,
});
