import type { Touch } from '../touches/touch.ts';
import type { Campaign } from './campaign.ts';
import { isWaiting } from '../touches/touch.ts';

const time = (at: Date | null): string | null => at?.toISOString() ?? null;

export const scheduleWire = (schedule: Campaign['schedule']) =>
  schedule && {
    ...schedule,
    slots: schedule.slots.map((slot) => ({
      ...slot,
      windowStart: time(slot.windowStart),
      windowEnd: time(slot.windowEnd),
    })),
  };

/** The campaign record. Its counters are counted, not kept: they cannot disagree with the touches. */
export function campaignWire(campaign: Campaign, touches: readonly Touch[]) {
  const { _id: id, documentId, debtId, state, sms, email, call, tone, toneVariant, cadence, notes, optOuts } = campaign;
  const waiting = state === 'ended' ? [] : touches.filter(isWaiting);
  const next = waiting.map(({ dueAt }) => dueAt).sort((a, b) => a.getTime() - b.getTime())[0];
  const count = (of: Touch['state']): number => touches.filter((touch) => touch.state === of).length;
  return {
    id, documentId, active: state !== 'ended', sms, email, call, tone, cadence, notes,
    createdAt: time(campaign.createdAt), updatedAt: time(campaign.updatedAt), state, pauseReason: campaign.pauseReason,
    endReason: campaign.endReason, endedAt: time(campaign.endedAt), toneVariant, schedule: scheduleWire(campaign.schedule),
    warnings: campaign.warnings, optOuts: { sms: time(optOuts.sms), email: time(optOuts.email), call: time(optOuts.call) },
    nextTouchAt: time(next ?? null), touchesPlanned: waiting.length, touchesSent: count('sent'),
    touchesBlocked: touches.filter(({ lastDecision }) => lastDecision?.result === false).length,
    touchesSkipped: count('skipped'), debtId, personId: campaign.customerId,
  };
} // prettier-ignore

export function touchWire(touch: Touch) {
  const { _id: id, campaignId, slot, channel, contactId, state, lastDecision, interactionId, subject, templateId } = touch;
  return {
    id, campaignId, slot, channel, contactId, dueAt: time(touch.dueAt), windowStart: time(touch.windowStart),
    windowEnd: time(touch.windowEnd), state, attempts: touch.attempt,
    lastDecision: lastDecision && { ...lastDecision, at: time(lastDecision.at), nextAllowedAt: time(lastDecision.nextAllowedAt) },
    interactionId, subject, templateId, sentAt: time(touch.sentAt), outcomeReason: touch.outcomeReason,
  };
} // prettier-ignore
