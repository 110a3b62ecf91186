import { createHash } from 'node:crypto';
import { compileTemplate, type CompiledTemplate } from './compile-template.ts';
import { english } from './built-in/english.ts';
import { layOut, type Form, type TemplateSource } from './built-in/layout.ts';
import { spanish } from './built-in/spanish.ts';
import { builtInSubjects, type BuiltInSubject } from './built-in/wording.ts';

export type Language = 'en' | 'es';
const wordings = { en: english, es: spanish };

/** Which message: the person's language, else the creditor's first, else English; never another subject or channel. */
export type Selectors = {
  subject: string;
  form: Form;
  personLanguage: Language | undefined;
  creditorLanguages: readonly Language[];
};

export type Template = {
  /** Names the exact wording: another word, another id. */
  versionId: string;
  language: Language;
  subjectLine: CompiledTemplate | undefined;
  text: CompiledTemplate;
  html: CompiledTemplate | undefined;
};

const isBuiltIn = (subject: string): subject is BuiltInSubject =>
  (builtInSubjects as readonly string[]).includes(subject);
const compiled = new Map<string, Template>();

/** undefined: there is no such message. The caller says so; another one is never sent in its place. */
export function chooseTemplate({ subject, form, personLanguage, creditorLanguages }: Selectors): Template | undefined {
  if (!isBuiltIn(subject)) return undefined;
  const language = personLanguage ?? creditorLanguages[0] ?? 'en';
  const key = `${subject} ${form} ${language}`;
  const known = compiled.get(key);
  if (known) return known;
  const template = compile(layOut(subject, form, language, wordings[language]), language, key);
  compiled.set(key, template);
  return template;
}

function compile(source: TemplateSource, language: Language, key: string): Template {
  const hash = createHash('sha256').update(JSON.stringify(source)).digest('hex').slice(0, 16);
  return {
    versionId: `TV-${hash.toUpperCase()}-${key.replaceAll(' ', '').toUpperCase()}`,
    language,
    subjectLine: source.subjectLine === undefined ? undefined : compileTemplate(source.subjectLine, 'text'),
    text: compileTemplate(source.text, 'text'),
    html: source.html === undefined ? undefined : compileTemplate(source.html, 'html'),
  };
}
