import type { Channel, CreditorSettings } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { ContactFacts, CountedContact, DebtFacts, Facts } from '../rules/facts.ts';
import { classOfTheme } from '../rules/themes.ts';
import type { Customer } from './customer.ts';
import { stopsOf } from './stops-of.ts';

/** One contact somebody would like to make, as it was asked. */
export type Question = {
  channel: Channel;
  theme: string;
  subject: string | null;
  isAutodialed: boolean;
  contactId: string;
  debtIds: readonly string[];
  at: Date;
  /** `YYYY-MM-DD` when only the day was asked about. */
  date: string | null;
  /** A moment long gone is judged by what had happened by then. */
  isPast: boolean;
};

const closed: readonly DebtFacts['status'][] = [
  'RetractedByCreditor', 'PaidInFull', 'SettledInFull', 'Fraud', 'ClosedByAgency',
]; // prettier-ignore

const isOpen = ({ status }: DebtFacts): boolean => !closed.includes(status);

/** None named: collection is about every open debt, anything else about none. */
export function debtsAsked(
  customer: Customer,
  { debtIds, theme }: Pick<Question, 'debtIds' | 'theme'>,
): readonly string[] {
  if (debtIds.length > 0) return [...new Set(debtIds)];
  if (classOfTheme(theme) !== 'collection') return [];
  return customer.debts
    .filter(isOpen)
    .map(({ debtId }) => debtId)
    .toSorted();
}

const livesThere = ({ valid, status, affiliation }: ContactFacts): boolean =>
  valid && status !== 'archived' && (affiliation === 'self' || affiliation === 'spouse');

const isAddress = ({ contactType }: ContactFacts): boolean => contactType === 'address';

/**
 * Where the customer may be: every zone of every address and number, and of the contact asked about. Addresses that
 * nobody can place leave that unknown, whatever numbers say.
 */
function zonesOf(homes: readonly ContactFacts[], contact: ContactFacts): string[] {
  const addresses = homes.filter(isAddress);
  if (addresses.length > 0 && addresses.every(({ zones }) => zones.length === 0)) return [];
  return [...new Set([...homes, contact].flatMap(({ zones }) => zones))].toSorted();
}

/** Ids are sortable by time, so the largest is the newest. */
function dateZonesOf(homes: readonly ContactFacts[], contact: ContactFacts, all: readonly string[]): readonly string[] {
  const newest = homes
    .filter((home) => isAddress(home) && home.zones.length > 0)
    .toSorted((a, b) => (a.contactId < b.contactId ? 1 : -1))
    .at(0);
  if (newest) return newest.zones;
  return contact.zones.length > 0 ? contact.zones : all;
}

/** What limits count: contacts made, and slots reserved by permits that are still open. */
function countedContacts(customer: Customer, exceptPermitId: string | undefined): CountedContact[] {
  const made = customer.made.map(({ interactionId, at, channel, theme, debtIds, counts, isConversation }) => ({
    interactionId,
    at: at.getTime(),
    channel,
    themeClass: classOfTheme(theme),
    debtIds,
    counts,
    isConversation,
  }));
  const reserved = customer.permits
    .filter(({ permitId }) => permitId !== exceptPermitId)
    .map(({ askId, reservedFor, channel, theme, debtIds }) => ({
      interactionId: askId,
      at: reservedFor.getTime(),
      channel,
      themeClass: classOfTheme(theme),
      debtIds,
      counts: true,
      isConversation: false,
    }));
  return [...made, ...reserved];
}

/** Everything the rules may look at for one question. Contacts and debts of others do not exist. */
export function factsOf(
  customer: Customer,
  settings: CreditorSettings,
  question: Question,
  exceptPermitId?: string,
): Facts {
  const contact = customer.contacts.find(({ contactId }) => contactId === question.contactId);
  if (!contact) throw new Refused('not-found', 'contact-not-found', 'That contact is not of this person.');
  const foreign = question.debtIds.find((id) => !customer.debts.some(({ debtId }) => debtId === id));
  if (foreign) throw new Refused('not-found', 'loan-not-found', 'That loan is not of this person.');

  const homes = customer.contacts.filter(livesThere);
  const zones = zonesOf(homes, contact);
  const { channel, theme, subject, isAutodialed, at, date, isPast } = question;
  const counted = countedContacts(customer, exceptPermitId);
  return {
    asked: {
      channel,
      theme,
      themeClass: classOfTheme(theme),
      subject,
      isAutodialed: isAutodialed && channel === 'voice',
      debtIds: debtsAsked(customer, question),
      at: at.getTime(),
      date,
    },
    contact,
    settings: {
      collectorRole: settings.collectorRole,
      applyRegFToFirstParty: settings.applyRegFToFirstParty,
      debtType: settings.debtType,
    },
    zones,
    dateZones: zones.length > 0 ? dateZonesOf(homes, contact, zones) : [],
    hasAddress: homes.some(isAddress),
    stops: stopsOf(customer),
    contacts: isPast ? counted.filter((made) => made.at <= at.getTime()) : counted,
  };
}
