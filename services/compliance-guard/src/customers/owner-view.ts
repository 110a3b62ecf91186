import { addressHash, type Contact, type CustomerPlacedV1, type DebtPlacedV1 } from '@fairdue/contracts';
import type { z } from 'zod';
import { zonesOfNumber } from '../places/area-codes.ts';
import { placeOf, type PlaceAddress } from '../places/place.ts';
import type { ContactFacts, DebtFacts } from '../rules/facts.ts';
import { trimmed, type Customer } from './customer.ts';

export type CustomerView = z.output<(typeof CustomerPlacedV1)['data']>;
export type DebtView = z.output<(typeof DebtPlacedV1)['data']>;

type Placed = Pick<ContactFacts, 'zones' | 'jurisdictions'>;

export function placeOfAddress(address: PlaceAddress): Placed {
  const { zones, states, isNewYorkCity } = placeOf(address);
  const jurisdictions = states.map((state) => `US-${state}`);
  return { zones, jurisdictions: isNewYorkCity ? [...jurisdictions, 'US-NY/NYC'] : jurisdictions };
}

/** An address brings zones and law; a number brings zones only. */
function placeOfContact({ contactType, value, address }: Contact): Placed {
  if (contactType === 'phone' && value) return { zones: zonesOfNumber(value), jurisdictions: [] };
  if (contactType !== 'address' || !address) return { zones: [], jurisdictions: [] };
  return placeOfAddress(address);
}

function contactFacts(key: string, contact: Contact, earlier: ContactFacts | undefined): ContactFacts {
  const { contactId, contactType, isActive, valid, label, affiliation, status } = contact;
  const { receiveTextMessages, consentAutodialedCall } = contact;
  return {
    contactId,
    contactType,
    externalId: contact.externalId ?? null,
    addressHash: addressHash(key, contact),
    ...placeOfContact(contact),
    isActive,
    valid,
    label,
    affiliation,
    status,
    lineType: contact.lineType ?? null,
    ...(contact.verifiedAt !== undefined && { verifiedAt: contact.verifiedAt }),
    receiveTextMessages,
    consentAutodialedCall,
    wasTextable: receiveTextMessages === true || earlier?.wasTextable === true,
  };
}

/** The customer as recover sees it now. An older view changes nothing, however late it comes. */
export function withCustomerView(customer: Customer, view: CustomerView, addressKey: string): Customer {
  if (view.version <= customer.version) return customer;
  const earlier = new Map(customer.contacts.map((contact) => [contact.contactId, contact]));
  return trimmed({
    ...customer,
    reference: view.reference ?? null,
    version: view.version,
    language: view.language ?? null,
    contacts: view.contacts.map((contact) => contactFacts(addressKey, contact, earlier.get(contact.contactId))),
  });
}

/** A debt as recover sees it now; the newer view wins, per debt. */
export function withDebtView(customer: Customer, view: DebtView): Customer {
  const earlier = customer.debts.find(({ debtId }) => debtId === view.debtId);
  if (earlier && earlier.version >= view.version) return customer;
  const debt: DebtFacts = {
    debtId: view.debtId,
    transactionId: view.transactionId ?? null,
    status: view.status,
    pausedUntil: view.pausedUntil === null ? null : new Date(view.pausedUntil),
    isPaused: view.paused !== null || view.status === 'Paused',
    hasAttorney: view.hasAttorney,
    defaultDate: view.defaultDate ?? null,
    itemizationDate: view.itemizationDate ?? null,
    ...(view.chargeOffDate !== undefined && { chargeOffDate: view.chargeOffDate }),
    ...(view.outOfStatute && { outOfStatute: view.outOfStatute }),
    ...(view.dispute && { dispute: view.dispute }),
    ...(view.lastPaidAt !== undefined && { lastPaidAt: view.lastPaidAt }),
    version: view.version,
  };
  return { ...customer, debts: [...customer.debts.filter(({ debtId }) => debtId !== view.debtId), debt] };
}
