import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { z } from 'zod';
import { caller, read, theCreditor } from '@fairdue/http';
import type { Connection } from '@fairdue/store';
import type { CommunicatorDeps } from '../../config.ts';
import { eachDescriptor } from './descriptor.store.ts';
import type { Descriptor } from './descriptor.ts';
import { isLive } from './lifecycle.ts';
import { requireTemplatePermission } from './owned-template.ts';
import { exportedDescriptor, exportedVersion } from './template-export.wire.ts';
import { eachVersion, findVersion } from './version.store.ts';
import type { Version } from './version.ts';

export const ExportQuery = z.object({
  companyId: z.string().min(1).max(255),
  activeOnly: z.enum(['true', 'false']).default('true'),
});

/** C13. By natural keys, so that it can be imported anywhere. One version at a time is held in memory. */
export const exportTemplatesRoute = ({ db }: CommunicatorDeps) =>
  Router().get('/api/communicator/templates/export', async (req, res) => {
    const from = caller(req);
    requireTemplatePermission(from, 'read');
    const { companyId, activeOnly } = read(ExportQuery, req.query);
    const creditorId = theCreditor(from, companyId);

    res.type('application/json');
    await pipeline(Readable.from(pieces(db, creditorId, activeOnly === 'true')), res);
  });

async function* pieces(db: Connection, creditorId: string, activeOnly: boolean): AsyncGenerator<string> {
  let separator = '[';
  for await (const descriptor of eachDescriptor(db, creditorId)) {
    if (activeOnly && descriptor.activeVersionId === null) continue; // nothing to restore
    yield `${separator}{"descriptor":${JSON.stringify(exportedDescriptor(descriptor))},"versions":[`;
    separator = '';
    for await (const version of versionsOf(db, descriptor, activeOnly)) {
      yield separator + JSON.stringify(exportedVersion(version, isLive(descriptor, version)));
      separator = ',';
    }
    yield ']}';
    separator = ',';
  }
  yield separator === '[' ? '[]' : ']';
}

async function* versionsOf(db: Connection, descriptor: Descriptor, activeOnly: boolean): AsyncGenerator<Version> {
  const { _id, creditorId, activeVersionId } = descriptor;
  if (!activeOnly) {
    yield* eachVersion(db, creditorId, _id);
    return;
  }
  const live = activeVersionId === null ? undefined : await findVersion(db, [creditorId], activeVersionId);
  if (live) yield live;
}
