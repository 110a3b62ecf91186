import { z } from 'zod';
import { sourceCharsMax } from '../template-syntax.ts';
import type { SystemTemplate } from '../system-templates.ts';
import { versionStatuses, type Version } from './version.ts';
import { reference } from '../../customers/reference.ts';

export const Source = z
  .string()
  .refine((source) => Buffer.byteLength(source) <= sourceCharsMax, 'may have 512 KiB at most')
  .nullable();
export const Status = z.enum(versionStatuses);

export const NewVersionRequest = z.object({
  id: z.string().max(255).optional(),
  descriptorId: reference,
  status: Status.default('draft'),
  subjectLineTemplate: Source.default(null),
  contentTextTemplate: Source.default(null),
  contentHtmlTemplate: Source.default(null),
});

/** A missing field stays; null clears a source. */
export const VersionChangeRequest = z.object({
  id: z.string().max(255).optional(),
  descriptorId: reference.optional(),
  status: Status.optional(),
  subjectLineTemplate: Source.optional(),
  contentTextTemplate: Source.optional(),
  contentHtmlTemplate: Source.optional(),
});

export const VersionBody = z
  .strictObject({
    id: z.string(),
    descriptorId: z.string(),
    status: Status,
    subjectLineTemplate: z.string().nullable(),
    contentTextTemplate: z.string().nullable(),
    contentHtmlTemplate: z.string().nullable(),
  })
  .meta({ id: 'TemplateVersion' });
export type VersionBody = z.output<typeof VersionBody>;

export const versionBody = (version: Version): VersionBody => {
  const { _id: id, descriptorId, status, subjectLineTemplate, contentTextTemplate, contentHtmlTemplate } = version;
  return { id, descriptorId, status, subjectLineTemplate, contentTextTemplate, contentHtmlTemplate };
};

export const systemVersionBody = (system: SystemTemplate): VersionBody => {
  const { versionId: id, descriptorId, subjectLineTemplate, contentTextTemplate, contentHtmlTemplate } = system;
  return { id, descriptorId, status: 'deployed', subjectLineTemplate, contentTextTemplate, contentHtmlTemplate };
};
