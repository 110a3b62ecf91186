import { InteractionBlockedV1, InteractionSentV1, InteractionStatusChangedV1, type EventOf } from '@fairdue/contracts';
import { consumer, type Consumer } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { applySteps, type CampaignStep } from '../campaigns/apply-steps.ts';
import type { Situation } from '../campaigns/situation.ts';
import { block } from './advance-touch.ts';
import { dropped, failed, sent } from './settle-touch.ts';

type Interaction = { creditorId: string; campaignId: string | null; touchId: string | null };

/** The step on the campaign behind an interaction. Most interactions of a platform have none. */
const stepOn = (
  { creditorId, campaignId, touchId }: Interaction,
  step: (situation: Situation, touchId: string) => Situation,
): CampaignStep[] =>
  campaignId && touchId ? [{ creditorId, campaignId, step: (situation) => step(situation, touchId) }] : [];

/** Nothing will ever arrive there: another address or number may. */
const gone = new Set([
  'emailBounced',
  'emailDropped',
  'voiceNumberDisconnected',
  'mailReturnedToSender',
  'invalidContact',
]);

type StatusChanged = EventOf<typeof InteractionStatusChangedV1>['data'];

function statusStep(data: StatusChanged, now: Date): CampaignStep[] {
  const { status, statusDetails, interactionId, contactId, subject } = data;
  const reason = statusDetails ?? status;
  switch (status) {
    case 'failed': {
      // A refusal by the guard is told by its own fact, with reasons.
      if (statusDetails === 'blockedByComplianceGuard') return [];
      const isContactGone = gone.has(statusDetails ?? '') && data.bounce !== 'soft';
      const by = { interactionId, contactId, reason, isContactGone };
      return stepOn(data, (situation, touchId) => failed(situation, touchId, by, now));
    }
    case 'canceled':
      return stepOn(data, (situation, touchId) => dropped(situation, touchId, interactionId, reason));
    case 'attempted':
    case 'succeeded': {
      const by = { interactionId, contactId, subject, templateId: null, sentAt: new Date(data.startedAt) };
      return stepOn(data, (situation, touchId) => sent(situation, touchId, by, now));
    }
    case 'scheduled':
    case 'inProgress':
      return [];
  }
}

const fresh = <E extends { republished?: boolean | undefined }>(events: readonly E[]): E[] =>
  events.filter(({ republished }) => !republished);

/** What became of a touch: refused, sent, or failed for good. The communicator's facts decide, in whatever order they come. */
export const followInteractions = ({ now }: Deps): Consumer[] => [
  consumer('follow-interactions', InteractionBlockedV1, (tx, events) =>
    applySteps(
      tx,
      now(),
      fresh(events).flatMap(({ data }) => stepOn(data, (situation, touchId) => block(situation, touchId, data, now()))),
    ),
  ),
  consumer('follow-interactions', InteractionSentV1, (tx, events) =>
    applySteps(
      tx,
      now(),
      fresh(events).flatMap(({ data }) => {
        const { interactionId, contactId, subject, templateVersionId: templateId } = data;
        const by = { interactionId, contactId, subject, templateId, sentAt: new Date(data.sentAt) };
        return stepOn(data, (situation, touchId) => sent(situation, touchId, by, now()));
      }),
    ),
  ),
  consumer('follow-interactions', InteractionStatusChangedV1, (tx, events) =>
    applySteps(
      tx,
      now(),
      fresh(events).flatMap(({ data }) => statusStep(data, now())),
    ),
  ),
];
