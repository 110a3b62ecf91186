import { DateTime } from 'luxon';
import { nothingBefore } from '../cadence/schedule.ts';
import { aimAtBestTime } from '../touches/best-time.ts';
import { isOpen, isWaiting, type Touch } from '../touches/touch.ts';
import { openChannels, type Campaign, type StoredSchedule } from './campaign.ts';
import { planSchedule, planTouches, type PlannedSchedule } from './plan-campaign.ts';
import { happened, referenceZone, withCampaign, type Situation } from './situation.ts';

/** Tried at least once, whatever became of it: its slot is used up. One that still waits is only a plan. */
const isBegun = (touch: Touch): boolean => !isWaiting(touch) && touch.state !== 'cancelled';
/** Somebody was contacted, or may be at this moment. */
const isContact = (touch: Touch): boolean => touch.state === 'sent' || (isOpen(touch) && touch.attempt > 0);

/** What a phrase would become from today on, beside the contacts that have been made. */
export function scheduleAnew(situation: Situation, phrase: string, now: Date): PlannedSchedule {
  const { campaign, customer, touches } = situation;
  const timeZone = referenceZone(situation);
  const begun = touches.filter(isBegun);
  const dates = begun
    .filter(isContact)
    .map(({ sentAt, dueAt }) => DateTime.fromJSDate(sentAt ?? dueAt, { zone: timeZone }).toISODate() ?? '');
  const before = { dates, slotsMax: Math.max(0, nothingBefore.slotsMax - begun.length) };
  const planned = planSchedule(phrase, openChannels(campaign), { timeZone, zones: customer.zones }, now, before);
  const last = Math.max(0, ...begun.map(({ slot }) => slot));
  return {
    ...planned,
    schedule: planned.schedule && {
      ...planned.schedule,
      slots: planned.schedule.slots.map((slot) => ({ ...slot, slot: slot.slot + last })),
    },
  };
}

const ofTone: ReadonlySet<string> = new Set(['tone_clamped', 'tone_not_understood']);

type Planned = { cadence: string; schedule: StoredSchedule | null; warnings: PlannedSchedule['warnings'] };

/** The campaign with these dates from now on, and a touch for each. What it waits for otherwise it goes on waiting for. */
export function withSchedule(
  situation: Situation,
  { cadence, schedule, warnings }: Planned,
  newTouchId: () => string,
  now: Date,
): Situation {
  const { state, warnings: old } = situation.campaign;
  const changed: Partial<Campaign> = {
    cadence,
    schedule,
    warnings: [...warnings, ...old.filter((warning) => ofTone.has(warning))],
    state: state === 'paused' ? state : schedule ? 'running' : 'awaiting_schedule',
  };
  const scheduled = withCampaign(situation, changed, now);
  const touches = planTouches(scheduled.campaign, newTouchId, now);
  const own = new Set(touches.map(({ _id }) => _id));
  const aimed = aimAtBestTime({ ...scheduled, touches: [...scheduled.touches, ...touches] }, now);
  const planned = aimed.touches.filter(({ _id }) => own.has(_id));
  return happened(aimed, ...planned.map((touch) => ({ kind: 'touch-planned', touch }) as const));
}
