import type { HoldReason } from '@fairdue/contracts';
import type { ClosedStatus, Debt } from '../debts/debt.ts';
import type { HoldWish } from './place-hold.ts';

type Hold = HoldWish['hold'];

const reasonOfClosing: Record<ClosedStatus, HoldReason> = {
  Bankruptcy: 'bankruptcy',
  Deceased: 'deceased',
  Fraud: 'fraud',
  ClosedByAgency: 'closed',
};
/** These are about the person, whatever else they owe: no contact at all. */
const concernsPerson: ReadonlySet<HoldReason> = new Set(['bankruptcy', 'deceased'] as const);

/** What stands against contact because of a debt, keyed and dated by what it rests on. */
export function holdsOf({ _id: debtId, pause, dispute, retraction, closing }: Debt): Hold[] {
  const hold = (name: string, version: number, reason: HoldReason, endsAt: Date | null = null): Hold => {
    const wide = concernsPerson.has(reason);
    return {
      reason,
      channels: [],
      themes: wide ? 'all' : 'collection',
      contactIds: [],
      debtIds: wide ? [] : [debtId],
      source: { service: 'recover', key: `${name}:${debtId}`, version },
      endsAt: endsAt?.toISOString() ?? null,
    };
  };
  return [
    ...(pause ? [hold('pause', pause.version, 'pause', pause.endsAt)] : []),
    ...(dispute ? [hold('dispute', dispute.version, 'dispute')] : []),
    ...(retraction ? [hold('retraction', retraction.version, 'retracted')] : []),
    ...(closing ? [hold('closing', closing.version, reasonOfClosing[closing.status])] : []),
  ];
}

/** What the guard should hear at once. A request that changed nothing says it all again: the first word may be lost. */
export function holdsToTell(before: Debt, after: Debt): Hold[] {
  if (before === after) return holdsOf(after);
  return holdsOf(after).filter(({ source }) => source.version > before.version);
}

/** What stands against contact no longer. */
export function holdsEnded(before: Debt, after: Debt): Hold[] {
  const kept = new Set(holdsOf(after).map(({ source }) => source.key));
  return holdsOf(before).filter(({ source }) => !kept.has(source.key));
}
