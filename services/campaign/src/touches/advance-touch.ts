import type { BlockingReason } from '@fairdue/contracts';
import type { Zones } from '../cadence/touch-window.ts';
import { openChannels } from '../campaigns/campaign.ts';
import { lookAnew } from '../campaigns/look-anew.ts';
import { askStaff, referenceZone, withCampaign, type Situation } from '../campaigns/situation.ts';
import { endCampaign, optOut, reconcile } from '../campaigns/stop-campaign.ts';
import { effectOf, reasonOf, type BlockEffect } from './block-effects.ts';
import { cameTooLate, isBusy, newDueAt, nextOpening } from './reschedule.ts';
import { step, touchOf, type Why } from './step-touch.ts';
import { noticeChannels, noticeFirst, validationNotice } from './subject.ts';
import { closing, isWaiting, type Touch } from './touch.ts';

export const zonesOf = (situation: Situation): Zones => {
  const now = referenceZone(situation);
  return { planned: situation.campaign.schedule?.timeZone ?? now, now };
};

const skip = (situation: Situation, touch: Touch, because: string): Situation =>
  step(situation, touch, 'skipped', { because });

/** Later, if that is not too far off; else not at all. */
export function postpone(situation: Situation, touch: Touch, from: Date, why: Why, changed: Partial<Touch> = {}): Situation {
  const dueAt = newDueAt(touch, situation.touches, from, zonesOf(situation));
  if (!dueAt) return skip(situation, touch, 'slipped_too_far');
  return step(situation, touch, 'postponed', why, { ...changed, dueAt, reschedules: touch.reschedules + 1 });
} // prettier-ignore

const isClosed = ({ campaign }: Situation, { channel }: Touch): boolean =>
  channel !== 'mail' && campaign.optOuts[channel] !== null;

/**
 * A touch's time has come. Ends and holds are looked at again, on what is known at this moment; a pause that only a
 * refusal told of is put to the guard again, so that it never outlives its cause unseen.
 */
export function fallDue(
  before: Situation,
  touchId: string,
  now: Date,
  mayHaveBeenMade: (at: Date) => boolean = () => false,
): Situation {
  const situation = lookAnew(before, now);
  const touch = touchOf(situation, touchId);
  if (!touch || !isWaiting(touch)) return situation;
  if (situation.campaign.state !== 'running') return skip(situation, touch, situation.campaign.pauseReason ?? 'paused');
  if (isClosed(situation, touch)) return step(situation, touch, 'cancelled', { because: 'opted_out' });
  if (mayHaveBeenMade(touch.dueAt)) return skip(situation, touch, 'may_have_been_made');
  if (cameTooLate(touch, situation.touches, now)) return skip(situation, touch, 'slipped_too_far');
  const opening = nextOpening(touch, now, zonesOf(situation));
  if (opening) return postpone(situation, touch, opening, { because: 'window_missed' });

  const attempt = touch.attempt + 1;
  if (!noticeFirst(situation) || touch.subject === validationNotice)
    return step(situation, touch, 'fell-due', { because: null }, { attempt });
  const channel = noticeChannels(situation.campaign)[0] ?? 'mail';
  return step(situation, touch, 'fell-due', { because: null }, { attempt, subject: validationNotice, channel });
}

/** The channels that a refused touch may still be tried on: once each. */
function otherChannels({ campaign }: Situation, touch: Touch): Touch['channel'][] {
  const possible = touch.subject === validationNotice ? noticeChannels(campaign) : openChannels(campaign);
  return possible.filter((channel) => channel !== touch.channel && !touch.refusedOn.includes(channel));
}

/** No channel left for this touch. From when none had a contact to use, two weeks are given for one to appear. */
function nowhereLeft(situation: Situation, touch: Touch, because: string, now: Date): Situation {
  const skipped = skip(situation, touch, because);
  const isUnreachable = touch.refusedOn.every((channel) => touch.unreachableOn.includes(channel));
  if (!isUnreachable || situation.campaign.noContactSince) return reconcile(skipped, now);
  return reconcile(withCampaign(skipped, { noContactSince: now }, now), now);
}

const redirect = (situation: Situation, touch: Touch, because: string, changed: Partial<Touch>): Situation =>
  step(situation, touch, 'redirected', { because }, { ...changed, attempt: touch.attempt + 1, contactId: null });

type Block = { interactionId: string; blocking: readonly BlockingReason[]; nextAllowedAt: string | null };
type Refused = { touch: Touch; because: string; ruleId: string | null };

/** The guard, or a check before it, said no. A refusal told before, or of a try long over, changes nothing. */
export function block(before: Situation, touchId: string, by: Block, now: Date): Situation {
  const touch = touchOf(before, touchId);
  if (!touch || touch.closedTries.includes(by.interactionId)) return before;
  const effect = effectOf(by.blocking, by.nextAllowedAt);
  const unreachable = effect.touch === 'other-channel' && effect.unreachable ? [touch.channel] : [];
  const because = reasonOf(by.blocking);
  const situation = step(before, touch, 'blocked', { because }, {
    interactionId: by.interactionId,
    refusedOn: [...touch.refusedOn, touch.channel],
    unreachableOn: [...touch.unreachableOn, ...unreachable],
    ...closing(touch, by.interactionId),
  });
  const blocked = touchOf(situation, touchId);
  if (!blocked || situation === before) return before;
  const ruleId = by.blocking.find((reason) => reason.ruleId !== null)?.ruleId ?? null;
  return follow(situation, { touch: blocked, because, ruleId }, effect, now);
} // prettier-ignore

function follow(situation: Situation, refused: Refused, effect: BlockEffect, now: Date): Situation {
  const { touch, because, ruleId } = refused;
  switch (effect.touch) {
    case 'skip': {
      const skipped = skip(situation, touch, effect.reason);
      if (effect.end) return endCampaign(skipped, effect.end, now);
      return reconcile(withCampaign(skipped, { pausedByGuard: effect.pause }, now), now);
    }
    case 'send-notice': {
      if (touch.subject === validationNotice) return nowhereLeft(situation, touch, because, now);
      const channel = noticeChannels(situation.campaign)[0] ?? 'mail';
      return redirect(situation, touch, because, { subject: validationNotice, channel, refusedOn: [], unreachableOn: [] });
    }
    case 'reschedule': {
      const free = otherChannels(situation, touch).find((each) => !isBusy(each, touch, situation.touches, now));
      if (effect.orElsewhere && free) return redirect(situation, touch, because, { channel: free });
      const refusedOn = touch.refusedOn.filter((each) => each !== touch.channel); // it may go there later
      return postpone(situation, touch, effect.until, { because, ruleId }, { refusedOn });
    }
    case 'other-channel':
      return elsewhere(situation, refused, effect, now);
  }
} // prettier-ignore

/** On to the next channel, and then what the refusal means for the campaign: the touch has left the closed channel. */
function elsewhere(
  situation: Situation,
  { touch, because }: Refused,
  { closes, task }: Extract<BlockEffect, { touch: 'other-channel' }>,
  now: Date,
): Situation {
  const asked = task ? askStaff(situation, { task, channel: touch.channel, because }, now) : situation;
  const [channel] = otherChannels(asked, touch);
  const moved = channel ? redirect(asked, touch, because, { channel }) : nowhereLeft(asked, touch, because, now);
  if (!closes || touch.channel === 'mail' || moved.campaign.optOuts[touch.channel] !== null) return moved;
  const actor = { kind: 'borrower', id: moved.customer._id } as const;
  return optOut(moved, { channel: touch.channel, actor, source: `guard:${because}`, notes: null }, now);
}
