import { Router } from 'express';
import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import type { CommunicatorDeps } from '../config.ts';
import { freeFormWriter } from './free-form.ts';
import { FreeFormPreviewRequest, previewOf } from './render.wire.ts';
import { theCompany } from './request-facts.ts';

/** C22. Free content as it would be sent. Nothing is sent and nothing is stored. */
export const previewFreeFormRoute = (deps: CommunicatorDeps) =>
  Router().post('/api/communicator/preview-free-form-email', async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'communicator.message:render');
    const content = read(FreeFormPreviewRequest, req.body);

    const creditor = await theCompany(deps, theCreditor(from));
    const write = await freeFormWriter(deps, creditor, content);
    const forNobody = { creditor, person: undefined, loan: undefined, loans: undefined, case: undefined };
    const written = await write(forNobody, content.subjectLine);

    res.json(previewOf(written));
  });
