import { Refused } from '@fairdue/refused';
import { chooseTemplate, type Language } from './choose-template.ts';
import type { Form } from './built-in/layout.ts';
import type { TemplateContext } from './compile-template.ts';
import { messageContext, type About } from './message-context.ts';

/** The words of one message. `html` and `subjectLine` are null where the channel has none. */
export type Rendered = {
  templateVersionId: string;
  language: Language;
  subjectLine: string | null;
  text: string;
  html: string | null;
  /** What it was made from: what is added to it is made from the same. */
  context: TemplateContext;
};

const textCharsMax = 1_600;

export function fitting(text: string, form: Form): string {
  if (form === 'text' && text.length > textCharsMax)
    throw new Refused('rule', 'message-too-long', `A text message has at most ${textCharsMax} characters.`);
  return text;
}

export function renderMessage(subject: string, form: Form, about: Omit<About, 'language'>): Rendered {
  const template = chooseTemplate({
    subject,
    form,
    personLanguage: about.customer.language,
    creditorLanguages: about.creditor.settings.languages,
  });
  if (!template) throw new Refused('not-found', 'template-not-found', `There is no message ${subject} for ${form}.`);
  const { versionId: templateVersionId, language } = template;
  const context = messageContext({ ...about, language });
  return {
    templateVersionId,
    language,
    subjectLine: template.subjectLine?.render(context).slice(0, 998) ?? null,
    text: fitting(template.text.render(context), form),
    html: template.html?.render(context) ?? null,
    context,
  };
}
