import type { Form } from '../templates/built-in/layout.ts';
import { chooseTemplate, compileParts } from '../templates/choose-template.ts';
import { renderMessage, type Rendered } from '../templates/render-message.ts';
import { systemVersion } from '../templates/system-templates.ts';

/** The built-in message of a subject, chosen and written as a campaign's would be. */
export function renderBuiltIn(subject: string, form: Form, about: Parameters<typeof renderMessage>[2]): Rendered {
  const { customer, creditor, tone } = about;
  const choice = chooseTemplate([], {
    subject,
    channel: form,
    personLanguage: customer.language,
    creditorLanguages: creditor.settings.languages,
    productId: null,
    tone,
  });
  const sources = choice && systemVersion(choice.versionId);
  if (!sources) throw new Error(`No message ${subject} is built in.`);
  return renderMessage({ ...choice, ...compileParts(sources) }, form, about);
}
