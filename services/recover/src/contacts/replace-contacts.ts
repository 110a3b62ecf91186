import { isDeepStrictEqual } from 'node:util';
import type { Fault } from '@fairdue/refused';
import type { CustomerReplacement } from '../customers/replacement.schema.ts';
import { inputInvalid } from '../wire/read-wire.ts';
import type { NamedEntryMeta } from '../wire/scalars.ts';
import { changedAt, newAddress, newEmail, newPhone, withPrimaries, type Contact, type Terms } from './contact.ts';

type Lists = Pick<CustomerReplacement, 'addresses' | 'phones' | 'emails'>;
type Entry = { path: string; meta: NamedEntryMeta; contact: Contact };

const entriesOf = ({ addresses, phones = [], emails }: Lists, terms: Terms): Entry[] => [
  ...addresses.map((e, i) => ({ path: `addresses[${i}]`, meta: e.meta, contact: newAddress(e, terms) })),
  ...phones.map((e, i) => ({ path: `phones[${i}]`, meta: e.meta ?? {}, contact: newPhone(e, terms) })),
  ...emails.map((e, i) => ({ path: `emails[${i}]`, meta: e.meta ?? {}, contact: newEmail(e, terms) })),
];

/** An entry without an id that says what another says already adds nothing. */
const withoutRepeats = (entries: readonly Entry[]): Entry[] =>
  entries.filter(
    ({ meta, contact: { key } }, i) =>
      meta.id !== undefined ||
      !entries.some(({ meta: other, contact }, j) => contact.key === key && (other.id !== undefined || j < i)),
  );

const isNamedBy = ({ meta, contact }: Entry, { contactId, kind }: Contact): boolean =>
  meta.id === contactId && contact.kind === kind;

function requireKnownIds(entries: readonly Entry[], stored: readonly Contact[]): void {
  const faults: Fault[] = entries
    .filter((entry, i) => {
      const { id } = entry.meta;
      const isFirst = entries.findIndex(({ meta }) => meta.id === id) === i;
      return id !== undefined && !(isFirst && stored.some((contact) => isNamedBy(entry, contact)));
    })
    .map(({ path }) => ({ path: `${path}.meta.id`, problem: 'must name a stored entry of this list, once' }));
  if (faults.length > 0) throw inputInvalid('Invalid contact information.', faults);
}

const askedForSilence = ({ unsubscribedVersion, optedOut }: Contact): boolean =>
  unsubscribedVersion !== undefined || optedOut === true;

/**
 * The stored contact that each entry means: the one it names, else the one of the same value. What a customer asked
 * for stays with the address they asked it for: another value under its id is another contact.
 */
function meantBy(entries: readonly Entry[], stored: readonly Contact[]): Map<Entry, Contact> {
  const meant = new Map<Entry, Contact>();
  for (const entry of entries) {
    const named = stored.find((contact) => isNamedBy(entry, contact));
    if (named && (named.key === entry.contact.key || !askedForSilence(named))) meant.set(entry, named);
  }
  const taken = new Set(meant.values());
  for (const entry of entries) {
    const equal = stored.find((contact) => contact.key === entry.contact.key && !taken.has(contact));
    if (equal && !meant.has(entry)) meant.set(entry, equal);
  }
  return meant;
}

/** An entry over what is stored. Consent and proof belong to a value: another one starts without them. */
function writtenOver(stored: Contact, fresh: Contact): Contact {
  const sameTypes = fresh.types === undefined || isDeepStrictEqual(fresh.types, stored.types);
  const types = fresh.types ?? stored.types;
  const { contactId, timeCreated, lastModified, valid, receiveTextMessages, consentAutodialedCall } = stored;
  const { lineType, verifiedAt, ...said } = stored.stated ?? {};
  const sameValue = stored.key === fresh.key;
  const kept = { ...(lineType && { lineType }), ...(verifiedAt && { verifiedAt }) };
  const stated = { ...said, ...(sameValue && kept) };
  return {
    ...fresh,
    contactId,
    timeCreated,
    lastModified,
    label: sameTypes ? stored.label : fresh.label,
    ...(types && { types }),
    ...(Object.keys(stated).length > 0 && { stated }),
    ...(sameValue && { valid, receiveTextMessages, consentAutodialedCall }),
    ...(stored.optedOut && { optedOut: true as const }),
    ...(stored.unsubscribedVersion !== undefined && { unsubscribedVersion: stored.unsubscribedVersion }),
  } as Contact; // both are of one kind
}

/** Two contacts of one value would be switched on and off together: which one is meant could not be said. */
function requireDistinct(entries: readonly Entry[], after: readonly Contact[]): void {
  const faults: Fault[] = entries
    .filter(({ contact }) => after.filter(({ key }) => key === contact.key).length > 1)
    .map(({ path }) => ({ path, problem: 'is on file under another id' }));
  if (faults.length > 0) throw inputInvalid('Invalid contact information.', faults);
}

/** The source of truth (R7): what it holds is written and switched on, what is stored and not in it is switched off. */
export function replaceContacts(stored: readonly Contact[], lists: Lists, terms: Terms): Contact[] {
  const entries = withoutRepeats(entriesOf(lists, terms));
  requireKnownIds(entries, stored);
  const meant = meantBy(entries, stored);
  const saysPrimary = new Set(entries.filter(({ meta }) => meta.isPrimary).map(({ contact }) => contact.kind));

  const written = entries.map((entry): [Contact | undefined, Contact] => {
    const known = meant.get(entry);
    const stays = known?.isPrimary === true && entry.meta.isPrimary !== false;
    const isPrimary = saysPrimary.has(entry.contact.kind) ? entry.meta.isPrimary === true : stays;
    const fresh = { ...entry.contact, isPrimary };
    return [known, known ? writtenOver(known, fresh) : fresh];
  });
  const over = new Map(written);
  const after = [
    ...stored.map((contact) => over.get(contact) ?? { ...contact, isActive: false, isPrimary: false }),
    ...written.flatMap(([known, contact]) => (known ? [] : [contact])),
  ];
  requireDistinct(entries, after);
  return changedAt(terms.now, stored, withPrimaries(after));
}
