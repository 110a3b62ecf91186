import { happened, withCampaign, withTouch, type Situation } from '../campaigns/situation.ts';
import { validationNotice } from './subject.ts';
import { move, type Touch, type TouchDecision } from './touch.ts';

const touchOf = ({ touches }: Situation, touchId: string): Touch | undefined =>
  touches.find(({ _id }) => _id === touchId);

type Sent = Pick<Touch, 'contactId' | 'templateId'> & { interactionId: string; sentAt: Date; subject: string | null };

/** The provider has it. A touch that was taken back meanwhile was in flight, and the log says so. */
export function sent(situation: Situation, touchId: string, by: Sent, now: Date): Situation {
  const touch = touchOf(situation, touchId);
  const subject = by.subject ?? touch?.subject ?? '';
  const after = touch && move(touch, 'sent', { ...by, subject, outcomeReason: null });
  if (!touch || !after) return situation;
  const inFlight = touch.state === 'cancelled' || touch.state === 'skipped';
  const told = happened(withTouch(situation, after), { kind: 'touch-sent', touch: after, inFlight });
  const reached = withCampaign(told, { noContactSince: null }, now);
  // Where another message took the notice's place, the notice had been given before: by a duty, or elsewhere.
  if (touch.subject !== validationNotice && after.subject !== validationNotice) return reached;
  return { ...reached, document: { ...reached.document, validationNoticeAt: by.sentAt } };
}

/** A try whose refusal was told before may be told again in other words: the touch has gone on since. */
const isOldNews = (touch: Touch, interactionId: string): boolean =>
  touch.state !== 'sent' && touch.interactionId === interactionId;

/** Tried as often as it may be, and not delivered; or sent, and come back. */
export function failed(situation: Situation, touchId: string, interactionId: string, reason: string): Situation {
  const touch = touchOf(situation, touchId);
  if (!touch || isOldNews(touch, interactionId)) return situation;
  const after = move(touch, 'failed', { interactionId, outcomeReason: reason });
  return after ? happened(withTouch(situation, after), { kind: 'touch-failed', touch: after, reason }) : situation;
}

/** The communicator dropped it before it went out. */
export function dropped(situation: Situation, touchId: string, interactionId: string, reason: string): Situation {
  const touch = touchOf(situation, touchId);
  if (!touch || isOldNews(touch, interactionId)) return situation;
  const after = move(touch, 'cancelled', { interactionId, outcomeReason: reason });
  return after ? happened(withTouch(situation, after), { kind: 'touch-cancelled', touch: after, reason }) : situation;
}

/** Every decision about a touch is logged, whenever it is heard of; a permit lets a touch that still waits go on. */
export function checked(
  situation: Situation,
  touchId: string,
  decision: TouchDecision,
  logged: Record<string, unknown>,
): Situation {
  const touch = touchOf(situation, touchId);
  if (!touch) return situation;
  const noted = { ...touch, lastDecision: decision };
  const after = (decision.result && move(noted, 'permitted')) || noted;
  return happened(withTouch(situation, after), { kind: 'touch-checked', touch: after, decision: logged });
}
