import { Router } from 'express';
import { caller } from '@fairdue/http';
import type { CommunicatorDeps } from '../../config.ts';
import { changingVersion, requireTemplatePermission } from './owned-template.ts';
import { switchTo } from './switch-version.ts';

/** C12. Also for a version that was live before: that is the way back. A message that is switched off stays off. */
export const activateVersionRoute = ({ db, now }: CommunicatorDeps) =>
  Router().put('/api/communicator/templates/:templateId/activate', async (req, res) => {
    const from = caller(req);
    requireTemplatePermission(from, 'activate');
    await changingVersion(db, req, req.params.templateId, (tx, descriptor, version) =>
      switchTo(tx, from, descriptor, version, now()),
    );
    res.status(200).end();
  });
