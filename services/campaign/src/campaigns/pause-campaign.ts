import { Router } from 'express';
import { caller, idempotent, read, requirePermission } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { pauseByHand } from './by-hand.ts';
import { Reason } from './campaign-body.ts';
import { changeCampaign } from './change-campaign.ts';

/** M7: nothing is sent until somebody resumes it. Dates that pass meanwhile are skipped, not made up for. */
export const pauseCampaignRoute = (deps: Deps) =>
  Router().post('/v1/documents/:documentId/rcm/:campaignId/pause', idempotent(deps), async (req, res) => {
    requirePermission(caller(req), 'campaign.campaigns:write');
    const { reason: note } = read(Reason, req.body ?? {});

    res.json(await changeCampaign(deps, req, (situation, actor, now) => pauseByHand(situation, { actor, note }, now)));
  });
