import type { RecordedBy } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { Wish } from './wish-phrases.ts';

/**
 * What a message in free words was taken to mean. Nobody is collected from until a person has read it: the case is the
 * interaction's, and has its id.
 */
export type ProposedCase = {
  _id: string;
  creditorId: string;
  customerId: string;
  /** The debts that the message named; empty: it is about all of them. */
  debtIds: string[];
  wishes: Wish[];
  state: 'proposed' | 'confirmed' | 'rejected';
  proposedAt: Date;
  /** By then somebody should have read it. The hold stays until somebody has. */
  decideBy: Date;
  decidedAt: Date | null;
  decidedBy: RecordedBy | null;
  reason: string | null;
};

const dayMs = 86_400_000;
const isWeekend = (at: Date): boolean => at.getUTCDay() === 0 || at.getUTCDay() === 6;

/** So many business days later. Holidays count like other weekdays: nobody has longer for them. */
export function afterBusinessDays(at: Date, days: number): Date {
  let after = at;
  for (let left = days; left > 0;) {
    after = new Date(after.getTime() + dayMs);
    if (!isWeekend(after)) left--;
  }
  return after;
}

type About = Pick<ProposedCase, 'creditorId' | 'customerId' | 'debtIds' | 'wishes'> & { interactionId: string };

export const proposedCase = ({ interactionId, ...about }: About, now: Date): ProposedCase => ({
  _id: interactionId,
  ...about,
  state: 'proposed',
  proposedAt: now,
  decideBy: afterBusinessDays(now, 2),
  decidedAt: null,
  decidedBy: null,
  reason: null,
});

export type Decision = { decision: 'confirm' | 'reject'; wishes?: readonly Wish[] | undefined; reason: string };

/** A person has read it. The same word again changes nothing; another one is too late. */
export function decided(before: ProposedCase, { decision, wishes, reason }: Decision, by: RecordedBy, now: Date) {
  const state = decision === 'confirm' ? 'confirmed' : 'rejected';
  if (before.state !== 'proposed' && before.state !== state)
    throw new Refused('conflict', 'case-decided', 'Somebody has decided that case otherwise.');
  if (before.state === state) return before;
  const meant = state === 'confirmed' ? [...new Set(wishes ?? before.wishes)] : before.wishes;
  return { ...before, state, wishes: meant, reason, decidedAt: now, decidedBy: by } satisfies ProposedCase;
}
