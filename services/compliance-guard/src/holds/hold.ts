import {
  canonicalJson,
  Channel,
  HoldPlacedV1,
  HoldLiftedV1,
  HoldReason,
  Id,
  Instant,
  type RecordedBy,
} from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { fact, type Fact } from '@fairdue/outbox';
import { z } from 'zod';
import type { Customer, EarlyLift, Hold } from '../customers/customer.ts';
import type { Effect } from '../permits/effect.ts';
import { dayMs } from '../places/local-time.ts';
import { HoldKind } from '../rules/words.ts';

/** A hold as its source words it. The source's key makes a repeat, by request or by event, the same hold. */
export const HoldWish = z.strictObject({
  reason: HoldKind,
  channels: z.array(Channel),
  themes: z.enum(['all', 'collection']),
  contactIds: z.array(Id).max(1_000),
  debtIds: z.array(Id).max(1_000),
  source: z.strictObject({ service: z.string(), key: z.string().max(300), version: z.int() }),
  startsAt: Instant.optional(),
  endsAt: Instant.nullable(),
});
export type HoldWish = z.infer<typeof HoldWish>;
export type HoldSource = HoldWish['source'];

export const isSameSource = (one: HoldSource, other: HoldSource): boolean =>
  one.service === other.service && one.key === other.key;

export const holdFrom = (customer: Customer, source: HoldSource): Hold | undefined =>
  customer.holds.find((hold) => isSameSource(hold.source, source));

/** What a hold says to others: without what only the guard needs to know about it. */
export function holdFacts(hold: Hold) {
  const { epoch: _epoch, placedAt: _placed, liftedAt: _lifted, recordedBy: _by, liftAsked: _asked, liftedBy: _off, ...facts } = hold; // prettier-ignore
  return facts;
}

/** Others hear of hard stops only: what calls for care is the rules' matter. */
function told(definition: typeof HoldPlacedV1 | typeof HoldLiftedV1, customer: Customer, hold: Hold, recordedBy: RecordedBy, now: Date): Fact[] {
  const reason = HoldReason.safeParse(hold.reason).data;
  if (!reason) return [];
  const { _id: customerId, creditorId } = customer;
  const about = { creditorId, customerId, hold: { ...holdFacts(hold), reason }, recordedBy };
  return definition === HoldPlacedV1
    ? [fact(HoldPlacedV1, now, { ...about, epoch: hold.epoch })]
    : [fact(HoldLiftedV1, now, about)];
} // prettier-ignore

/**
 * A wish that was uttered after its hold had been lifted is a new one: as its source has no newer word for it, it gets one.
 * Whoever wants to be left alone again is. Without `at` it is uttered now.
 */
export function uttered(customer: Customer, wish: HoldWish, at?: Date): HoldWish {
  const known = holdFrom(customer, wish.source);
  if (!known?.liftedAt || (at && known.liftedAt >= at)) return wish;
  const version = Math.max(known.source.version, wish.source.version) + 1;
  return { ...wish, source: { ...wish.source, version } };
}

/**
 * Puts a hold on record and starts a new epoch: nothing let through before it counts as silent. A repeat, or an older
 * word of the same source, changes nothing; a newer one replaces what it said.
 */
export function place(customer: Customer, wish: HoldWish, recordedBy: RecordedBy, now: Date): Effect<Hold> {
  const known = holdFrom(customer, wish.source);
  if (known && known.source.version >= wish.source.version) return { customer, answer: known };
  const early = customer.earlyLifts?.find(({ source }) => isSameSource(source, wish.source));
  if (early && early.source.version >= wish.source.version) return placeLifted(customer, wish, early, recordedBy, now);

  const epoch = customer.epoch + 1;
  const holdId = known?.holdId ?? newId('hold');
  const hold: Hold = { holdId, ...wish, epoch, placedAt: now, liftedAt: null, recordedBy };
  const nothingInFlight = customer.inFlight.length === 0;
  const { _id: customerId, creditorId } = customer;
  return {
    customer: {
      ...(early ? withoutEarly(customer, early) : customer),
      epoch,
      silentEpoch: nothingInFlight ? epoch : customer.silentEpoch,
      holds: [...customer.holds.filter((other) => other !== known), hold],
    },
    answer: hold,
    facts: told(HoldPlacedV1, customer, hold, recordedBy, now),
    evidence: [{ creditorId, customerId, at: now, kind: 'hold-placed', subjectId: holdId, text: canonicalJson(hold) }],
  };
}

