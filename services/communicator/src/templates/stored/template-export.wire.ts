import { z } from 'zod';
import { Channel } from '@fairdue/contracts';
import type { Descriptor } from './descriptor.ts';
import { Language, Subject, Tone } from './descriptor.wire.ts';
import type { Version } from './version.ts';
import { Source, Status } from './version.wire.ts';

/** What a file of templates holds: natural keys in place of ids (3.5). */
export const ExportedTemplates = z.array(
  z.strictObject({
    descriptor: z.strictObject({
      subject: z.string(),
      channel: Channel,
      language: z.string(),
      productId: z.string().nullable(),
      sensitive: z.boolean(),
      enabled: z.boolean(),
      name: z.string().nullable(),
      tone: Tone.unwrap().exactOptional(),
    }),
    versions: z.array(
      z.strictObject({
        active: z.boolean(),
        status: Status,
        subjectLineTemplate: z.string().nullable(),
        contentTextTemplate: z.string().nullable(),
        contentHtmlTemplate: z.string().nullable(),
        contentSha256: z.string(),
      }),
    ),
  }),
);
type ExportedTemplate = z.output<typeof ExportedTemplates>[number];

export const exportedDescriptor = (descriptor: Descriptor): ExportedTemplate['descriptor'] => {
  const { subject, channel, language, productId, sensitive, enabled, name, tone } = descriptor;
  return { subject, channel, language, productId, sensitive, enabled, name, ...(tone && { tone }) };
};

export const exportedVersion = (version: Version, active: boolean): ExportedTemplate['versions'][number] => {
  const { status, subjectLineTemplate, contentTextTemplate, contentHtmlTemplate, contentSha256 } = version;
  return { active, status, subjectLineTemplate, contentTextTemplate, contentHtmlTemplate, contentSha256 };
};

/** The same, as it may come back: what an export always says may be left out, what it does not say is ignored. */
export const ImportRequest = z
  .array(
    z.object({
      descriptor: z.object({
        subject: Subject,
        channel: Channel,
        language: Language.default('en'),
        productId: z.string().min(1).max(255).nullable().default(null),
        sensitive: z.boolean().default(false),
        enabled: z.boolean().default(true),
        name: z.string().max(255).nullable().default(null),
        tone: Tone.default(null),
      }),
      versions: z.array(
        z.object({
          active: z.boolean().default(false),
          status: Status.default('draft'),
          subjectLineTemplate: Source.default(null),
          contentTextTemplate: Source.default(null),
          contentHtmlTemplate: Source.default(null),
        }),
      ),
    }),
  )
  .max(2_000);
export type ImportItem = z.output<typeof ImportRequest>[number];
