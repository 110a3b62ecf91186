import { Router } from 'express';
import { caller, read } from '@fairdue/http';
import type { CommunicatorDeps } from '../../config.ts';
import { addAudit, auditRow } from './audit.store.ts';
import { requireCompiles } from './compile-sources.ts';
import { saveDescriptor } from './descriptor.store.ts';
import { saved } from './lifecycle.ts';
import { answerTagged, changingVersion, requireSame, requireTemplatePermission } from './owned-template.ts';
import { saveVersion } from './version.store.ts';
import { changeVersion } from './version.ts';
import { VersionChangeRequest, versionBody } from './version.wire.ts';

/** C10. A missing field stays. What a live version says takes effect with the next message; each save is kept. */
export const changeVersionRoute = ({ db, now }: CommunicatorDeps) =>
  Router().put('/api/communicator/templates/:templateId', async (req, res) => {
    const from = caller(req);
    requireTemplatePermission(from, 'update');
    const { id, descriptorId, ...change } = read(VersionChangeRequest, req.body);
    await requireCompiles(db, change); // what it does not say compiled when it was saved

    const version = await changingVersion(db, req, req.params.templateId, async (tx, descriptor, before) => {
      requireSame('id', id, before._id);
      requireSame('descriptorId', descriptorId, before.descriptorId);
      const changed = changeVersion(before, change, now());
      if (changed === before) return before;
      const after = saved(descriptor, changed, now());
      await saveVersion(tx, changed, from.accountId);
      await saveDescriptor(tx, after);
      await addAudit(tx, [
        auditRow(from, now(), {
          action: 'version-changed',
          descriptor: { before: descriptor, after },
          version: { before, after: changed },
        }),
      ]);
      return changed;
    });
    answerTagged(res, version, versionBody(version));
  });
