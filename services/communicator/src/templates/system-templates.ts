import { createHash } from 'node:crypto';
import type { Sources } from './stored/version.ts';
import { english } from './built-in/english.ts';
import { forms, layOut, type Form } from './built-in/layout.ts';
import { spanish } from './built-in/spanish.ts';
import { builtInSubjects, type BuiltInSubject } from './built-in/wording.ts';

export type Language = 'en' | 'es';
export const wordings = { en: english, es: spanish };

/** A message that every company has until it makes its own: descriptor and version in one, and nobody's to change. */
export type SystemTemplate = Sources & {
  descriptorId: string;
  /** Names the exact wording: another word, another id. */
  versionId: string;
  subject: BuiltInSubject;
  channel: Form;
  language: Language;
};

/** Versions that stand in code have one revision each. */
export const systemRevision = 1;

function systemTemplate(subject: BuiltInSubject, channel: Form, language: Language): SystemTemplate {
  const source = layOut(subject, channel, language, wordings[language]);
  const key = `${subject}${channel}${language}`.toUpperCase();
  const hash = createHash('sha256').update(JSON.stringify(source)).digest('hex').slice(0, 16).toUpperCase();
  return {
    descriptorId: `TD-SYSTEM-${key}`,
    versionId: `TV-${hash}-${key}`,
    subject,
    channel,
    language,
    subjectLineTemplate: source.subjectLine ?? null,
    contentTextTemplate: source.text,
    contentHtmlTemplate: source.html ?? null,
  };
}

/** In the order in which lists show them. */
export const systemTemplates: readonly SystemTemplate[] = builtInSubjects.flatMap((subject) =>
  forms.flatMap((form) => (['en', 'es'] as const).map((language) => systemTemplate(subject, form, language))),
);

export const systemDescriptor = (descriptorId: string): SystemTemplate | undefined =>
  systemTemplates.find((each) => each.descriptorId === descriptorId);

export const systemVersion = (versionId: string): SystemTemplate | undefined =>
  systemTemplates.find((each) => each.versionId === versionId);
