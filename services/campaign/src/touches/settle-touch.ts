import { openChannels } from '../campaigns/campaign.ts';
import { happened, withCampaign, withTouch, type Situation } from '../campaigns/situation.ts';
import { hasContactOn } from '../customers/customer.ts';
import { zonesOf } from './advance-touch.ts';
import { newDueAt } from './reschedule.ts';
import { step, touchOf } from './step-touch.ts';
import { validationNotice } from './subject.ts';
import { closing, move, type Touch, type TouchDecision } from './touch.ts';

type Sent = Pick<Touch, 'contactId' | 'templateId'> & { interactionId: string; sentAt: Date; subject: string | null };

/** The provider has it. A touch that was taken back meanwhile was in flight, and the log says so. */
export function sent(situation: Situation, touchId: string, by: Sent, now: Date): Situation {
  const touch = touchOf(situation, touchId);
  if (!touch || touch.closedTries.includes(by.interactionId)) return situation;
  const subject = by.subject ?? touch.subject;
  const told = step(situation, touch, 'sent', { because: null }, { ...by, subject, outcomeReason: null });
  if (told === situation) return situation;
  // A campaign that nothing changes about is not written: most never missed a contact.
  const reached = told.campaign.noContactSince ? withCampaign(told, { noContactSince: null }, now) : told;
  // Where another message took the notice's place, the notice had been given before: by a duty, or elsewhere.
  if (touch.subject !== validationNotice && subject !== validationNotice) return reached;
  return { ...reached, document: { ...reached.document, validationNoticeAt: by.sentAt } };
}

/** Of a touch that went out only that try's own word counts; a try that is over is not heard again. */
const isOldNews = (touch: Touch, interactionId: string): boolean =>
  touch.closedTries.includes(interactionId) || (touch.state === 'sent' && touch.interactionId !== interactionId);

type Failed = { interactionId: string; contactId: string | null; reason: string; isContactGone: boolean };

/** Tried as often as it may be, and not delivered; or sent, and come back. */
export function failed(situation: Situation, touchId: string, by: Failed, now: Date): Situation {
  const touch = touchOf(situation, touchId);
  if (!touch || isOldNews(touch, by.interactionId)) return situation;
  const { interactionId, contactId, reason, isContactGone } = by;
  const gone = isContactGone && contactId ? [contactId] : [];
  const failedContactIds = [...touch.failedContactIds, ...gone];
  const close = { interactionId, failedContactIds, ...closing(touch, interactionId) };
  const told = step(situation, touch, 'failed', { because: reason }, close);
  return gone.length > 0 && touch.failedContactIds.length === 0 ? toAnotherContact(told, touchId, now) : told;
}

/** What came back from one address or number goes to another of the same channel, once, and as lawfully as the first time. */
function toAnotherContact(situation: Situation, touchId: string, now: Date): Situation {
  const touch = touchOf(situation, touchId);
  const { campaign, customer, touches } = situation;
  if (touch?.state !== 'failed' || campaign.state !== 'running') return situation;
  const { channel, failedContactIds } = touch;
  if (channel !== 'mail' && !openChannels(campaign).includes(channel)) return situation;
  if (!hasContactOn(customer, channel, failedContactIds)) return situation;
  const dueAt = newDueAt(touch, touches, now, zonesOf(situation));
  if (!dueAt) return situation;
  const anew = { dueAt, reschedules: touch.reschedules + 1, contactId: null, sentAt: null, outcomeReason: null };
  return step(situation, touch, 'postponed', { because: 'other_contact' }, anew);
}

/** The communicator dropped it before it went out. */
export function dropped(situation: Situation, touchId: string, interactionId: string, because: string): Situation {
  const touch = touchOf(situation, touchId);
  if (!touch || isOldNews(touch, interactionId)) return situation;
  return step(situation, touch, 'cancelled', { because }, { interactionId, ...closing(touch, interactionId) });
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
  const isNewest = touch.lastDecision === null || touch.lastDecision.at <= decision.at;
  const noted = isNewest ? { ...touch, lastDecision: decision } : touch;
  const isOpenTry = decision.result && !touch.closedTries.includes(String(logged['interactionId']));
  const after = (isOpenTry && move(noted, 'permitted')) || noted;
  return happened(withTouch(situation, after), { kind: 'touch-checked', touch: after, decision: logged });
}
