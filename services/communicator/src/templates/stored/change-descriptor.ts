import { Router } from 'express';
import { caller, read, theCreditor, type Caller } from '@fairdue/http';
import type { Tx } from '@fairdue/store';
import type { CommunicatorDeps } from '../../config.ts';
import { addAudit, auditRow } from './audit.store.ts';
import { saveDescriptor } from './descriptor.store.ts';
import { changeDescriptor, type Descriptor } from './descriptor.ts';
import { descriptorBody, DescriptorChangeRequest } from './descriptor.wire.ts';
import { requireComplete } from './lifecycle.ts';
import { answerTagged, changingDescriptor, requireSame, requireTemplatePermission } from './owned-template.ts';
import { switchOff, switchTo, versionToActivate } from './switch-version.ts';
import { findVersion } from './version.store.ts';

/** C4. A missing field stays. Another `activeVersionId` is an activation, and needs the leave for one. */
export const changeDescriptorRoute = ({ db, now }: CommunicatorDeps) =>
  Router().put('/api/communicator/templatedescriptors/:descriptorId', async (req, res) => {
    const from = caller(req);
    requireTemplatePermission(from, 'update');
    const { id, companyId, activeVersionId, ...change } = read(DescriptorChangeRequest, req.body);
    if (companyId !== undefined) theCreditor(from, companyId);

    const descriptor = await changingDescriptor(db, req, req.params.descriptorId, async (tx, before) => {
      requireSame('id', id, before._id);
      requireSame('companyId', companyId, before.creditorId);
      const changed = changeDescriptor(before, change, now());
      if (changed !== before) await save(tx, from, before, changed, now());
      if (activeVersionId === undefined || activeVersionId === changed.activeVersionId) return changed;
      requireTemplatePermission(from, 'activate');
      if (activeVersionId === null) return switchOff(tx, from, changed, now());
      return switchTo(tx, from, changed, await versionToActivate(tx, changed, activeVersionId), now());
    });
    answerTagged(res, descriptor, descriptorBody(descriptor));
  });

async function save(tx: Tx, from: Caller, before: Descriptor, after: Descriptor, now: Date): Promise<void> {
  if (after.channel !== before.channel && after.activeVersionId !== null) {
    const live = await findVersion(tx, [after.creditorId], after.activeVersionId);
    if (live) requireComplete(after, live);
  }
  await saveDescriptor(tx, after);
  await addAudit(tx, [auditRow(from, now, { action: 'descriptor-changed', descriptor: { before, after } })]);
}
