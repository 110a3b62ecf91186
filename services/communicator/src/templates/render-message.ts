import { Refused } from '@fairdue/refused';
import type { Form } from './built-in/layout.ts';
import type { Template } from './choose-template.ts';
import type { TemplateContext } from './compile-template.ts';
import { messageContext, type About } from './message-context.ts';
import type { Language } from './system-templates.ts';
import { textOfHtml } from './text-of-html.ts';

/** The words of one message. `html` and `subjectLine` are null where the channel has none. */
export type Rendered = {
  templateVersionId: string;
  templateRevision: number;
  language: Language;
  subjectLine: string | null;
  text: string;
  html: string | null;
  /** What it was made from: what is added to it is made from the same. */
  context: TemplateContext;
};

const textCharsMax = 1_600;
const subjectLineCharsMax = 998;

export function fitting(text: string, form: Form): string {
  if (form === 'text' && text.length > textCharsMax)
    throw new Refused('rule', 'message-too-long', `A text message has at most ${textCharsMax} characters.`);
  return text;
}

/** What a channel does not use is ignored. Where there is a page only, the text is what it says. */
export function renderMessage(template: Template, form: Form, about: Omit<About, 'language'>): Rendered {
  const { versionId: templateVersionId, revision: templateRevision } = template;
  const language = template.language === 'es' ? 'es' : 'en';
  const context = messageContext({ ...about, language });
  const subjectLine = form === 'email' ? template.subjectLine?.render(context) : undefined;
  const html = form === 'email' || form === 'mail' ? (template.html?.render(context) ?? null) : null;
  return {
    templateVersionId,
    templateRevision,
    language,
    subjectLine: subjectLine?.replaceAll(/\s+/g, ' ').trim().slice(0, subjectLineCharsMax) ?? null,
    text: fitting(template.text?.render(context) ?? textOfHtml(html ?? ''), form),
    html,
    context,
  };
}
