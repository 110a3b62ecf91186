import { Router } from 'express';
import { caller } from '@fairdue/http';
import type { CommunicatorDeps } from '../../config.ts';
import { addAudit, auditRow } from './audit.store.ts';
import { saveDescriptor } from './descriptor.store.ts';
import { written } from './descriptor.ts';
import { removed } from './lifecycle.ts';
import { changingVersion, requireTemplatePermission } from './owned-template.ts';
import { saveVersions } from './version.store.ts';

/** C11. A live version stays until another one is. */
export const deleteVersionRoute = ({ db, now }: CommunicatorDeps) =>
  Router().delete('/api/communicator/templates/:templateId', async (req, res) => {
    const from = caller(req);
    requireTemplatePermission(from, 'update');
    await changingVersion(db, req, req.params.templateId, async (tx, descriptor, before) => {
      const after = removed(descriptor, before, now());
      const owner = written(descriptor, now());
      await saveVersions(tx, [after]);
      await saveDescriptor(tx, owner);
      await addAudit(tx, [
        auditRow(from, now(), {
          action: 'version-deleted',
          descriptor: { before: descriptor, after: owner },
          version: { before, after },
        }),
      ]);
    });
    res.status(200).end();
  });
