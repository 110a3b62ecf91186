import { Refused } from '@fairdue/refused';
import { chooseTemplate } from './choose-template.ts';
import type { Form } from './built-in/layout.ts';
import { messageContext, type About } from './message-context.ts';

/** The words of one message. `html` and `subjectLine` are null where the channel has none. */
export type Rendered = { templateVersionId: string; subjectLine: string | null; text: string; html: string | null };

const textCharsMax = 1_600;

export function renderMessage(subject: string, form: Form, about: Omit<About, 'language'>): Rendered {
  const template = chooseTemplate({
    subject,
    form,
    personLanguage: about.customer.language,
    creditorLanguages: about.creditor.settings.languages,
  });
  if (!template) throw new Refused('not-found', 'template-not-found', `There is no message ${subject} for ${form}.`);
  const context = messageContext({ ...about, language: template.language });
  const text = template.text.render(context);
  if (form === 'text' && text.length > textCharsMax)
    throw new Refused('rule', 'message-too-long', `A text message has at most ${textCharsMax} characters.`);
  return {
    templateVersionId: template.versionId,
    subjectLine: template.subjectLine?.render(context).slice(0, 998) ?? null,
    text,
    html: template.html?.render(context) ?? null,
  };
}
