import { Router } from 'express';
import { z } from 'zod';
import { answerWith, caller, idempotent, read, requirePermission, theCreditor } from '@fairdue/http';
import { enqueueAll } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { noteActivity } from '../activity/activity.store.ts';
import { applySteps } from '../campaigns/apply-steps.ts';
import { endCampaign } from '../campaigns/stop-campaign.ts';
import type { Actor, Situation } from '../campaigns/situation.ts';
import { activityOfDocument, factsOfDocument } from './document-facts.ts';
import { loadDocument, ownerOf, saveDocuments } from './document.store.ts';

/**
 * M18: the document, its loan and its campaigns are gone for everybody who asks, for ever. What stays behind, unseen, keeps
 * news of the debt from bringing it back, and lets the log say what became of messages that were on their way. The log itself
 * stays readable.
 */
export const deleteDocumentRoute = ({ db, now }: Deps) =>
  Router().delete('/v1/documents/:documentId', idempotent({ db }), async (req, res) => {
    const by = caller(req);
    requirePermission(by, 'campaign.documents:write');
    const documentId = read(z.string(), req.params['documentId']);
    const creditorId = theCreditor(by, await ownerOf(db, by.creditorIds, documentId));

    const actor: Actor = { kind: 'user', id: by.accountId };
    await transaction(db, async (tx) => {
      const at = now();
      const before = await loadDocument(tx, creditorId, documentId);
      const { liveCampaignId: campaignId } = before;
      const step = (situation: Situation) => endCampaign(situation, 'document_deleted', at, { actor });
      if (campaignId !== null) await applySteps(tx, at, [{ creditorId, campaignId, step }]);
      const after = { ...before, title: '', description: null, liveCampaignId: null, deletedAt: at, updatedAt: at };
      await saveDocuments(tx, [after]);
      await enqueueAll(tx, factsOfDocument(before, after, at));
      await noteActivity(tx, [activityOfDocument(before, after, at)]);
      await answerWith(tx, req, 204, '');
    });

    res.status(204).send('');
  });
