import type { Channel, CreditorSettings } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { AskedDebt, ContactFacts, DebtFacts, Facts, Landmark, RecordedFact } from '../rules/facts.ts';
import { classOfTheme } from '../rules/themes.ts';
import type { Says } from '../rules/words.ts';
import { knownFacts } from './known-facts.ts';
import { awaitsAnswer, countedContacts } from './counted-contacts.ts';
import type { Customer } from './customer.ts';
import { landmarksOf, merged } from './landmarks.ts';
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
  /** What the message is, as far as somebody said so. */
  says?: Says | undefined;
  /** What was recorded later is left out; unsaid, all that is known now counts. */
  knownAt?: Date;
};

const closed: readonly DebtFacts['status'][] = [
  'RetractedByCreditor', 'PaidInFull', 'SettledInFull', 'Fraud', 'ClosedByAgency',
]; // prettier-ignore

export const isOpen = ({ status }: DebtFacts): boolean => !closed.includes(status);

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

/** What was recorded about the person, the contact or the debts asked about. */
function recordedFacts(
  { facts }: Customer,
  contactId: string,
  debtIds: readonly string[],
  knownAt: number,
): RecordedFact[] {
  return knownFacts(facts, knownAt).filter(
    ({ name, of }) => of === null || of === contactId || debtIds.includes(of) || name === 'wrongNumber',
  );
}

/** The law of every state of an address where the customer lives or gets mail, and of the state last named. */
function jurisdictionsOf(homes: readonly ContactFacts[], recorded: Facts['recorded']): string[] {
  const stated = recorded.filter(({ name }) => name === 'statedState').toSorted((a, b) => b.from - a.from)[0];
  const named = typeof stated?.value === 'string' ? [stated.value] : [];
  return [...new Set([...homes.filter(isAddress).flatMap((home) => home.jurisdictions), ...named])].toSorted();
}

/** What events told of the debts and the contact asked about, up to the moment asked about where that is past. */
function landmarksFor(
  { made, contacts, landmarks = [] }: Customer,
  { contactId, at, isPast }: Question,
  debtIds: readonly string[],
): Landmark[] {
  const until = isPast ? at.getTime() : Infinity;
  const told = made.flatMap((each) => landmarksOf(each, contacts));
  return merged(
    [...landmarks, ...told].filter(
      ({ of, at: when }) => when <= until && (of === null || of === contactId || debtIds.includes(of)),
    ),
  );
}

/** What rules may look at of a debt: not how it stands in recover's books. */
const withoutBooks = ({
  transactionId: _transaction,
  pausedUntil: _until,
  isPaused: _paused,
  hasAttorney: _attorney,
  version: _version,
  ...debt
}: DebtFacts): AskedDebt => debt;

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
  const debtIds = debtsAsked(customer, question);
  const recorded = recordedFacts(customer, contact.contactId, debtIds, question.knownAt?.getTime() ?? Infinity);
  const dateZones = zones.length > 0 ? dateZonesOf(homes, contact, zones) : [];
  const counted = countedContacts(customer, recorded, dateZones[0] ?? settings.timeZone, exceptPermitId);
  const says = question.says ?? {};
  return {
    asked: {
      channel,
      theme,
      themeClass: classOfTheme(theme),
      subject,
      isAutodialed: isAutodialed && channel === 'voice',
      says: says.isResponseToInbound
        ? { ...says, isResponseToInbound: awaitsAnswer(customer, channel, at.getTime()) }
        : says,
      debtIds,
      at: at.getTime(),
      date,
    },
    contact,
    debts: customer.debts.filter(({ debtId }) => debtIds.includes(debtId)).map(withoutBooks),
    settings: {
      collectorRole: settings.collectorRole,
      applyRegFToFirstParty: settings.applyRegFToFirstParty,
      debtType: settings.debtType,
      ...(settings.collectorFacts && { collectorFacts: settings.collectorFacts }),
    },
    zones,
    dateZones,
    hasAddress: homes.some(isAddress),
    language: customer.language,
    jurisdictions: jurisdictionsOf(homes, recorded),
    stops: stopsOf(customer, isPast ? at.getTime() : null),
    landmarks: landmarksFor(customer, question, debtIds),
    contacts: isPast ? counted.filter((made) => made.at <= at.getTime()) : counted,
    recorded,
  };
}
