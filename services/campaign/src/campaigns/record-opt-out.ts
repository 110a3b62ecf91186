import { Router } from 'express';
import { z } from 'zod';
import { caller, idempotent, read, requirePermission, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { applySteps } from './apply-steps.ts';
import { Notes } from './campaign-body.ts';
import { findCampaigns, findOwnCampaign } from './campaign.store.ts';
import { holdAtGuard } from './hold-at-guard.ts';
import { optOut } from './stop-campaign.ts';

export const OptOutRequest = z.object({
  campaignId: z.string(),
  channel: z.enum(['sms', 'email', 'call', 'all']),
  notes: Notes,
});
export const OptOutBody = z.strictObject({ ok: z.literal(true) });

/**
 * M2: a person wants no more of a channel, or of anything. Stored first, so that the wish outlives every fault; answered
 * only when nothing can start any more. Until then it is 503, and the same request again goes on where this one stood.
 */
export const recordOptOutRoute = (deps: Deps) =>
  Router().post('/v1/documents/:documentId/rcm/opt-out', idempotent(deps), async (req, res) => {
    const { db, now } = deps;
    const by = caller(req);
    requirePermission(by, 'campaign.campaigns:write');
    const documentId = read(z.string(), req.params['documentId']);
    const { campaignId, channel, notes } = read(OptOutRequest, req.body);
    const campaign = await findOwnCampaign(db, by.creditorIds, documentId, campaignId);
    const creditorId = theCreditor(by, campaign.creditorId);

    const wish = { channel, notes, actor: { kind: 'user', id: by.accountId }, source: 'api' } as const;
    await transaction(db, (tx) =>
      applySteps(tx, now(), [{ creditorId, campaignId, step: (situation) => optOut(situation, wish, now()) }]),
    );
    const [stored = campaign] = await findCampaigns({ db }, creditorId, [campaignId]);
    await holdAtGuard(deps, stored, { channel, recordedBy: { kind: 'account', id: by.accountId } });

    res.json({ ok: true });
  });
