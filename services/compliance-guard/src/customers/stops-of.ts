import type { HoldReason } from '@fairdue/contracts';
import type { DebtFacts, Stop } from '../rules/facts.ts';
import type { HoldKind } from '../rules/words.ts';
import type { Customer, Hold } from './customer.ts';

/** Statuses of a debt that stand against contact about it, or about anything where they concern the person. */
const reasonByStatus: Partial<Record<DebtFacts['status'], HoldReason>> = {
  Disputed: 'dispute',
  Bankruptcy: 'bankruptcy',
  Deceased: 'deceased',
  Fraud: 'fraud',
  RetractedByCreditor: 'retracted',
  PaidInFull: 'closed',
  SettledInFull: 'closed',
  ClosedByAgency: 'closed',
};
const concernsPerson: readonly HoldReason[] = ['bankruptcy', 'deceased'];

const stop = (reason: HoldKind, source: string, over: Partial<Stop>): Stop => ({
  reason,
  source,
  channels: [],
  themes: 'collection',
  contactIds: [],
  debtIds: [],
  since: null,
  endsAt: null,
  ...over,
});

function stopsOfDebt({ debtId, status, pausedUntil, isPaused, hasAttorney }: DebtFacts): Stop[] {
  const reason = reasonByStatus[status];
  const about = { debtIds: [debtId] };
  const ofStatus = reason && stop(reason, debtId, concernsPerson.includes(reason) ? { themes: 'all' } : about);
  const pause =
    isPaused || pausedUntil ? stop('pause', debtId, { ...about, endsAt: pausedUntil?.getTime() ?? null }) : null;
  const attorney = hasAttorney ? stop('attorney', debtId, about) : null;
  return [ofStatus, pause, attorney].filter((each): each is Stop => !!each);
}

/** An opt-out of an address holds wherever that address stands again under another contact's id. */
function withTwins(customer: Customer, contactIds: readonly string[]): string[] {
  const hashes = new Set(
    customer.contacts.filter(({ contactId }) => contactIds.includes(contactId)).map(({ addressHash }) => addressHash),
  );
  const twins = customer.contacts
    .filter(({ addressHash }) => hashes.has(addressHash))
    .map(({ contactId }) => contactId);
  return [...new Set([...contactIds, ...twins])];
}

const beginOf = ({ startsAt, placedAt }: Hold): number =>
  startsAt === undefined ? placedAt.getTime() : Date.parse(startsAt);

/** A hold stands until it is lifted; at a moment of the past, one that was lifted since stood, and one placed since did not. */
export const stood = (hold: Hold, pastAt: number | null): boolean =>
  pastAt === null ? hold.liftedAt === null : beginOf(hold) <= pastAt && (hold.liftedAt?.getTime() ?? Infinity) > pastAt;

/**
 * Everything that stands against contact: holds, and states of debts and contacts. Where they disagree, both hold. For a
 * moment of the past the holds of then; debts and contacts are taken as the customer has them.
 */
export function stopsOf(customer: Customer, pastAt: number | null): Stop[] {
  const held = customer.holds
    .filter((hold) => stood(hold, pastAt))
    .map((hold) =>
      stop(hold.reason, hold.holdId, {
        channels: hold.channels,
        themes: hold.themes,
        contactIds: withTwins(customer, hold.contactIds),
        debtIds: hold.debtIds,
        since: beginOf(hold),
        ...(hold.startsAt !== undefined && { startsAt: beginOf(hold) }),
        endsAt: hold.endsAt === null ? null : Date.parse(hold.endsAt),
      }),
    );
  const switchedOff = customer.contacts
    .filter(({ isActive }) => !isActive)
    .map(({ contactId }) => stop('unsubscribed', contactId, { contactIds: withTwins(customer, [contactId]) }));
  return [...held, ...customer.debts.flatMap(stopsOfDebt), ...switchedOff];
}
