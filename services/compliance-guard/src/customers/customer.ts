import type { Channel, Disclosure, HoldFacts, RecordedBy } from '@fairdue/contracts';
import { dayMs } from '../places/local-time.ts';
import { entitled, type HoldKind, type Says } from '../rules/words.ts';
import type { ContactFacts, DebtFacts, FactValue, Landmark, Reach } from '../rules/facts.ts';
import { firstCommunications, landmarksOf, merged } from './landmarks.ts';

/** A hard stop on record. A lifted one stays, so that its source's older word cannot bring it back. */
export type Hold = Omit<HoldFacts, 'reason'> & {
  reason: HoldKind;
  epoch: number;
  placedAt: Date;
  liftedAt: Date | null;
  recordedBy: RecordedBy;
  /** Who wants it off, of one that only two people together take off. */
  liftAsked?: { by: RecordedBy; at: Date };
  liftedBy?: RecordedBy;
};

/** A word that took a hold off which we had not heard of: the hold, when it comes late, must not stay. */
export type EarlyLift = { source: HoldFacts['source']; at: Date };

/** A slot reserved for one contact that has not begun. */
export type OpenPermit = {
  permitId: string;
  decisionId: string;
  askId: string;
  contactId: string;
  addressHash: string;
  channel: Channel;
  theme: string;
  /** A second reason for the contact: the rules of both hold. */
  otherTheme?: string | undefined;
  subject: string | null;
  debtIds: string[];
  isAutodialed: boolean;
  says?: Says | undefined;
  /** What the message must carry. */
  disclosures: Disclosure[];
  touchId: string | null;
  rulesetVersion: string;
  /** The day its slot is taken from. */
  reservedFor: Date;
  /** Real time: how long a permit lives does not hang on the business clock. */
  expiresAt: Date;
};

/** A contact that was made, or has at least used up its permit. Limits count these. */
export type MadeContact = {
  interactionId: string;
  permitId: string | null;
  touchId: string | null;
  decisionId: string | null;
  contactId: string | null;
  channel: Channel;
  theme: string;
  subject: string | null;
  debtIds: string[];
  at: Date;
  counts: boolean;
  isConversation: boolean;
  reach: Reach;
  isAutodialed: boolean;
  isPrerecorded: boolean;
  /** The one answer to something the customer began. */
  isResponse: boolean;
  /** Something the customer sent or said that one answer may follow; a STOP is not. */
  isAnswerable: boolean;
  /** Of the interaction, as its owner told it last; 0 before it has. */
  version: number;
  handOver: 'open' | 'ended' | 'elsewhere';
};

/** A hand-over that was let through and has not been reported on. */
export type InFlight = { permitId: string; epoch: number; consumedAt: Date };

export type PermitEnd = 'expired' | 'released' | 'refused-at-hand-over' | 'not-started';
export type EndedPermit = { permitId: string; cause: PermitEnd };

/**
 * What somebody recorded about the customer, one of their contacts or one of their debts (`of`). It holds from `from`
 * until `until`; from `recordedAt` on we know it. Consents and preferences are facts, too.
 */
export type CustomerFact = {
  name: string;
  of: string | null;
  /** Null: from then on nothing is known of it. */
  value: FactValue | null;
  from: Date;
  until: Date | null;
  recordedAt: Date;
  recordedBy: RecordedBy;
};

/**
 * All that decisions about one customer need, in one bounded document: whoever decides reads and writes it in one
 * transaction, so that of any number of replicas one comes first. It holds no address and no name.
 */
export type Customer = {
  _id: string;
  creditorId: string;
  reference: string | null;
  /** The one the customer prefers, where the creditor said so. */
  language: string | null;
  /** Of the owner's view; 0 while the owner's word is missing. */
  version: number;
  contacts: ContactFacts[];
  debts: DebtFacts[];
  holds: Hold[];
  /** Absent: none. */
  earlyLifts?: EarlyLift[];
  facts: CustomerFact[];
  made: MadeContact[];
  /** What is left of contacts too old for `made`, and what no contact tells. Absent: nothing. */
  landmarks?: Landmark[];
  permits: OpenPermit[];
  inFlight: InFlight[];
  ended: EndedPermit[];
  /** Grows with every hold. What was let through under an older one is waited for. */
  epoch: number;
  /** The epoch before which nothing is in flight any more. */
  silentEpoch: number;
};

export const newCustomer = (creditorId: string, customerId: string): Customer => ({
  _id: customerId,
  creditorId,
  reference: null,
  language: null,
  version: 0,
  contacts: [],
  debts: [],
  holds: [],
  facts: [],
  made: [],
  permits: [],
  inFlight: [],
  ended: [],
  epoch: 0,
  silentEpoch: 0,
});

/** Longer than any limit looks back, three months being the longest, but for those that look back for ever. */
const keptDays = 95;
/** A limit may look back so many dates, whatever their zone. */
export const limitDaysMax = keptDays - 2;
const madeMax = 2_000;
const endedMax = 50;

/**
 * What limits count however long ago it was: a third person is asked once where the customer is, an employer is told once
 * before judgment, and few contacts are left in all after a certified request to stop.
 */
function countsForEver({ contacts, facts }: Customer): (made: MadeContact) => boolean {
  const others = new Set(
    contacts
      .filter(({ affiliation }) => !entitled.some((each) => each === affiliation))
      .map(({ contactId }) => contactId),
  );
  const ceased = facts.flatMap(({ name, value }) =>
    name === 'registeredCeaseAt' && typeof value === 'string' ? Date.parse(value) : [],
  );
  const since = Math.min(...ceased) - dayMs; // its date began earlier in some zones
  return ({ theme, contactId, at }) =>
    theme === 'opsCollLocateBorrower' || others.has(contactId ?? '') || at.getTime() >= since;
}

/**
 * Drops contacts that no limit counts any more, by the newest contact's date and no clock, so that a wrong clock loses
 * nothing. What follows from them stays, and so does the contact that first told of a debt: duties follow from it. While
 * the owner's word is missing nothing goes: what a contact told depends on whose email or number it was.
 */
export function trimmed(customer: Customer): Customer {
  const { made, ended, contacts, landmarks = [], version } = customer;
  if (version === 0) return { ...customer, ended: ended.slice(-endedMax) };
  const newest = made.reduce((last, { at }) => Math.max(last, at.getTime()), 0);
  const isKept = countsForEver(customer);
  const recent = made.filter((each) => each.at.getTime() > newest - keptDays * dayMs || isKept(each));
  if (recent.length === made.length && made.length <= madeMax) return { ...customer, ended: ended.slice(-endedMax) };
  const lasting = new Set([...recent, ...firstCommunications(made, contacts).values()]);
  const kept = new Set(made.filter((each) => lasting.has(each)).slice(-madeMax));
  const after = { ...customer, made: [...kept], ended: ended.slice(-endedMax) };
  if (kept.size === made.length) return after;
  const outlived = made.filter((each) => !kept.has(each)).flatMap((each) => landmarksOf(each, contacts));
  return { ...after, landmarks: merged([...landmarks, ...outlived]) };
}
