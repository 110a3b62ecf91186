import type { TouchChannel } from '../cadence/cadence.ts';

export type TouchState =
  | 'planned' | 'checking' | 'sending' | 'sent' | 'failed' | 'blocked' | 'rescheduled' | 'skipped' | 'cancelled'; // prettier-ignore

/** What happens to a touch. The guard decides and the communicator sends: their facts move it, or its own time does. */
export type TouchSignal =
  | 'fell-due' | 'permitted' | 'sent' | 'failed' | 'blocked' | 'postponed' | 'redirected' | 'skipped' | 'cancelled'; // prettier-ignore

/**
 * Every move there is. What is missing is a fact that came too late, and changes nothing. A cancelled or skipped touch
 * that turns out to have been sent was in the carrier's hands already: the record follows what happened.
 */
const moves: Record<TouchState, Partial<Record<TouchSignal, TouchState>>> = {
  planned: { 'fell-due': 'checking', skipped: 'skipped', cancelled: 'cancelled' },
  rescheduled: { 'fell-due': 'checking', skipped: 'skipped', cancelled: 'cancelled' },
  checking: {
    permitted: 'sending',
    sent: 'sent',
    failed: 'failed',
    blocked: 'blocked',
    skipped: 'skipped',
    cancelled: 'cancelled',
  },
  sending: { sent: 'sent', failed: 'failed', blocked: 'blocked', skipped: 'skipped', cancelled: 'cancelled' },
  blocked: { postponed: 'rescheduled', redirected: 'checking', skipped: 'skipped', cancelled: 'cancelled' },
  sent: { failed: 'failed' },
  failed: {},
  skipped: { sent: 'sent' },
  cancelled: { sent: 'sent' },
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
  windowStart: Date;
  windowEnd: Date;
  state: TouchState;
  /** Tries so far. Each try is one interaction. */
  attempt: number;
  reschedules: number;
  /** Channels that this touch was refused on. */
  refusedOn: string[];
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
  return state && { ...touch, ...changed, state };
}

export const isWaiting = ({ state }: Touch): boolean => state === 'planned' || state === 'rescheduled';

/** Its outcome is not yet known. */
export const isOpen = ({ state }: Touch): boolean =>
  ['planned', 'rescheduled', 'checking', 'sending', 'blocked'].includes(state);
