import { Router } from 'express';
import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { loadCreditor } from '../creditors/creditor.store.ts';
import { documentWire } from './document-wire.ts';
import { readQuery } from '../campaigns/read-query.ts';
import { countDocuments, findDocument, listDocuments, loadDocument, ownerOf } from './document.store.ts';

export const DocumentQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(100),
  startingAfter: Id.optional(),
  debtId: Id.optional(),
  personId: Id.optional(),
});

export const DocumentStats = z.strictObject({ total: z.int(), withLoan: z.int(), behind: z.int() });

/** M13, M14, M15: a creditor's documents, last updated first, each with its loan; how many there are; one of them. */
export const listDocumentsRoute = ({ db, now }: Deps) =>
  Router()
    .get('/v1/documents', async (req, res) => {
      requirePermission(caller(req), 'campaign.documents:read');
      const creditorId = theCreditor(caller(req));
      const { limit, startingAfter, debtId, personId } = readQuery(DocumentQuery, req.query);

      const filter = { ...(debtId && { debtId }), ...(personId && { customerId: personId }) };
      const after = startingAfter && (await findDocument({ db }, creditorId, startingAfter));
      const rows = await listDocuments(db, creditorId, filter, after || undefined, limit);
      const { companyName } = await loadCreditor({ db }, creditorId);

      res.json({ documents: rows.map((row) => documentWire(row, companyName, now())) });
    })
    .get('/v1/documents/stats', async (req, res) => {
      requirePermission(caller(req), 'campaign.documents:read');
      const creditorId = theCreditor(caller(req));

      const stats: z.output<typeof DocumentStats> = await countDocuments(db, creditorId, now());

      res.json(stats);
    })
    .get('/v1/documents/:documentId', async (req, res) => {
      requirePermission(caller(req), 'campaign.documents:read');
      const documentId = read(z.string(), req.params.documentId);
      const creditorId = theCreditor(caller(req), await ownerOf(db, caller(req).creditorIds, documentId));

      const document = await loadDocument({ db }, creditorId, documentId);
      const { companyName } = await loadCreditor({ db }, creditorId);

      res.json({ document: documentWire(document, companyName, now()) });
    });
