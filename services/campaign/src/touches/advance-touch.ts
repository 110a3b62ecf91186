import { happened, referenceZone, withCampaign, withTouch, type Situation } from '../campaigns/situation.ts';
import { endCampaign, reconcile } from '../campaigns/stop-campaign.ts';
import { openChannels } from '../campaigns/campaign.ts';
import { effectOf } from './block-effects.ts';
import { cameTooLate, newDueAt } from './reschedule.ts';
import { noticeChannels, noticeFirst, validationNotice } from './subject.ts';
import { isOpen, move, type Touch } from './touch.ts';
import type { BlockingReason } from '@fairdue/contracts';

const touchOf = ({ touches }: Situation, touchId: string): Touch | undefined =>
  touches.find(({ _id }) => _id === touchId);

function skip(situation: Situation, touch: Touch, reason: string): Situation {
  const after = move(touch, 'skipped', { outcomeReason: reason });
  return after ? happened(withTouch(situation, after), { kind: 'touch-skipped', touch: after, reason }) : situation;
}

/** One more try: the communicator is told, and asks the guard. */
function tryNow(
  situation: Situation,
  touch: Touch,
  signal: 'fell-due' | 'redirected',
  changed: Partial<Touch>,
): Situation {
  const after = move(touch, signal, { ...changed, attempt: touch.attempt + 1 });
  return after ? happened(withTouch(situation, after), { kind: 'touch-due', touch: after }) : situation;
}

/** A touch's time has come. Ends and holds are looked at again, on what is known at this moment. */
export function fallDue(before: Situation, touchId: string, now: Date): Situation {
  const situation = reconcile(before, now);
  const touch = touchOf(situation, touchId);
  if (!touch || !isOpen(touch)) return situation;
  if (situation.campaign.state !== 'running') return skip(situation, touch, situation.campaign.pauseReason ?? 'paused');
  if (cameTooLate(touch, situation.touches, now)) return skip(situation, touch, 'slipped_too_far');
  if (!noticeFirst(situation) || touch.subject === validationNotice) return tryNow(situation, touch, 'fell-due', {});
  return tryNow(situation, touch, 'fell-due', {
    subject: validationNotice,
    channel: noticeChannels(situation.campaign)[0] ?? 'mail',
  });
}

/** The channels that a refused touch may still be tried on: once each. */
function otherChannels({ campaign }: Situation, touch: Touch): Touch['channel'][] {
  const possible = touch.subject === validationNotice ? noticeChannels(campaign) : openChannels(campaign);
  return possible.filter((channel) => channel !== touch.channel && !touch.refusedOn.includes(channel));
}

const noContact = /^(contactNotFound|contactNotUsable|textNotEnabled)$/;
const noContactMsMax = 14 * 86_400_000;

/** No channel left for this touch. When there has been nothing to reach the person by for two weeks, that ends it. */
function nowhereLeft(situation: Situation, touch: Touch, blocking: readonly BlockingReason[], now: Date): Situation {
  const [first] = blocking;
  const skipped = skip(situation, touch, first?.ruleId ?? first?.reasonCode ?? 'blocked');
  if (!blocking.some(({ reasonCode }) => noContact.test(reasonCode))) return skipped;
  const since = situation.campaign.noContactSince;
  if (since && now.getTime() - since.getTime() >= noContactMsMax) return endCampaign(skipped, 'no_contact', now);
  return since ? skipped : withCampaign(skipped, { noContactSince: now }, now);
}

type Block = { interactionId: string; blocking: readonly BlockingReason[]; nextAllowedAt: string | null };

/** The guard, or a check before it, said no. */
export function block(
  before: Situation,
  touchId: string,
  { interactionId, blocking, nextAllowedAt }: Block,
  now: Date,
): Situation {
  const touch = touchOf(before, touchId);
  if (!touch || touch.interactionId === interactionId) return before; // told before
  const blocked = move(touch, 'blocked', { interactionId, refusedOn: [...touch.refusedOn, touch.channel] });
  if (!blocked) return before;
  const situation = withTouch(before, blocked);
  const effect = effectOf(blocking, nextAllowedAt);

  switch (effect.touch) {
    case 'skip': {
      const skipped = skip(situation, blocked, effect.reason);
      if (effect.end) return endCampaign(skipped, effect.end, now);
      return reconcile(withCampaign(skipped, { pausedByGuard: effect.pause ?? null }, now), now);
    }
    case 'send-notice': {
      const channel = noticeChannels(situation.campaign)[0] ?? 'mail';
      if (blocked.subject === validationNotice) return nowhereLeft(situation, blocked, blocking, now);
      return tryNow(situation, blocked, 'redirected', { subject: validationNotice, channel, refusedOn: [] });
    }
    case 'reschedule': {
      const dueAt = newDueAt(blocked, situation.touches, effect.until, referenceZone(situation));
      if (!dueAt) return skip(situation, blocked, 'slipped_too_far');
      const later = move(blocked, 'postponed', {
        dueAt,
        reschedules: blocked.reschedules + 1,
        refusedOn: touch.refusedOn,
      });
      const ruleId = blocking.find((reason) => reason.ruleId !== null)?.ruleId ?? null;
      return later
        ? happened(withTouch(situation, later), { kind: 'touch-rescheduled', touch: later, from: touch.dueAt, ruleId })
        : situation;
    }
    case 'other-channel': {
      const [channel] = otherChannels(situation, blocked);
      if (!channel) return nowhereLeft(situation, blocked, blocking, now);
      return tryNow(situation, blocked, 'redirected', { channel, contactId: null });
    }
  }
}
