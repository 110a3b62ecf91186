import { newId } from '@fairdue/ids';
import { validationNotice } from '../touches/subject.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import type { Actor, ByHand, Happening, Situation } from '../campaigns/situation.ts';
import { system } from '../campaigns/situation.ts';

export const entryTypes = [
  'campaign_started', 'opt_out', 'cadence_not_understood', 'tone_not_understood', 'tone_clamped', 'cadence_lowered', 'cadence_clipped',
  'touch_checked', 'touch_sent', 'touch_failed', 'touch_rescheduled', 'touch_skipped', 'campaign_paused', 'campaign_resumed',
  'campaign_ended', 'cadence_changed', 'staff_task',
] as const; // prettier-ignore
export type EntryType = (typeof entryTypes)[number];

/** One line of the log. It copies what it speaks of, so that it keeps its meaning when the document is gone. */
export type Entry = {
  _id: string;
  creditorId: string;
  at: Date;
  type: EntryType;
  documentId: string;
  debtId: string | null;
  campaignId: string;
  touchId: string | null;
  personId: string | null;
  actor: Actor;
  channel: string | null;
  data: Record<string, unknown>;
};

type Line = Pick<Entry, 'type'> & Partial<Pick<Entry, 'touchId' | 'actor' | 'channel' | 'data'>>;

const logged = new Set<string>(entryTypes);

function linesOf(happening: Happening, { campaign, document }: Situation): Line[] {
  switch (happening.kind) {
    case 'campaign-started': {
      const { sms, email, call, tone, toneVariant, cadence, schedule, warnings } = campaign;
      const providerName = document.loan.providerName;
      const data = { sms, email, call, tone, toneVariant, cadence, schedule, warnings, providerName };
      const warned = warnings.filter((warning) => logged.has(warning)) as EntryType[];
      return [
        { type: 'campaign_started', actor: happening.actor, data },
        ...warned.map((type) => ({ type, data: { cadence, tone } })),
      ];
    }
    case 'cadence-changed': {
      const { from, by } = happening;
      return scheduleLines(campaign, { reason: 'operator', from }, by);
    }
    case 'person-named':
      return scheduleLines(campaign, { reason: 'person_named' }, happening.by);
    case 'campaign-paused':
      return [byHand('campaign_paused', { reason: happening.reason }, happening.by)];
    case 'campaign-resumed':
      return [byHand('campaign_resumed', {}, happening.by)];
    case 'campaign-ended':
      return [byHand('campaign_ended', { endReason: happening.reason }, happening.by)];
    case 'opted-out': {
      const { channel, actor, source, notes, duplicate } = happening;
      return [{ type: 'opt_out', actor, channel, data: { source, notes, duplicate } }];
    }
    case 'staff-asked': {
      const { task, channel, because } = happening;
      return [{ type: 'staff_task', channel, data: { task, because } }];
    }
    case 'touch-checked':
      return [touchLine('touch_checked', happening, happening.decision)];
    case 'touch-rescheduled': {
      const { ruleId, from, touch, because } = happening;
      return [touchLine('touch_rescheduled', happening, { ruleId, because, from, to: touch.dueAt })];
    }
    case 'touch-sent': {
      const { subject, interactionId, sentAt } = happening.touch;
      const data = { subject, interactionId, sentAt, inFlight: happening.inFlight };
      return [touchLine('touch_sent', happening, { ...data, isNotice: subject === validationNotice })];
    }
    case 'touch-failed':
      return [touchLine('touch_failed', happening, { reason: happening.reason })];
    case 'touch-skipped':
      return [touchLine('touch_skipped', happening, { reason: happening.reason })];
    case 'touch-planned':
    case 'touch-due':
    case 'touch-cancelled':
      return []; // the campaign's own entries say it
  }
}

/** What a person of the staff did says who they were, and why in their own words where they gave any. */
const byHand = (type: EntryType, data: Record<string, unknown>, by: ByHand | undefined): Line => ({
  type,
  ...(by && { actor: by.actor }),
  data: { ...data, ...(by?.note && { note: by.note }) },
});

/** Other dates than before, and what the parser had to say about them. */
function scheduleLines(campaign: Campaign, why: Record<string, unknown>, by: ByHand): Line[] {
  const { cadence, schedule, warnings } = campaign;
  const warned = warnings.filter((warning) => warning.startsWith('cadence_') && logged.has(warning)) as EntryType[];
  return [
    byHand('cadence_changed', { ...why, cadence, schedule, warnings }, by),
    ...warned.map((type) => ({ type, data: { cadence } })),
  ];
}

const touchLine = (
  type: EntryType,
  { touch }: Extract<Happening, { touch: unknown }>,
  data: Record<string, unknown>,
): Line => ({ type, touchId: touch._id, channel: touch.channel, data });

function entryOf(line: Line, { campaign }: Situation, _id: string, at: Date): Entry {
  const { _id: campaignId, creditorId, documentId, debtId, customerId: personId } = campaign;
  const about = { creditorId, documentId, debtId, campaignId, personId, touchId: null };
  return { _id, at, ...about, actor: system, channel: null, data: {}, ...line };
}

/** A millisecond each, so that what was done to one document at once, by whatever campaigns, is listed in the order of doing it. */
export function entriesOf(situations: readonly Situation[], now: Date): Entry[] {
  const startMs = Date.now();
  const written = new Map<string, number>();
  const nextId = ({ documentId }: Situation['campaign']): string => {
    const before = written.get(documentId) ?? 0;
    written.set(documentId, before + 1);
    return newId('logEntry', startMs + before);
  };
  return situations.flatMap((situation) =>
    situation.happenings
      .flatMap((happening) => linesOf(happening, situation))
      .map((line) => entryOf(line, situation, nextId(situation.campaign), now)),
  );
}
