import { Router } from 'express';
import { caller, idempotent, read, requirePermission } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import type { Deps } from '@fairdue/service';
import { Cadence } from './campaign-body.ts';
import { changeCadence } from './change-cadence.ts';
import { changeCampaign } from './change-campaign.ts';

/** M6: another phrase for the touches that are still to come. */
export const replaceCadenceRoute = (deps: Deps) =>
  Router().put('/v1/documents/:documentId/rcm/:campaignId/cadence', idempotent(deps), async (req, res) => {
    requirePermission(caller(req), 'campaign.campaigns:write');
    const { cadence } = read(Cadence, req.body);

    res.json(
      await changeCampaign(deps, req, (situation, actor, now) =>
        changeCadence(situation, cadence, { by: { actor }, newTouchId: () => newId('touch', now.getTime()) }, now),
      ),
    );
  });
