import { Router } from 'express';
import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import type { CommunicatorDeps } from '../config.ts';
import { fileOf } from './file.ts';
import { renderRequest } from './render-request.ts';
import { RenderQuery, RenderRequest } from './render.wire.ts';

/** C18. A message as a file. Nothing is sent and nothing is stored. */
export const renderFileRoute = (deps: CommunicatorDeps) =>
  Router().post('/api/communicator/render', async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'communicator.message:render');
    const { fmt } = read(RenderQuery, req.query);
    const wanted = read(RenderRequest, req.body);

    const rendered = await renderRequest(deps, theCreditor(from), wanted);
    const { contentType, bytes } = await fileOf(deps, rendered, wanted.channel, fmt);

    res.set('content-type', contentType).send(bytes);
  });
