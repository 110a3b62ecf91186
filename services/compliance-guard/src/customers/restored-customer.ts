import type { EvidenceEntry, EvidenceKind } from '../evidence/evidence.store.ts';
import type { ContactFacts } from '../rules/facts.ts';
import { isSameSource, withEarlyLift } from '../holds/hold.ts';
import { newCustomer, trimmed, type Customer, type CustomerFact, type EarlyLift, type EndedPermit, type Hold, type InFlight, type MadeContact, type OpenPermit } from './customer.ts'; // prettier-ignore
import { withHeard, type Heard } from './made-contact.ts';

/** The kinds of evidence in which all stands that nobody but this service knows of a customer. */
export const tellingKinds = [
  'permit-granted', 'permit-consumed', 'permit-ended', 'hand-over', 'hand-over-overran', 'hold-placed', 'hold-lift-asked',
  'hold-lifted', 'hold-lifted-early', 'fact-recorded', 'consent-recorded', 'preference-recorded', 'consent', 'message-sent', 'receipt',
] as const satisfies EvidenceKind[]; // prettier-ignore

type TellingKind = (typeof tellingKinds)[number];
export type TellingEntry = Pick<EvidenceEntry, 'at' | 'subjectId' | 'record'> & { kind: TellingKind };

/** What evidence says, with its instants as dates. It is our own, canonical JSON, and was checked before it was written. */
function said<T>({ record }: TellingEntry, ...instants: readonly (keyof T & string)[]): T {
  const value = JSON.parse(record ?? '{}') as Record<string, unknown>;
  for (const name of instants) if (typeof value[name] === 'string') value[name] = new Date(value[name]);
  return value as T;
}

function holdOf(entry: TellingEntry): Hold {
  const hold = said<Hold>(entry, 'placedAt', 'liftedAt');
  const { liftAsked } = hold;
  return liftAsked ? { ...hold, liftAsked: { ...liftAsked, at: new Date(liftAsked.at) } } : hold;
}

/** Entries of one instant stand in no order: of several states of a hold this one says which came last. */
const stateOf = ({ source, epoch, liftedAt, liftAsked }: Hold): number[] => [
  source.version, epoch, Number(liftedAt !== null), Number(liftAsked !== undefined),
]; // prettier-ignore
function isLater(one: Hold, other: Hold): boolean {
  const others = stateOf(other);
  const differences = stateOf(one).map((part, i) => part - (others[i] ?? 0));
  return (differences.find((difference) => difference !== 0) ?? 0) > 0;
}

function lastStates(holds: readonly Hold[]): Hold[] {
  const last = new Map<string, Hold>();
  for (const hold of holds) {
    const known = last.get(hold.holdId);
    if (!known || isLater(hold, known)) last.set(hold.holdId, hold);
  }
  return [...last.values()].toSorted((a, b) => a.placedAt.getTime() - b.placedAt.getTime());
}

/** Lifts whose holds have not arrived, or only in an older word. */
function earlyLiftsOf(entries: readonly TellingEntry[], holds: readonly Hold[]): Pick<Customer, 'earlyLifts'> {
  const heard = entries
    .map((entry) => said<EarlyLift>(entry, 'at'))
    .map(({ source, at }): EarlyLift => ({ source, at }));
  const lifts = heard
    .filter(
      ({ source }) => !holds.some((hold) => isSameSource(hold.source, source) && hold.source.version >= source.version),
    )
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.source.version - b.source.version)
    .reduce(withEarlyLift, []);
  return lifts.length > 0 ? { earlyLifts: lifts } : {};
}

type Consent = Pick<ContactFacts, 'contactId' | 'addressHash' | 'receiveTextMessages' | 'consentAutodialedCall'> & {
  version: number;
};

/** Of contacts only the consents, until their owner tells the rest: once given, a no is a withdrawal. */
function consentsOf(entries: readonly Consent[]): ContactFacts[] {
  const inOrder = entries.toSorted((a, b) => a.version - b.version);
  const last = new Map(inOrder.map((consent) => [consent.contactId, consent]));
  return [...last.values()].map(({ contactId, addressHash, receiveTextMessages, consentAutodialedCall }) => ({
    contactId, addressHash, receiveTextMessages, consentAutodialedCall, contactType: 'phone', externalId: null, zones: [],
    jurisdictions: [], isActive: false, valid: false, label: '', affiliation: 'other', status: 'archived', lineType: null,
    wasTextable: entries.some((each) => each.contactId === contactId && each.receiveTextMessages === true),
  })); // prettier-ignore
}

type Consumed = MadeContact & { epoch: number };

/**
 * A customer whose document is lost, as evidence knows them: holds, facts, permits, contacts made. The owner's view is
 * missing (`version` 0), so nobody is let through before recover has told it again.
 */
export function restoredCustomer(creditorId: string, customerId: string, entries: readonly TellingEntry[]): Customer {
  const of = (...kinds: TellingKind[]): TellingEntry[] => entries.filter(({ kind }) => kinds.includes(kind));
  const granted = of('permit-granted').map((entry) => said<OpenPermit>(entry, 'reservedFor', 'expiresAt'));
  const consumed = of('permit-consumed').map((entry) => said<Consumed>(entry, 'at'));
  const ended = of('permit-ended').toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const allHolds = of('hold-placed', 'hold-lift-asked', 'hold-lifted').map(holdOf);
  const heard = of('message-sent', 'receipt').map((entry) => said<Heard>(entry));
  const facts = of('fact-recorded', 'consent-recorded', 'preference-recorded').map((entry) =>
    said<CustomerFact>(entry, 'from', 'until', 'recordedAt'),
  );

  const endedIds = new Set(ended.map(({ subjectId }) => subjectId));
  const usedIds = new Set(consumed.map(({ permitId }) => permitId));
  const landedIds = new Set([
    ...of('hand-over', 'hand-over-overran').map(({ subjectId }) => subjectId),
    ...heard.flatMap(({ permitId }) => permitId ?? []),
  ]);
  const used = consumed.filter(({ permitId }) => !endedIds.has(permitId ?? ''));
  const made = used.map(({ epoch: _epoch, ...contact }): MadeContact =>
    landedIds.has(contact.permitId ?? '') ? { ...contact, handOver: 'ended' } : contact,
  );
  const inFlight = used.flatMap(({ permitId, epoch, at }): InFlight[] =>
    permitId === null || landedIds.has(permitId) ? [] : [{ permitId, epoch, consumedAt: at }],
  );
  const epoch = Math.max(0, ...allHolds.map((hold) => hold.epoch), ...used.map((contact) => contact.epoch));
  const restored: Customer = {
    ...newCustomer(creditorId, customerId),
    contacts: consentsOf(of('consent').map((entry) => said<Consent>(entry))),
    holds: lastStates(allHolds),
    ...earlyLiftsOf(of('hold-lifted-early'), allHolds),
    facts: facts.toSorted((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime()),
    made,
    permits: granted.filter(({ permitId }) => !usedIds.has(permitId) && !endedIds.has(permitId)),
    inFlight,
    ended: ended.map((entry) => ({ ...said<Pick<EndedPermit, 'cause'>>(entry), permitId: entry.subjectId })),
    epoch,
    silentEpoch: Math.min(epoch, ...inFlight.map((entry) => entry.epoch)),
  };
  const inOrder = heard.toSorted((a, b) => a.version - b.version);
  return trimmed(inOrder.reduce((customer, each) => withHeard(customer, each), restored));
}