const withoutEarly = (customer: Customer, early: EarlyLift): Customer => ({
  ...customer,
  earlyLifts: (customer.earlyLifts ?? []).filter((each) => each !== early),
});

/** The hold was over before we heard of it. It is on record as lifted, holds nothing, and nobody else hears of it. */
function placeLifted(
  customer: Customer,
  wish: HoldWish,
  early: EarlyLift,
  recordedBy: RecordedBy,
  now: Date,
): Effect<Hold> {
  const { source, at } = early;
  const { _id: customerId, creditorId, epoch } = customer;
  const holdId = newId('hold');
  const hold: Hold = { holdId, ...wish, source, epoch, placedAt: now, liftedAt: at, recordedBy };
  return {
    customer: { ...withoutEarly(customer, early), holds: [...customer.holds, hold] },
    answer: hold,
    evidence: [{ creditorId, customerId, at: now, kind: 'hold-lifted', subjectId: holdId, text: canonicalJson(hold) }],
  };
}

/** Longer than any word is on its way. */
const earlyLiftKeptMs = 30 * dayMs;
const earlyLiftsMax = 200;

/** Of two words of one source the newer one counts. */
export function withEarlyLift(earlyLifts: readonly EarlyLift[], lift: EarlyLift): EarlyLift[] {
  const since = lift.at.getTime() - earlyLiftKeptMs;
  const kept = earlyLifts.filter(({ source, at }) => !isSameSource(source, lift.source) && at.getTime() > since);
  return [...kept, lift].slice(-earlyLiftsMax);
}

/** A lift of a hold that has not arrived: remembered until it does, and proven like any other. */
function rememberLift(customer: Customer, source: HoldSource, recordedBy: RecordedBy, now: Date): Effect<null> {
  const { _id: customerId, creditorId, earlyLifts = [] } = customer;
  const same = earlyLifts.find((early) => isSameSource(early.source, source));
  if (same && same.source.version >= source.version) return { customer, answer: null };
  const lift = { source, at: now };
  const subjectId = `${source.service}/${source.key}`;
  const text = canonicalJson({ ...lift, recordedBy });
  return {
    customer: { ...customer, earlyLifts: withEarlyLift(earlyLifts, lift) },
    answer: null,
    evidence: [{ creditorId, customerId, at: now, kind: 'hold-lifted-early', subjectId, text }],
  };
}

/** A lifted hold stays lifted, also for what its source had said before the newest word and we hear only now. */
function newerLift(customer: Customer, lifted: Hold, source: HoldSource, now: Date): Effect<Hold> {
  const { _id: customerId, creditorId } = customer;
  const after: Hold = { ...lifted, source };
  const about = { creditorId, customerId, at: now, subjectId: lifted.holdId };
  return {
    customer: { ...customer, holds: customer.holds.map((hold) => (hold === lifted ? after : hold)) },
    answer: after,
    evidence: [{ ...about, kind: 'hold-lifted', text: canonicalJson(after) }],
  };
}

/**
 * Takes a hold off, by a word of its source that is not older than the hold. A hold we have not heard of yet is taken
 * off in advance: requests overtake each other.
 */
export function lift(customer: Customer, source: HoldSource, recordedBy: RecordedBy, now: Date): Effect<Hold | null> {
  const known = holdFrom(customer, source);
  if (!known) return rememberLift(customer, source, recordedBy, now);
  if (known.source.version > source.version) return { customer, answer: known };
  if (known.liftedAt)
    return known.source.version === source.version
      ? { customer, answer: known }
      : newerLift(customer, known, source, now);
  const lifted: Hold = { ...known, source, liftedAt: now, liftedBy: recordedBy };
  const { _id: customerId, creditorId } = customer;
  return {
    customer: { ...customer, holds: customer.holds.map((hold) => (hold === known ? lifted : hold)) },
    answer: lifted,
    facts: told(HoldLiftedV1, customer, lifted, recordedBy, now),
    evidence: [
      { creditorId, customerId, at: now, kind: 'hold-lifted', subjectId: known.holdId, text: canonicalJson(lifted) },
    ],
  };
}

/** Is anything still in flight that was let through before the hold? */
export const isSilent = ({ silentEpoch, inFlight }: Customer, { epoch }: Hold): boolean =>
  silentEpoch >= epoch || inFlight.every((entry) => entry.epoch >= epoch);

/** Whatever was let through before cannot begin any more. */
export const silenced = (customer: Customer, epoch: number): Customer => ({
  ...customer,
  silentEpoch: Math.max(customer.silentEpoch, epoch),
  inFlight: customer.inFlight.filter((entry) => entry.epoch >= epoch),
});
