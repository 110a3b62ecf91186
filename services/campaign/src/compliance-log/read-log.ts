import { Router } from 'express';
import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { readQuery } from '../campaigns/read-query.ts';
import { ownerEver } from '../documents/document.store.ts';
import { listEntries } from './compliance-log.store.ts';
import { entryTypes } from './entry.ts';
import { entryWire } from './log-wire.ts';

export const LogQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  startingAfter: Id.optional(),
  type: z.enum(entryTypes).optional(),
  campaignId: Id.optional(),
});

/** M10: the compliance log of a document. */
export const readLogRoute = ({ db }: Deps) =>
  Router().get('/v1/documents/:documentId/compliance-log', async (req, res) => {
    const by = caller(req);
    requirePermission(by, 'campaign.campaigns:read');
    const documentId = read(z.string(), req.params.documentId);
    const { type, startingAfter, ...query } = readQuery(LogQuery, req.query);
    const creditorId = theCreditor(by, await ownerEver(db, by.creditorIds, documentId));

    const wanted = { ...query, documentId, types: type && [type], after: startingAfter };
    const entries = await listEntries(db, creditorId, wanted);

    res.json({ entries: entries.map(entryWire) });
  });
