import { sha256 } from '@fairdue/contracts';
import type { Sources } from './stored/version.ts';
import { helpWordings } from './built-in/answers.ts';
import { english } from './built-in/english.ts';
import { formsOf, layOut, layOutPlain, plainFormsOf, type Form, type TemplateSource } from './built-in/layout.ts';
import { plainEnglish } from './built-in/plain-english.ts';
import { plainSpanish } from './built-in/plain-spanish.ts';
import { spanish } from './built-in/spanish.ts';
import { builtInSubjects, helpAnswer, plainSubjects } from './built-in/wording.ts';

export type Language = 'en' | 'es';
export const wordings = { en: english, es: spanish };
const plainWordings = { en: plainEnglish, es: plainSpanish };
const languages = ['en', 'es'] as const;

/** A message that every company has until it makes its own: descriptor and version in one, and nobody's to change. */
export type SystemTemplate = Sources & {
  descriptorId: string;
  /** Names the exact wording: another word, another id. */
  versionId: string;
  subject: string;
  channel: Form;
  language: Language;
};

/** Versions that stand in code have one revision each. */
export const systemRevision = 1;

function systemTemplate(subject: string, channel: Form, language: Language, source: TemplateSource): SystemTemplate {
  const key = `${subject}${channel}${language}`.toUpperCase();
  const hash = sha256(JSON.stringify(source)).slice(0, 16).toUpperCase();
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
export const systemTemplates: readonly SystemTemplate[] = [
  ...builtInSubjects.flatMap((subject) =>
    formsOf(english.notices[subject]).flatMap((form) =>
      languages.map((language) =>
        systemTemplate(subject, form, language, layOut(subject, form, language, wordings[language])),
      ),
    ),
  ),
  ...plainSubjects.flatMap((subject) =>
    plainFormsOf(plainEnglish[subject]).flatMap((form) =>
      languages.map((language) =>
        systemTemplate(subject, form, language, layOutPlain(form, language, plainWordings[language][subject])),
      ),
    ),
  ),
  ...languages.map((language) => systemTemplate(helpAnswer, 'text', language, { text: helpWordings[language] })),
];

export const systemDescriptor = (descriptorId: string): SystemTemplate | undefined =>
  systemTemplates.find((each) => each.descriptorId === descriptorId);

export const systemVersion = (versionId: string): SystemTemplate | undefined =>
  systemTemplates.find((each) => each.versionId === versionId);
