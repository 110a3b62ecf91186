import type { Connection } from '@fairdue/store';
import { writeMessage } from '../rendering/write-message.ts';
import type { Form } from './built-in/layout.ts';
import type { Choice } from './choose-template.ts';
import type { TemplateContext } from './compile-template.ts';
import { messageContext, type About } from './message-context.ts';
import type { Language } from './system-templates.ts';
import type { Words } from './write-words.ts';

/** The words of one message. */
export type Rendered = Words & {
  templateVersionId: string;
  templateRevision: number;
  language: Language;
  /** What it was made from: what is added to it is made from the same. */
  context: TemplateContext;
};

/** The language in which the platform writes amounts, days and its own texts into a message. */
export const languageOf = ({ language }: { language: string }): Language => (language === 'es' ? 'es' : 'en');

/** A message that the platform sends by itself. */
export async function renderMessage(
  deps: { db: Connection },
  choice: Choice,
  form: Form,
  about: Omit<About, 'language'>,
): Promise<Rendered> {
  const language = languageOf(choice);
  const context = messageContext({ ...about, language });
  const words = await writeMessage(deps, choice, form, context);
  return { templateVersionId: choice.versionId, templateRevision: choice.revision, language, ...words, context };
}
