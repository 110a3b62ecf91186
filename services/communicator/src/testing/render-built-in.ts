import type { Form } from '../templates/built-in/layout.ts';
import { chooseTemplate, type Choice } from '../templates/choose-template.ts';
import { compileParts } from '../templates/compile-parts.ts';
import type { TemplateContext } from '../templates/compile-template.ts';
import { messageContext, type About } from '../templates/message-context.ts';
import { languageOf, type Rendered } from '../templates/render-message.ts';
import type { Sources } from '../templates/stored/version.ts';
import { systemVersion } from '../templates/system-templates.ts';
import { writeWords } from '../templates/write-words.ts';

/** The built-in message of a subject, chosen and written as a campaign's would be; `given` as by a client of the API. */
export function renderBuiltIn(
  subject: string,
  form: Form,
  about: Omit<About, 'language'>,
  given: TemplateContext = {},
): Rendered {
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
  return renderSources(choice, sources, form, about, given);
}

/** The words of a template as they are, without a service. */
export function renderSources(
  choice: Choice,
  sources: Sources,
  form: Form,
  about: Omit<About, 'language'>,
  given: TemplateContext = {},
): Rendered {
  const language = languageOf(choice);
  const context = { ...given, ...messageContext({ ...about, language }) };
  const { versionId: templateVersionId, revision: templateRevision } = choice;
  return {
    templateVersionId,
    templateRevision,
    language,
    ...writeWords(compileParts(sources), form, context),
    context,
  };
}
