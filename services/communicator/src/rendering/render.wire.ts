import { z } from 'zod';
import { Channel } from '@fairdue/contracts';
import { Subject } from '../templates/stored/descriptor.wire.ts';
import { sourceCharsMax } from '../templates/template-syntax.ts';
import type { Words } from '../templates/write-words.ts';
import { reference } from '../customers/reference.ts';

/** The caller's own values by name, flat or nested. */
export const Context = z.record(z.string().max(200), z.unknown());

/** What the body of every such request has. What is not named here is ignored. */
const asked = {
  subject: Subject,
  personId: reference,
  loanId: reference.nullish(),
  caseId: reference.nullish(),
  context: Context.nullish(),
};

const formats = ['text', 'html', 'pdf'] as const;
export type Format = (typeof formats)[number];
export const RenderQuery = z.object({ fmt: z.enum(formats).default('html') });

export const RenderRequest = z.object({
  ...asked,
  channel: z.enum(['email', 'text', 'mail', 'gui', 'document']),
  statementId: reference.nullish(),
});

export const PreviewRequest = z.object({ ...asked, channel: Channel });

/** As long as a template may be. */
const content = z.string().max(sourceCharsMax);
export const FreeFormPreviewRequest = z.object({
  subjectLine: z.string().max(10_000).nullish(),
  contentHtml: content.nullish(),
  contentPlain: content.nullish(),
});

export const PreviewResult = z
  .strictObject({ subjectLine: z.string(), contentHtml: z.string(), contentText: z.string() })
  .meta({ id: 'PreviewResult' });

/** A part that the channel does not use, or the message does not have, is empty. */
export const previewOf = ({ subjectLine, html, text }: Words): z.output<typeof PreviewResult> => ({
  subjectLine: subjectLine ?? '',
  contentHtml: html ?? '',
  contentText: text,
});
