import { Router } from 'express';
import { caller, read, theCreditor, theCreditors } from '@fairdue/http';
import type { CommunicatorDeps } from '../../config.ts';
import { systemDescriptor, systemTemplates } from '../system-templates.ts';
import { loadDescriptor, templateDescriptors } from './descriptor.store.ts';
import type { Descriptor } from './descriptor.ts';
import { descriptorBody, systemDescriptorBody, type DescriptorBody } from './descriptor.wire.ts';
import { answerList, CompanyListQuery, storedList } from './family-list.ts';
import { answerTagged, requireTemplatePermission } from './owned-template.ts';

const builtIn: readonly DescriptorBody[] = systemTemplates.map(systemDescriptorBody);

const bodiesOf = (rows: readonly Descriptor[]): DescriptorBody[] => rows.map(descriptorBody);

/** C1, C3. */
export const listDescriptorsRoute = ({ db }: CommunicatorDeps) =>
  Router()
    .get('/api/communicator/templatedescriptors', async (req, res) => {
      const from = caller(req);
      requireTemplatePermission(from, 'read');
      const { companyId, ...query } = read(CompanyListQuery, req.query);
      const creditorIds = companyId === undefined ? theCreditors(from) : [theCreditor(from, companyId)];
      const filter = { creditorId: { $in: creditorIds } };
      await answerList(storedList(db, templateDescriptors, filter, bodiesOf, builtIn), query, req, res);
    })
    .get('/api/communicator/templatedescriptors/:descriptorId', async (req, res) => {
      const from = caller(req);
      requireTemplatePermission(from, 'read');
      const { descriptorId } = req.params;
      const system = systemDescriptor(descriptorId);
      if (system) return void res.json(systemDescriptorBody(system));
      const descriptor = await loadDescriptor(db, theCreditors(from), descriptorId);
      answerTagged(res, descriptor, descriptorBody(descriptor));
    });
