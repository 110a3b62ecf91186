import { Router } from 'express';
import { caller, read, theCreditor, theCreditors } from '@fairdue/http';
import type { CommunicatorDeps } from '../../config.ts';
import { systemDescriptor, systemTemplates, systemVersion } from '../system-templates.ts';
import { loadDescriptor } from './descriptor.store.ts';
import { answerList, CompanyListQuery, ListQuery, storedList } from './family-list.ts';
import { answerTagged, requireTemplatePermission } from './owned-template.ts';
import { loadVersion, templateVersions, withWords, type VersionRow } from './version.store.ts';
import { systemVersionBody, versionBody, type VersionBody } from './version.wire.ts';

const builtIn: readonly VersionBody[] = systemTemplates.map(systemVersionBody);

/** C6, C7, C9. */
export const listVersionsRoute = ({ db }: CommunicatorDeps) => {
  const bodiesOf = async (rows: readonly VersionRow[]): Promise<VersionBody[]> =>
    (await withWords(db, rows)).map(versionBody);
  return Router()
    .get('/api/communicator/templatedescriptors/:descriptorId/templates', async (req, res) => {
      const from = caller(req);
      requireTemplatePermission(from, 'read');
      const query = read(ListQuery, req.query);
      const { descriptorId } = req.params;
      const system = systemDescriptor(descriptorId);
      const creditorIds = system ? [] : [(await loadDescriptor(db, theCreditors(from), descriptorId)).creditorId];
      const filter = { creditorId: { $in: creditorIds }, descriptorId };
      const own = system ? [systemVersionBody(system)] : [];
      await answerList(storedList(db, templateVersions, filter, bodiesOf, own), query, req, res);
    })
    .get('/api/communicator/templates', async (req, res) => {
      const from = caller(req);
      requireTemplatePermission(from, 'read');
      const { companyId, ...query } = read(CompanyListQuery, req.query);
      const creditorIds = companyId === undefined ? theCreditors(from) : [theCreditor(from, companyId)];
      const filter = { creditorId: { $in: creditorIds } };
      await answerList(storedList(db, templateVersions, filter, bodiesOf, builtIn), query, req, res);
    })
    .get('/api/communicator/templates/:templateId', async (req, res) => {
      const from = caller(req);
      requireTemplatePermission(from, 'read');
      const { templateId } = req.params;
      const system = systemVersion(templateId);
      if (system) return void res.json(systemVersionBody(system));
      const version = await loadVersion(db, theCreditors(from), templateId);
      answerTagged(res, version, versionBody(version));
    });
};
