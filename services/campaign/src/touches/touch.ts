import type { TouchChannel } from '../cadence/cadence.ts';
import type { Reached } from '../customers/customer.ts';

export type TouchState =
  | 'planned' | 'checking' | 'sending' | 'sent' | 'failed' | 'blocked' | 'rescheduled' | 'skipped' | 'cancelled'; // prettier-ignore

/** What happens to a touch. The guard decides and the communicator sends: their facts move it, or its own time does. */
export type TouchSignal =
  | 'fell-due' | 'permitted' | 'sent' | 'failed' | 'blocked' | 'postponed' | 'redirected' | 'skipped' | 'cancelled'; // prettier-ignore

const none = {
  'fell-due': null, permitted: null, sent: null, failed: null, blocked: null, postponed: null, redirected: null, skipped: null,
  cancelled: null,
} as const; // prettier-ignore
const withdrawn = { skipped: 'skipped', cancelled: 'cancelled' } as const;
const waiting = { ...none, ...withdrawn, 'fell-due': 'checking', postponed: 'rescheduled' } as const;
const underWay = { ...none, ...withdrawn, sent: 'sent', failed: 'failed', blocked: 'blocked' } as const;
const takenBack = { ...none, sent: 'sent' } as const;

/**
 * Every state with every signal: where it leads, or null for a fact that came too late and changes nothing. A cancelled
 * or skipped touch that turns out to have been sent was in the carrier's hands already: the record follows what
 * happened. One that failed begins again only with another contact.
 */
export const moves: Record<TouchState, Record<TouchSignal, TouchState | null>> = {
  planned: waiting,
  rescheduled: waiting,
  checking: { ...underWay, permitted: 'sending' },
  sending: underWay,
  blocked: { ...none, ...withdrawn, postponed: 'rescheduled', redirected: 'checking' },
  sent: { ...none, failed: 'failed' },
  failed: { ...none, postponed: 'rescheduled' },
  skipped: takenBack,
  cancelled: takenBack,
};

export type TouchDecision = {
  at: Date;
  result: boolean;
  ruleId: string | null;
  reasons: string[];
  nextAllowedAt: Date | null;
};

export type Touch = {
  _id: string;
  creditorId: string;
  customerId: string;
  documentId: string;
  debtId: string | null;
  campaignId: string;
  slot: number;
  /** `mail` only for a validation notice: the campaign did not ask for letters, the law asks for the notice. */
  channel: TouchChannel | 'mail';
  contactId: string | null;
  /** When it was first meant to be. Reschedules move `dueAt`, and may not move it far from here. */
  plannedAt: Date;
  dueAt: Date;
  /** Why at this time of day: it is when the person was last reached. Null: drawn from the first two hours. */
  timeBecause: Reached | null;
  windowStart: Date;
  windowEnd: Date;
  state: TouchState;
  /** Tries so far. Each try is one interaction. */
  attempt: number;
  reschedules: number;
  /** Channels that this touch was refused on. */
  refusedOn: string[];
  /** Those of them that had no contact to use. */
  unreachableOn: string[];
  /** Contacts where it failed for good: the one other contact that it may still go to is none of these. */
  failedContactIds: string[];
  /** Tries that are over: what is told of them again, or late, is old news. */
  closedTries: string[];
  subject: string;
  lastDecision: TouchDecision | null;
  /** The interaction of the latest try whose outcome is known. */
  interactionId: string | null;
  templateId: string | null;
  sentAt: Date | null;
  /** Why it was skipped, cancelled or failed. */
  outcomeReason: string | null;
};

/** The touch after a signal, or undefined when the signal comes too late to change it. */
export function move(touch: Touch, signal: TouchSignal, changed: Partial<Touch> = {}): Touch | undefined {
  const state = moves[touch.state][signal];
  return state === null ? undefined : { ...touch, ...changed, state };
}

/** The try with this interaction is over, whatever is told of it from now on. */
export const closing = ({ closedTries }: Touch, interactionId: string): Pick<Touch, 'closedTries'> => ({
  closedTries: closedTries.includes(interactionId) ? closedTries : [...closedTries, interactionId],
});

export const isWaiting = ({ state }: Touch): boolean => state === 'planned' || state === 'rescheduled';

/** Its outcome is not yet known. */
export const isOpen = ({ state }: Touch): boolean =>
  ['planned', 'rescheduled', 'checking', 'sending', 'blocked'].includes(state);
