import { isDeepStrictEqual } from 'node:util';
import type { RecordedBy } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { changed, type Debt } from '../debts/debt.ts';
import type { HoldWish } from '../holds/place-hold.ts';
import { requestInvalid } from '../wire/read-wire.ts';
import type { AttorneyRequest, Cancellation, ConsolidatorRequest } from './representation.schema.ts';

export type Told = { kind: 'attorney'; said: AttorneyRequest } | { kind: 'consolidator'; said: ConsolidatorRequest };
export type RepresentationKind = Told['kind'];

/** Somebody who speaks for the customer about one debt. Ended ones stay: they are its history. */
export type Representation = Told & {
  _id: string;
  creditorId: string;
  customerId: string;
  debtId: string;
  isActive: boolean;
  /** The debt's version that it came with: the version of its hold. */
  debtVersion: number;
  recordedBy: RecordedBy;
  timeCreated: Date;
  /** Why it ended. Without a cancellation another one took its place. */
  ended?: { at: Date; recordedBy: RecordedBy; cancellation?: Cancellation };
};

type Change = { debt: Debt; representation: Representation; replaced?: Representation };

const represented = (debt: Debt, kind: RepresentationKind, representationId: string | undefined, now: Date): Debt => {
  const { [kind]: _earlier, ...others } = debt.representations ?? {};
  return {
    ...changed(debt, now),
    representations: representationId === undefined ? others : { ...others, [kind]: representationId },
  };
};

const ended = (representation: Representation, end: NonNullable<Representation['ended']>): Representation => ({
  ...representation,
  isActive: false,
  ended: end,
});

/** The newest one speaks. Told the same again, the one that is there answers: null. */
export function represent(
  debt: Debt,
  active: Representation | null,
  told: Told,
  recordedBy: RecordedBy,
  now: Date,
): Change | null {
  if (active && isDeepStrictEqual(active.said, told.said)) return null;
  const representationId = newId('representation', now.getTime());
  const after = represented(debt, told.kind, representationId, now);
  const representation: Representation = {
    ...told,
    _id: representationId,
    creditorId: debt.creditorId,
    customerId: debt.customerId,
    debtId: debt._id,
    isActive: true,
    debtVersion: after.version,
    recordedBy,
    timeCreated: now,
  };
  return { debt: after, representation, ...(active && { replaced: ended(active, { at: now, recordedBy }) }) };
}

const names: Record<RepresentationKind, string> = { attorney: 'attorney', consolidator: 'debt consolidator' };

export function cancel(
  debt: Debt,
  active: Representation | null,
  kind: RepresentationKind,
  cancellation: Cancellation,
  recordedBy: RecordedBy,
  now: Date,
): Change {
  if (!active) throw requestInvalid(`The debt has no active ${names[kind]} representation.`);
  return {
    debt: represented(debt, kind, undefined, now),
    representation: ended(active, { at: now, recordedBy, cancellation }),
  };
}

/** The guard knows a debt's representative of one kind by this, whoever it is. */
export const holdSource = (debtId: string, kind: RepresentationKind, version: number) => ({
  service: 'recover',
  key: `${kind}:${debtId}`,
  version,
});

/** Nobody collects this debt from a customer who is represented. */
export const holdFor = ({
  kind,
  creditorId,
  customerId,
  debtId,
  debtVersion,
  recordedBy,
}: Representation): HoldWish => ({
  creditorId,
  customerId,
  hold: {
    reason: kind === 'attorney' ? 'attorney' : 'do-not-interact',
    channels: [],
    themes: 'collection',
    contactIds: [],
    debtIds: [debtId],
    source: holdSource(debtId, kind, debtVersion),
    endsAt: null,
  },
  recordedBy,
});

export const representationFacts = (
  { _id, creditorId, customerId, debtId, kind }: Representation,
  { version }: Debt,
  recordedBy: RecordedBy,
) => ({ creditorId, customerId, debtId, representationId: _id, kind, version, recordedBy });
