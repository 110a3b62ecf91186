import { canonicalJson, sha256, type Channel, type RecordedBy } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { Customer } from '../customers/customer.ts';
import { place, type HoldWish } from '../holds/hold.ts';
import type { Effect } from '../permits/effect.ts';

/** By whom, when; and what is on record of contacts made elsewhere, each by `customerId interactionId`. */
export type Applying = { recordedBy: RecordedBy; now: Date; onRecord: ReadonlyMap<string, string> };

export type Applied = Effect<unknown> & { isNew: boolean };

/** More than anybody can need; it keeps a customer's document bounded. */
const holdsMax = 1_000;

/** Places a hold that an import tells of. The same words again are the same hold, whichever import they come with. */
export function held(
  customer: Customer,
  said: Omit<HoldWish, 'source' | 'endsAt'>,
  { recordedBy, now }: Applying,
): Applied {
  const source = { service: 'import', key: sha256(canonicalJson(said)), version: 1 };
  const placed = place(customer, { ...said, endsAt: null, source }, recordedBy, now);
  const isNew = placed.customer !== customer;
  if (isNew && customer.holds.length >= holdsMax)
    throw new Refused('rule', 'holds-too-many', `At most ${holdsMax} holds of a person.`);
  return { ...placed, isNew };
}

export const contactsWith = ({ contacts }: Customer, hash: string | null): string[] =>
  contacts.filter(({ addressHash }) => addressHash === hash).map(({ contactId }) => contactId);

/** Where nobody may be contacted, by its keyed hash. No channels: on none. */
export type SuppressedAddress = { addressHash: string; channels: Channel[]; at: string };

/** Every contact of the customer that leads there is held. */
export function suppressedAt(
  customer: Customer,
  { addressHash, channels, at }: SuppressedAddress,
  applying: Applying,
): Applied {
  const contactIds = contactsWith(customer, addressHash);
  if (contactIds.length === 0) return { customer, answer: null, isNew: false };
  return held(
    customer,
    { reason: 'do-not-interact', channels, themes: 'all', contactIds, debtIds: [], startsAt: at },
    applying,
  );
}
