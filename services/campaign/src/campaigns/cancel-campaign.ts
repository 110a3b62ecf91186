import { Router } from 'express';
import { caller, idempotent, read, requirePermission } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { cancelByHand } from './by-hand.ts';
import { Reason } from './campaign-body.ts';
import { changeCampaign } from './change-campaign.ts';

/** M9: ends a campaign for good. */
export const cancelCampaignRoute = (deps: Deps) =>
  Router().post('/v1/documents/:documentId/rcm/:campaignId/cancel', idempotent(deps), async (req, res) => {
    requirePermission(caller(req), 'campaign.campaigns:write');
    const { reason: note } = read(Reason, req.body ?? {});

    res.json(await changeCampaign(deps, req, (situation, actor, now) => cancelByHand(situation, { actor, note }, now)));
  });
