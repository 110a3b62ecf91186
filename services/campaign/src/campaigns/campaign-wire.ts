import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import type { Touch } from '../touches/touch.ts';
import { isWaiting } from '../touches/touch.ts';
import type { Campaign } from './campaign.ts';

const Instant = z.iso.datetime();
const Channel = z.enum(['sms', 'email', 'call']);
export const ToneVariant = z.enum(['empathetic', 'neutral', 'firm']);
export const Warning = z.enum([
  'cadence_lowered', 'cadence_clipped', 'slot_beyond_horizon', 'channel_not_enabled', 'cadence_default_spacing',
  'cadence_not_understood', 'tone_clamped', 'tone_not_understood', 'no_person',
]); // prettier-ignore

/** What a cadence became: a date, a window and a channel for each contact. */
export const ScheduleBody = z.strictObject({
  source: z.enum(['parsed', 'operator']),
  grammarVersion: z.literal(1),
  startDate: z.iso.date(),
  timeZone: z.string(),
  slots: z.array(
    z.strictObject({
      slot: z.int().positive(),
      date: z.iso.date(),
      windowStart: Instant,
      windowEnd: Instant,
      channel: Channel,
    }),
  ),
  cap: z.int(),
  ceilingApplied: z.boolean(),
});

/** The campaign record (campaign-api 4.3). */
export const CampaignBody = z.strictObject({
  id: Id,
  documentId: Id,
  active: z.boolean(),
  sms: z.boolean(),
  email: z.boolean(),
  call: z.boolean(),
  tone: z.string(),
  cadence: z.string(),
  notes: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  state: z.enum(['running', 'awaiting_schedule', 'paused', 'ended']),
  pauseReason: z.string().nullable(),
  endReason: z.enum([
    'loan_current', 'paid', 'settled', 'retracted', 'closed', 'deceased', 'ceased', 'opt_out_all',
    'all_channels_opted_out', 'no_contact', 'completed', 'superseded', 'schedule_never_set',
    'cancelled', 'document_deleted', 'dispute_upheld', 'discharged',
  ]).nullable(),
  endedAt: Instant.nullable(),
  toneVariant: ToneVariant,
  schedule: ScheduleBody.nullable(),
  warnings: z.array(Warning),
  optOuts: z.strictObject({ sms: Instant.nullable(), email: Instant.nullable(), call: Instant.nullable() }),
  nextTouchAt: Instant.nullable(),
  touchesPlanned: z.int(),
  touchesSent: z.int(),
  touchesBlocked: z.int(),
  touchesSkipped: z.int(),
  debtId: Id.nullable(),
  personId: Id.nullable(),
  /** The portfolio campaign that this one is a member of, and its arm there. */
  portfolioId: Id.nullable(),
  arm: z.string().nullable(),
}); // prettier-ignore

/** `channel` is `mail` only for a validation notice, which the law asks for and not the campaign. */
export const TouchBody = z.strictObject({
  id: Id,
  campaignId: Id,
  slot: z.int().positive(),
  channel: z.enum([...Channel.options, 'mail']),
  contactId: Id.nullable(),
  dueAt: Instant,
  timeBecause: z.strictObject({ how: z.enum(['opened', 'answered', 'wrote']), at: Instant }).nullable(),
  windowStart: Instant,
  windowEnd: Instant,
  state: z.enum([
    'planned', 'checking', 'sending', 'sent', 'failed', 'blocked', 'rescheduled', 'skipped', 'cancelled',
  ]),
  attempts: z.int(),
  lastDecision: z.strictObject({
    at: Instant,
    result: z.boolean(),
    ruleId: z.string().nullable(),
    reasons: z.array(z.string()),
    nextAllowedAt: Instant.nullable(),
  }).nullable(),
  interactionId: Id.nullable(),
  subject: z.string(),
  templateId: z.string().nullable(),
  sentAt: Instant.nullable(),
  outcomeReason: z.string().nullable(),
}); // prettier-ignore

export const OneCampaign = z.strictObject({ campaign: CampaignBody });
export const CampaignList = z.strictObject({ campaigns: z.array(CampaignBody) });
export const CampaignWithTouches = z.strictObject({ campaign: CampaignBody, touches: z.array(TouchBody) });

const time = (at: Date | null): string | null => at?.toISOString() ?? null;

export const scheduleWire = (schedule: Campaign['schedule']): z.output<typeof ScheduleBody> | null =>
  schedule && {
    ...schedule,
    slots: schedule.slots.map((slot) => ({
      ...slot,
      windowStart: slot.windowStart.toISOString(),
      windowEnd: slot.windowEnd.toISOString(),
    })),
  };

/** The campaign record. Its counters are counted, not kept: they cannot disagree with the touches. */
export function campaignWire(campaign: Campaign, touches: readonly Touch[]): z.output<typeof CampaignBody> {
  const { _id: id, documentId, debtId, state, sms, email, call, tone, toneVariant, cadence, notes, optOuts } = campaign;
  const waiting = state === 'ended' ? [] : touches.filter(isWaiting);
  const next = waiting.map(({ dueAt }) => dueAt).sort((a, b) => a.getTime() - b.getTime())[0];
  const count = (of: Touch['state']): number => touches.filter((touch) => touch.state === of).length;
  return {
    id, documentId, active: state !== 'ended', sms, email, call, tone, cadence, notes,
    createdAt: campaign.createdAt.toISOString(), updatedAt: campaign.updatedAt.toISOString(), state,
    pauseReason: campaign.pauseReason, endReason: campaign.endReason, endedAt: time(campaign.endedAt), toneVariant,
    schedule: scheduleWire(campaign.schedule), warnings: campaign.warnings,
    optOuts: { sms: time(optOuts.sms), email: time(optOuts.email), call: time(optOuts.call) },
    nextTouchAt: time(next ?? null), touchesPlanned: waiting.length, touchesSent: count('sent'),
    touchesBlocked: touches.filter(({ lastDecision }) => lastDecision?.result === false).length,
    touchesSkipped: count('skipped'), debtId, personId: campaign.customerId,
    portfolioId: campaign.portfolioId ?? null, arm: campaign.arm ?? null,
  };
} // prettier-ignore

export function touchWire(touch: Touch): z.output<typeof TouchBody> {
  const { _id: id, campaignId, slot, channel, contactId, state, lastDecision, interactionId, subject, templateId } = touch;
  return {
    id, campaignId, slot, channel, contactId, dueAt: touch.dueAt.toISOString(),
    timeBecause: touch.timeBecause && { how: touch.timeBecause.how, at: touch.timeBecause.at.toISOString() },
    windowStart: touch.windowStart.toISOString(),
    windowEnd: touch.windowEnd.toISOString(), state, attempts: touch.attempt,
    lastDecision: lastDecision && {
      ...lastDecision, at: lastDecision.at.toISOString(), nextAllowedAt: time(lastDecision.nextAllowedAt),
    },
    interactionId, subject, templateId, sentAt: time(touch.sentAt), outcomeReason: touch.outcomeReason,
  };
} // prettier-ignore
