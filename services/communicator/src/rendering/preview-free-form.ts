import { Router } from 'express';
import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import type { CommunicatorDeps } from '../config.ts';
import { writeFreeForm } from './free-form.ts';
import { FreeFormPreviewRequest, previewOf } from './render.wire.ts';

/** C22. Free content as it would be sent. Nothing is sent and nothing is stored. */
export const previewFreeFormRoute = (deps: CommunicatorDeps) =>
  Router().post('/api/communicator/preview-free-form-email', async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'communicator.message:render');
    const content = read(FreeFormPreviewRequest, req.body);

    const written = await writeFreeForm(deps, theCreditor(from), content);

    res.json(previewOf(written));
  });
