import assert from 'node:assert/strict';
import type { Cadence, TouchChannel } from '../cadence/cadence.ts';
import { parseCadence } from '../cadence/parse-cadence.ts';
import { nothingBefore, schedule, type Before, type CadenceWarning } from '../cadence/schedule.ts';
import { dueInWindow, firstDate, touchWindow } from '../cadence/touch-window.ts';
import { subjectOfSlot } from '../touches/subject.ts';
import type { Touch } from '../touches/touch.ts';
import type { Campaign, StoredSchedule } from './campaign.ts';

type Place = { timeZone: string; zones: readonly string[] };

const zonesOf = ({ timeZone, zones }: Place): [string, ...string[]] => [
  timeZone,
  ...zones.filter((zone) => zone !== timeZone),
];

export type PlannedSchedule = {
  schedule: StoredSchedule | null;
  warnings: (CadenceWarning | 'cadence_not_understood')[];
};

/** A phrase as dates, or as nothing at all: a guess never contacts a person. No date left is no schedule either. */
export function planSchedule(
  phrase: string,
  channels: readonly TouchChannel[],
  place: Place,
  day: Date | string,
  before: Before = nothingBefore,
): PlannedSchedule {
  const cadence = parseCadence(phrase);
  if (!cadence) return { schedule: null, warnings: ['cadence_not_understood'] };
  const zones = zonesOf(place);
  const startDate = typeof day === 'string' ? day : firstDate(day, cadence.timeOfDay, zones);
  const { slots, cap, ceilingApplied, warnings } = schedule(cadence, startDate, channels, before);
  if (slots.length === 0) return { schedule: null, warnings };
  return { schedule: stored(cadence, slots, { startDate, zones, cap, ceilingApplied }), warnings };
}

type Around = { startDate: string; zones: [string, ...string[]]; cap: number; ceilingApplied: boolean };

const stored = (
  cadence: Cadence,
  slots: { slot: number; date: string; channel: TouchChannel }[],
  { startDate, zones, cap, ceilingApplied }: Around,
): StoredSchedule => ({
  source: 'parsed',
  grammarVersion: 1,
  startDate,
  timeZone: zones[0],
  slots: slots.map(({ slot, date, channel }) => {
    const { start, end } = touchWindow(date, cadence.timeOfDay, zones);
    return { slot, date, windowStart: start, windowEnd: end, channel };
  }),
  cap,
  ceilingApplied,
});

/** One touch for each slot, due at a minute that is drawn once and then stays. */
export const planTouches = (campaign: Campaign, newTouchId: () => string, now: Date): Touch[] =>
  (campaign.schedule?.slots ?? []).map(({ slot, channel, windowStart, windowEnd }) => {
    const _id = newTouchId();
    const dueAt = dueInWindow({ start: windowStart, end: windowEnd }, now, _id);
    const { creditorId, customerId, documentId, debtId } = campaign;
    assert(customerId !== null); // without a person there is no schedule
    return {
      _id, creditorId, customerId, documentId, debtId, campaignId: campaign._id, slot, channel, contactId: null,
      plannedAt: dueAt, dueAt, timeBecause: null, windowStart, windowEnd, state: 'planned', attempt: 0, reschedules: 0, refusedOn: [],
      unreachableOn: [], failedContactIds: [], closedTries: [], subject: subjectOfSlot(slot), lastDecision: null, interactionId: null, templateId: null, sentAt: null, outcomeReason: null,
    };
  }); // prettier-ignore
