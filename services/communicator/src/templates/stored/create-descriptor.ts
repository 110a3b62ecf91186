import { Router } from 'express';
import { caller, read, theCreditor } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { Refused } from '@fairdue/refused';
import { transaction } from '@fairdue/store';
import type { CommunicatorDeps } from '../../config.ts';
import { addAudit, auditRow } from './audit.store.ts';
import { insertDescriptor } from './descriptor.store.ts';
import { newDescriptor } from './descriptor.ts';
import { descriptorBody, NewDescriptorRequest } from './descriptor.wire.ts';
import { answerTagged, requireTemplatePermission } from './owned-template.ts';

/** C2. The same subject, channel, language, product and tone twice is refused: which one is sent must be certain. */
export const createDescriptorRoute = ({ db, now }: CommunicatorDeps) =>
  Router().post('/api/communicator/templatedescriptors', async (req, res) => {
    const from = caller(req);
    requireTemplatePermission(from, 'create');
    const body = read(NewDescriptorRequest, req.body);
    if (typeof body.activeVersionId === 'string') throw noVersionYet();
    const creditorId = theCreditor(from, body.companyId);

    const { subject, channel, language, productId = null, tone = null, sensitive, enabled, name = null } = body;
    const fields = { subject, channel, language, productId, tone, sensitive, enabled, name };
    const descriptor = newDescriptor(newId('templateDescriptor'), creditorId, fields, now());
    await transaction(db, async (tx) => {
      await insertDescriptor(tx, descriptor);
      const created = { before: undefined, after: descriptor };
      await addAudit(tx, [auditRow(from, now(), { action: 'descriptor-created', descriptor: created })]);
    });
    answerTagged(res, descriptor, descriptorBody(descriptor));
  });

const noVersionYet = (): Refused =>
  new Refused('malformed', 'version-not-of-descriptor', 'A new descriptor has no version', [
    { path: 'activeVersionId', problem: 'no version can exist yet' },
  ]);
