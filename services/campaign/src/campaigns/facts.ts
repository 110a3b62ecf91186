import {
  CampaignEndedV1,
  CampaignStartedV1,
  OptOutRecordedV1,
  TouchCancelledV1,
  TouchDueV1,
  TouchPlannedV1,
  TouchRescheduledV1,
} from '@fairdue/contracts';
import { fact, type Fact } from '@fairdue/outbox';
import { traceOf } from '@fairdue/telemetry';
import type { Touch } from '../touches/touch.ts';
import { requestedChannels } from './campaign.ts';
import type { Happening, Situation } from './situation.ts';

export const platformChannel = { sms: 'text', email: 'email', call: 'voice', mail: 'mail' } as const;

const touchData = (touch: Touch) => ({
  creditorId: touch.creditorId,
  customerId: touch.customerId,
  documentId: touch.documentId,
  debtId: touch.debtId,
  campaignId: touch.campaignId,
  touchId: touch._id,
  slot: touch.slot,
  channel: platformChannel[touch.channel],
  dueAt: touch.dueAt.toISOString(),
});

/** What the rest of the platform is told. Pauses stay here: they show in touches that never fall due. */
function factsOf(happening: Happening, { campaign, touches }: Situation, now: Date): Fact[] {
  const { creditorId, customerId, documentId, debtId, _id: campaignId, toneVariant } = campaign;
  if (customerId === null) return []; // facts are about a person
  const about = { creditorId, customerId, documentId, debtId, campaignId };
  switch (happening.kind) {
    case 'person-named':
    case 'campaign-started': {
      const channels = requestedChannels(campaign).map((channel) => platformChannel[channel]);
      return [fact(CampaignStartedV1, now, { ...about, channels, toneVariant, touches: touches.length })];
    }
    case 'campaign-ended':
      return [fact(CampaignEndedV1, now, { ...about, endReason: happening.reason })];
    case 'opted-out': {
      const { channel, duplicate, actor, source } = happening;
      // Only what was said to us: a wish that another service heard is that service's fact.
      if (source !== 'api') return [];
      const recordedBy = { kind: actor.kind === 'user' ? 'account' : 'borrower', id: actor.id } as const;
      return [fact(OptOutRecordedV1, now, { ...about, channel, duplicate, recordedBy })];
    }
    case 'touch-planned':
      return [fact(TouchPlannedV1, now, touchData(happening.touch))];
    case 'touch-due': {
      const { attempt, subject, failedContactIds } = happening.touch;
      const attempted = {
        attempt,
        subject,
        toneVariant,
        avoidContactIds: failedContactIds,
        because: happening.because,
      };
      const data = { ...touchData(happening.touch), ...attempted };
      return [fact(TouchDueV1, now, { ...data, theme: 'opsCollDebt' }, { trace: traceOf(happening.touch._id) })];
    }
    case 'touch-rescheduled': {
      const { touch, ruleId, from, because } = happening;
      return [fact(TouchRescheduledV1, now, { ...touchData(touch), ruleId, from: from.toISOString(), because })];
    }
    case 'touch-cancelled':
    case 'touch-skipped':
      return [fact(TouchCancelledV1, now, { ...touchData(happening.touch), reason: happening.reason })];
    case 'cadence-changed':
    case 'campaign-paused':
    case 'campaign-resumed':
    case 'staff-asked':
    case 'touch-checked':
    case 'touch-sent':
    case 'touch-failed':
      return [];
  }
}

export const factsOfSituation = (situation: Situation, now: Date): Fact[] =>
  situation.happenings.flatMap((happening) => factsOf(happening, situation, now));
