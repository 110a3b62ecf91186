import { z } from 'zod';
import { Channel } from '@fairdue/contracts';
import type { SystemTemplate } from '../system-templates.ts';
import type { Descriptor } from './descriptor.ts';
import { reference } from '../../customers/reference.ts';

/** One of the wire's subjects, or a name of the company's own. */
export const Subject = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,63}$/, 'is not the name of a subject')
  .refine((subject) => subject !== 'null', 'is a word to search with, not a subject');
export const Language = z.string().regex(/^[a-z]{2}$/, 'must be two lower-case letters (ISO 639-1)');
export const Tone = z.enum(['empathetic', 'firm']).nullable();

/** What both bodies may hold. What is not named here is ignored. */
const fields = {
  id: z.string().max(255).optional(),
  productId: reference.nullable().optional(),
  companyId: reference.optional(),
  activeVersionId: reference.nullable().optional(),
  name: z.string().max(255).nullable().optional(),
  /** Ours: words for a campaign's tone. */
  tone: Tone.optional(),
};

export const NewDescriptorRequest = z.object({
  ...fields,
  subject: Subject,
  channel: Channel,
  language: Language.default('en'),
  sensitive: z.boolean().default(false),
  enabled: z.boolean().default(true),
});

/** A missing field stays; null clears one that can be null. */
export const DescriptorChangeRequest = z.object({
  ...fields,
  subject: Subject.optional(),
  channel: Channel.optional(),
  language: Language.optional(),
  sensitive: z.boolean().optional(),
  enabled: z.boolean().optional(),
});

export const DescriptorBody = z
  .strictObject({
    id: z.string(),
    subject: z.string(),
    channel: Channel,
    language: z.string(),
    productId: z.string().nullable(),
    companyId: z.string().nullable(),
    activeVersionId: z.string().nullable(),
    sensitive: z.boolean(),
    enabled: z.boolean(),
    name: z.string().nullable(),
    tone: Tone.unwrap().exactOptional(),
  })
  .meta({ id: 'TemplateDescriptor' });
export type DescriptorBody = z.output<typeof DescriptorBody>;

export const descriptorBody = (descriptor: Descriptor): DescriptorBody => {
  const { _id: id, creditorId: companyId, subject, channel, language, productId, tone } = descriptor;
  const { activeVersionId, sensitive, enabled, name } = descriptor;
  return {
    id, subject, channel, language, productId, companyId, activeVersionId, sensitive, enabled, name, ...(tone && { tone }),
  }; // prettier-ignore
};

export const systemDescriptorBody = (system: SystemTemplate): DescriptorBody => ({
  id: system.descriptorId,
  subject: system.subject,
  channel: system.channel,
  language: system.language,
  productId: null,
  companyId: null,
  activeVersionId: system.versionId,
  sensitive: false,
  enabled: true,
  name: null,
});
