import { Channel, HoldPlacedV1, HoldLiftedV1, HoldReason, Id, Instant, type RecordedBy } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { fact } from '@fairdue/outbox';
import { z } from 'zod';
import type { Customer, Hold } from '../customers/customer.ts';
import { canonicalJson } from '../evidence/canonical-json.ts';
import type { Effect } from '../permits/effect.ts';

/** A hold as its source words it. The source's key makes a repeat, by request or by event, the same hold. */
export const HoldWish = z.strictObject({
  reason: HoldReason,
  channels: z.array(Channel),
  themes: z.enum(['all', 'collection']),
  contactIds: z.array(Id).max(1_000),
  debtIds: z.array(Id).max(1_000),
  source: z.strictObject({ service: z.string(), key: z.string().max(300), version: z.int() }),
  endsAt: Instant.nullable(),
});
export type HoldWish = z.infer<typeof HoldWish>;
export type HoldSource = HoldWish['source'];

const isFrom = (hold: Hold, source: HoldSource): boolean =>
  hold.source.service === source.service && hold.source.key === source.key;

export const holdFrom = (customer: Customer, source: HoldSource): Hold | undefined =>
  customer.holds.find((hold) => isFrom(hold, source));

/** What a hold says to others: without what only the guard needs to know about it. */
export const holdFacts = ({ epoch: _epoch, placedAt: _placed, liftedAt: _lifted, recordedBy: _by, ...facts }: Hold) =>
  facts;

/**
 * Puts a hold on record and starts a new epoch: nothing let through before it counts as silent. A repeat, or an older
 * word of the same source, changes nothing; a newer one replaces what it said.
 */
export function place(customer: Customer, wish: HoldWish, recordedBy: RecordedBy, now: Date): Effect<Hold> {
  const known = holdFrom(customer, wish.source);
  if (known && known.source.version >= wish.source.version) return { customer, answer: known };

  const epoch = customer.epoch + 1;
  const holdId = known?.holdId ?? newId('hold');
  const hold: Hold = { holdId, ...wish, epoch, placedAt: now, liftedAt: null, recordedBy };
  const nothingInFlight = customer.inFlight.length === 0;
  const { _id: customerId, creditorId } = customer;
  return {
    customer: {
      ...customer,
      epoch,
      silentEpoch: nothingInFlight ? epoch : customer.silentEpoch,
      holds: [...customer.holds.filter((other) => other !== known), hold],
    },
    answer: hold,
    facts: [fact(HoldPlacedV1, now, { creditorId, customerId, hold: holdFacts(hold), recordedBy, epoch })],
    evidence: [{ creditorId, customerId, at: now, kind: 'hold-placed', subjectId: holdId, text: canonicalJson(hold) }],
  };
}

/** Takes a hold off, by a word of its source that is not older than the hold. A lifted one stays lifted. */
export function lift(customer: Customer, source: HoldSource, recordedBy: RecordedBy, now: Date): Effect<Hold | null> {
  const known = holdFrom(customer, source);
  if (!known || known.liftedAt || known.source.version > source.version) return { customer, answer: known ?? null };
  const lifted: Hold = { ...known, source, liftedAt: now };
  const { _id: customerId, creditorId } = customer;
  return {
    customer: { ...customer, holds: customer.holds.map((hold) => (hold === known ? lifted : hold)) },
    answer: lifted,
    facts: [fact(HoldLiftedV1, now, { creditorId, customerId, hold: holdFacts(lifted), recordedBy })],
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
