import { Router } from 'express';
import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { readQuery } from '../campaigns/read-query.ts';
import { ownerEver } from '../documents/document.store.ts';
import { listEntries } from './compliance-log.store.ts';
import { entryTypes, feedTypes } from './entry.ts';
import { entryWire, eventWire } from './log-wire.ts';

const limit = z.coerce.number().int().min(1).max(100).default(25);
export const LogQuery = z.object({
  limit,
  startingAfter: Id.optional(),
  type: z.enum(entryTypes).optional(),
  campaignId: Id.optional(),
});
export const FeedQuery = z.object({ limit, startingAfter: Id.optional(), type: z.string().max(80).optional() });

/** M10: the compliance log of a document. M11: the account's feed, which is the same log seen by people. */
export const readLogRoute = ({ db }: Deps) =>
  Router()
    .get('/v1/documents/:documentId/compliance-log', async (req, res) => {
      const by = caller(req);
      requirePermission(by, 'campaign.campaigns:read');
      const documentId = read(z.string(), req.params.documentId);
      const { type, startingAfter, ...query } = readQuery(LogQuery, req.query);
      const creditorId = theCreditor(by, await ownerEver(db, by.creditorIds, documentId));

      const wanted = { ...query, documentId, types: type && [type], after: startingAfter };
      const entries = await listEntries(db, creditorId, wanted);

      res.json({ entries: entries.map(entryWire) });
    })
    .get('/v1/activity', async (req, res) => {
      requirePermission(caller(req), 'campaign.campaigns:read');
      const creditorId = theCreditor(caller(req));
      const { type, startingAfter, limit: most } = readQuery(FeedQuery, req.query);

      const types = feedTypes.filter((each) => type === undefined || `rcm.${each}` === type);
      const after = startingAfter && `LG${startingAfter.slice(2)}`;
      const entries = await listEntries(db, creditorId, { types, after, limit: most, newestFirst: true });

      res.json({ events: entries.map(eventWire) });
    });
