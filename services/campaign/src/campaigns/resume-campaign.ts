import { Router } from 'express';
import { caller, idempotent, requirePermission } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { resumeByHand } from './by-hand.ts';
import { changeCampaign } from './change-campaign.ts';

/** M8: a paused campaign goes on where it stands, unless more than somebody's wish holds it. */
export const resumeCampaignRoute = (deps: Deps) =>
  Router().post('/v1/documents/:documentId/rcm/:campaignId/resume', idempotent(deps), async (req, res) => {
    requirePermission(caller(req), 'campaign.campaigns:write');

    res.json(await changeCampaign(deps, req, (situation, actor, now) => resumeByHand(situation, { actor }, now)));
  });
