import { Router } from 'express';
import { caller, read } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import type { CommunicatorDeps } from '../../config.ts';
import { addAudit, auditRow } from './audit.store.ts';
import { requireCompiles } from './compile-sources.ts';
import { saveDescriptor } from './descriptor.store.ts';
import { written } from './descriptor.ts';
import { answerTagged, changingDescriptor, requireTemplatePermission } from './owned-template.ts';
import { insertVersions } from './version.store.ts';
import { newVersion } from './version.ts';
import { NewVersionRequest, versionBody } from './version.wire.ts';

/** C8. Whatever its status says, a new version is not live. */
export const createVersionRoute = ({ db, now }: CommunicatorDeps) =>
  Router().post('/api/communicator/templates', async (req, res) => {
    const from = caller(req);
    requireTemplatePermission(from, 'create');
    const { id: _id, descriptorId, ...content } = read(NewVersionRequest, req.body);
    await requireCompiles(db, content);

    const version = await changingDescriptor(db, req, descriptorId, async (tx, descriptor) => {
      const ids = { _id: newId('templateVersion'), creditorId: descriptor.creditorId, descriptorId };
      const created = newVersion(ids, content, now());
      const after = written(descriptor, now());
      await insertVersions(tx, [created], from.accountId);
      await saveDescriptor(tx, after);
      await addAudit(tx, [
        auditRow(from, now(), {
          action: 'version-created',
          descriptor: { before: descriptor, after },
          version: { before: undefined, after: created },
        }),
      ]);
      return created;
    });
    answerTagged(res, version, versionBody(version));
  });
