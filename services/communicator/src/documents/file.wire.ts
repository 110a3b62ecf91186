import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import type { Document, Revision } from './document.ts';

const name = z.string().trim().min(1).max(255).regex(/^[^\p{Cc}/\\"]+$/u, 'is not the name of a file'); // prettier-ignore
const contentType = z.string().max(127).regex(/^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/, 'is not a media type'); // prettier-ignore

export const FileRequest = z.strictObject({
  name,
  contentType,
  /** Whom it is about; left out, it may go to anybody. */
  customerId: Id.optional(),
  /** The company's own id of it, with which `ext-` names it. */
  externalId: z.string().min(1).max(255).optional(),
});

export const FileQuery = z.strictObject({
  customerId: Id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().optional(),
});
export const ContentQuery = z.strictObject({ revision: z.coerce.number().int().min(1).optional() });

export const FileBody = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    contentType: z.string(),
    customerId: z.string().nullable(),
    externalId: z.string().nullable(),
    /** 0: it has no content yet. */
    revision: z.int(),
    sizeBytes: z.int(),
    sha256: z.string().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'File' });
export const FileList = z.strictObject({ items: z.array(FileBody), next: z.string().nullable() });

const RevisionBody = z.strictObject({
  revision: z.int(),
  contentType: z.string(),
  sizeBytes: z.int(),
  sha256: z.string(),
  templateVersionId: z.string().nullable(),
  templateRevision: z.int().nullable(),
  savedAt: z.iso.datetime(),
  savedBy: z.string(),
});
/** Its last hundred revisions, newest first. */
export const FileWithRevisions = FileBody.extend({ revisions: z.array(RevisionBody) }).meta({
  id: 'FileWithRevisions',
});

export const fileBody = (document: Document): z.output<typeof FileBody> => ({
  id: document._id,
  name: document.name,
  contentType: document.contentType,
  customerId: document.customerId,
  externalId: document.externalId ?? null,
  revision: document.revision,
  sizeBytes: document.sizeBytes,
  sha256: document.sha256,
  createdAt: document.createdAt.toISOString(),
  updatedAt: document.updatedAt.toISOString(),
});

export const withRevisions = (document: Document, revisions: readonly Revision[]): z.output<typeof FileWithRevisions> => ({
  ...fileBody(document),
  revisions: revisions.map(({ revision, contentType: type, sizeBytes, sha256, templateVersionId, templateRevision, savedAt, savedBy }) => ({
    revision, contentType: type, sizeBytes, sha256, templateVersionId, templateRevision, savedAt: savedAt.toISOString(), savedBy,
  })),
}); // prettier-ignore
