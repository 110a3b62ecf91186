import type { Deps } from '@fairdue/service';
import { timer } from '@fairdue/timers';
import { applySteps } from './apply-steps.ts';
import { campaignDeadline } from './campaign-deadline.ts';
import { endCampaign } from './stop-campaign.ts';

/** A week after the last slot a campaign is complete; one that never got a schedule ends after a fortnight. */
export const endOnTime = ({ now }: Deps) =>
  timer(campaignDeadline, (tx, rows) =>
    applySteps(
      tx,
      now(),
      rows.map(({ id, data: { creditorId } }) => ({
        creditorId,
        campaignId: id,
        step: (situation) =>
          endCampaign(situation, situation.campaign.schedule ? 'completed' : 'schedule_never_set', now()),
      })),
    ),
  );
