import { Router } from 'express';
import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import type { CommunicatorDeps } from '../config.ts';
import { renderRequest } from './render-request.ts';
import { previewOf, PreviewRequest } from './render.wire.ts';

/** C20. Nothing is sent and nothing is stored. */
export const previewRoute = (deps: CommunicatorDeps) =>
  Router().post('/api/communicator/preview', async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'communicator.message:render');
    const wanted = read(PreviewRequest, req.body);

    const rendered = await renderRequest(deps, theCreditor(from), wanted);

    res.json(previewOf(rendered));
  });
