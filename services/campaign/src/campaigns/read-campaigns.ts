import { Router } from 'express';
import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { ownerOf } from '../documents/document.store.ts';
import { touchesOf } from '../touches/touch.store.ts';
import { findCampaigns, findOwnCampaign, listCampaigns } from './campaign.store.ts';
import { campaignWire, touchWire } from './campaign-wire.ts';
import { readQuery } from './read-query.ts';

export const CampaignQuery = z.object({
  active: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  startingAfter: Id.optional(),
});

/** M3 and M4: the campaigns of a document, and one of them with its touches and why each was made or not. */
export const readCampaignsRoute = ({ db }: Deps) =>
  Router()
    .get('/v1/documents/:documentId/rcm', async (req, res) => {
      const by = caller(req);
      requirePermission(by, 'campaign.campaigns:read');
      const documentId = read(z.string(), req.params.documentId);
      const { active, limit, startingAfter } = readQuery(CampaignQuery, req.query);
      const creditorId = theCreditor(by, await ownerOf(db, by.creditorIds, documentId));

      const [after] = startingAfter ? await findCampaigns({ db }, creditorId, [startingAfter]) : [];
      const wanted = { active: active === undefined ? undefined : active === 'true', after, limit };
      const campaigns = await listCampaigns(db, creditorId, documentId, wanted);
      const ids = campaigns.map(({ _id }) => _id);
      const touches = await touchesOf({ db }, creditorId, ids);

      res.json({
        campaigns: campaigns.map((campaign) =>
          campaignWire(
            campaign,
            touches.filter(({ campaignId }) => campaignId === campaign._id),
          ),
        ),
      });
    })
    .get('/v1/documents/:documentId/rcm/:campaignId', async (req, res) => {
      const by = caller(req);
      requirePermission(by, 'campaign.campaigns:read');
      const { documentId, campaignId } = read(z.object({ documentId: z.string(), campaignId: z.string() }), req.params);

      const campaign = await findOwnCampaign(db, by.creditorIds, documentId, campaignId);
      const touches = await touchesOf({ db }, theCreditor(by, campaign.creditorId), [campaignId]);

      res.json({ campaign: campaignWire(campaign, touches), touches: touches.map(touchWire) });
    });
