import { Router } from 'express';
import { z } from 'zod';
import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import type { CommunicatorDeps } from '../config.ts';
import { fileOf } from '../rendering/file.ts';
import { renderRequest } from '../rendering/render-request.ts';
import { reference } from '../customers/reference.ts';
import { RenderQuery, RenderRequest } from '../rendering/render.wire.ts';
import { documentNotFound, loadDocument } from './document.store.ts';
import { factsOf } from './document.ts';
import { keepContent } from './keep-content.ts';

export const RenderToDocumentRequest = RenderRequest.extend({ documentId: reference });
export const RenderedToDocument = z.strictObject({
  status: z.literal(200),
  message: z.literal('OK'),
  data: z.strictObject({
    documentId: z.string(),
    contentType: z.string(),
    sizeBytes: z.int(),
    sha256: z.string(),
    templateVersionId: z.string(),
  }),
});

/** C19. A message becomes the content of a document of that person, or of nobody's. What the document held before it keeps. */
export const renderToDocumentRoute = (deps: CommunicatorDeps) =>
  Router().post('/api/communicator/render-to-document', async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'communicator.message:render');
    const creditorId = theCreditor(from);
    const { fmt } = read(RenderQuery, req.query);
    const { documentId, ...wanted } = read(RenderToDocumentRequest, req.body);

    const document = await loadDocument(deps.db, creditorId, documentId);
    const rendered = await renderRequest(deps, creditorId, wanted);
    if (document.customerId !== null && document.customerId !== rendered.person._id) throw documentNotFound();
    const file = await fileOf(deps, rendered, wanted.channel, fmt);
    const { templateVersionId, templateRevision } = rendered;
    const made = { by: from.accountId, at: deps.now(), templateVersionId, templateRevision };
    await keepContent(deps, creditorId, document._id, file, made);

    const data = { documentId: document._id, ...factsOf(file), templateVersionId };
    const answer: z.output<typeof RenderedToDocument> = { status: 200, message: 'OK', data };
    res.json(answer);
  });
