import { Schema } from 'mongoose';
import type { Caller } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { collection, insertRows, type Tx } from '@fairdue/store';
import type { Descriptor } from './descriptor.ts';
import type { Version } from './version.ts';

const { Mixed } = Schema.Types;

type DescriptorState = Omit<Descriptor, '_id' | 'creditorId' | 'key' | 'createdAt' | 'updatedAt'>;
/** The words themselves stand in the revision that is named. */
type VersionState = Pick<Version, 'status' | 'revision' | 'contentSha256' | 'deletedAt'>;
type State = { descriptor?: DescriptorState; version?: VersionState } | null;

export type AuditAction =
  | 'descriptor-created' | 'descriptor-changed' | 'descriptor-deleted' | 'version-created' | 'version-changed'
  | 'version-deleted' | 'version-activated' | 'version-deactivated'; // prettier-ignore

export type AuditRow = {
  _id: string;
  creditorId: string;
  descriptorId: string;
  versionId: string | null;
  /** Which version was live before an activation. */
  formerVersionId: string | null;
  action: AuditAction;
  before: State;
  after: State;
  by: string;
  why: string | null;
  at: Date;
};

/** Templates are evidence: who changed what, when, and how it was before. Rows are only ever added. */
export const templateAudit = collection<AuditRow>(
  'templateAudit',
  {
    creditorId: String, descriptorId: String, versionId: String, formerVersionId: String, action: String, before: Mixed,
    after: Mixed, by: String, why: String, at: Date,
  },
  { indexes: [[{ creditorId: 1, descriptorId: 1, at: 1, _id: 1 }]] },
); // prettier-ignore

const descriptorState = (row: Descriptor): DescriptorState => {
  const { subject, channel, language, productId, tone, activeVersionId, activeRevision } = row;
  const { sensitive, enabled, name, deletedAt, revision } = row;
  return {
    subject, channel, language, productId, tone, activeVersionId, activeRevision, sensitive, enabled, name, deletedAt, revision,
  }; // prettier-ignore
};
const versionState = ({ status, revision, contentSha256, deletedAt }: Version): VersionState => ({
  status,
  revision,
  contentSha256,
  deletedAt,
});

type Change<T> = { before: T | undefined; after: T };
export type Audited = {
  action: AuditAction;
  descriptor: Change<Descriptor>;
  version?: Change<Version>;
};

export function auditRow(
  { accountId, auditDescription }: Caller,
  now: Date,
  { action, descriptor, version }: Audited,
): AuditRow {
  const stateOf = (which: 'before' | 'after'): State => {
    const own = descriptor[which];
    const words = version?.[which];
    if (!own && !words) return null;
    return { ...(own && { descriptor: descriptorState(own) }), ...(words && { version: versionState(words) }) };
  };
  return {
    _id: newId('logEntry'),
    creditorId: descriptor.after.creditorId,
    descriptorId: descriptor.after._id,
    versionId: version?.after._id ?? null,
    formerVersionId: descriptor.before?.activeVersionId ?? null,
    action,
    before: stateOf('before'),
    after: stateOf('after'),
    by: accountId,
    why: auditDescription ?? null,
    at: now,
  };
}

export const addAudit = (tx: Tx, rows: readonly AuditRow[]): Promise<void> => insertRows(tx, templateAudit, rows);
