import { compileTemplate } from './compile-template.ts';
import type { Sources } from './stored/version.ts';
import type { Parts } from './write-words.ts';

export const compileParts = ({ subjectLineTemplate, contentTextTemplate, contentHtmlTemplate }: Sources): Parts => ({
  subjectLine: subjectLineTemplate === null ? undefined : compileTemplate(subjectLineTemplate, 'text'),
  text: contentTextTemplate === null ? undefined : compileTemplate(contentTextTemplate, 'text'),
  html: contentHtmlTemplate === null ? undefined : compileTemplate(contentHtmlTemplate, 'html'),
});
