import { Router } from 'express';
import { caller } from '@fairdue/http';
import type { CommunicatorDeps } from '../../config.ts';
import { addAudit, auditRow } from './audit.store.ts';
import { saveDescriptor } from './descriptor.store.ts';
import { deleted } from './descriptor.ts';
import { changingDescriptor, requireTemplatePermission } from './owned-template.ts';
import { deleteVersionsOf } from './version.store.ts';

/** C5. Descriptor and versions are gone for everybody but the evidence, which names their revisions. */
export const deleteDescriptorRoute = ({ db, now }: CommunicatorDeps) =>
  Router().delete('/api/communicator/templatedescriptors/:descriptorId', async (req, res) => {
    const from = caller(req);
    requireTemplatePermission(from, 'update');
    await changingDescriptor(db, req, req.params.descriptorId, async (tx, before) => {
      const at = now();
      const after = deleted(before, at);
      await saveDescriptor(tx, after);
      await deleteVersionsOf(tx, before.creditorId, before._id, at);
      await addAudit(tx, [auditRow(from, at, { action: 'descriptor-deleted', descriptor: { before, after } })]);
    });
    res.status(200).end();
  });
