import type { Request, Response } from 'express';
import { z } from 'zod';
import { caller, HttpFault, requirePermission, theCreditors, type Caller } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { transaction, type Connection, type Tx } from '@fairdue/store';
import { systemDescriptor, systemVersion } from '../system-templates.ts';
import type { Descriptor } from './descriptor.ts';
import { loadDescriptor } from './descriptor.store.ts';
import { loadVersion } from './version.store.ts';
import type { Version } from './version.ts';

export type TemplatePermission = 'read' | 'create' | 'update' | 'activate';

export const requireTemplatePermission = (from: Caller, permission: TemplatePermission): void =>
  requirePermission(from, `communicator.template:${permission}`);

const builtIn = (): Refused =>
  new Refused(
    'forbidden',
    'system-template',
    'What is built in can be read and not changed: make a template of your own.',
  );

/** The server owns ids; a version stays with its descriptor, and a descriptor with its company. */
export function requireSame(field: string, sent: string | undefined, own: string): void {
  if (sent === undefined || sent === own) return;
  throw new Refused('malformed', 'field-immutable', 'That field never changes', [
    { path: field, problem: 'is not the one of this object' },
  ]);
}

/** The row as it was read, for clients that want to change that and nothing newer. */
const tagOf = ({ revision, updatedAt }: Row): string => `"${revision}.${updatedAt.getTime()}"`;
type Row = { revision: number; updatedAt: Date };

export const ifMatchHeader = z.object({
  'If-Match': z
    .string()
    .exactOptional()
    .meta({ description: 'The `ETag` of what is to be changed, and of nothing newer.' }),
});

/** `If-Match` is for who wants it: a change of what somebody else changed meanwhile is refused. */
function requireMatch(req: Request, row: Row): void {
  const wanted = req.get('if-match');
  if (wanted === undefined || wanted === '*' || wanted === tagOf(row)) return;
  throw new HttpFault(412, 'revision-mismatch', 'It was changed since it was read.');
}

export const answerTagged = (res: Response, row: Row, body: unknown): void => {
  res.set('etag', tagOf(row)).json(body);
};

/**
 * Changes a descriptor of the caller's companies in one transaction, one writer after the other. `work` is given it as
 * it is then.
 */
export async function changingDescriptor<T>(
  db: Connection,
  req: Request,
  descriptorId: string,
  work: (tx: Tx, descriptor: Descriptor) => Promise<T>,
): Promise<T> {
  if (systemDescriptor(descriptorId)) throw builtIn();
  const creditorIds = theCreditors(caller(req));
  return transaction(
    db,
    async (tx) => {
      const descriptor = await loadDescriptor(tx, creditorIds, descriptorId);
      requireMatch(req, descriptor);
      return work(tx, descriptor);
    },
    { about: descriptorId },
  );
}

/** The same for a version. Its descriptor is written with it, so that two writers of one message conflict. */
export async function changingVersion<T>(
  db: Connection,
  req: Request,
  versionId: string,
  work: (tx: Tx, descriptor: Descriptor, version: Version) => Promise<T>,
): Promise<T> {
  if (systemVersion(versionId)) throw builtIn();
  const creditorIds = theCreditors(caller(req));
  return transaction(
    db,
    async (tx) => {
      const version = await loadVersion(tx, creditorIds, versionId);
      requireMatch(req, version);
      const descriptor = await loadDescriptor(tx, [version.creditorId], version.descriptorId);
      return work(tx, descriptor, version);
    },
    { about: versionId },
  );
}
