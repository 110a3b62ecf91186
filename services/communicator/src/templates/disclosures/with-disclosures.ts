import type { CreditorSettings, DisclosureSlot } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import { beforeEnd } from '../before-end.ts';
import type { Form } from '../built-in/layout.ts';
import { compileTemplate, missingFrom, refuseMissing, type TemplateContext } from '../compile-template.ts';
import type { Rendered } from '../render-message.ts';
import type { Language } from '../system-templates.ts';
import { textOfHtml } from '../text-of-html.ts';
import { fitting } from '../write-words.ts';
import { englishDisclosures } from './english.ts';
import { spanishDisclosures } from './spanish.ts';
import type { Words } from './texts.ts';

const texts = { en: englishDisclosures, es: spanishDisclosures };

/** How the texts are to be said and not what: all of them are written in the language of their message (12 CFR 1006.18(e)(4)). */
const isManner = (slot: DisclosureSlot): boolean => slot === 'same_language';

type Said = { text: string; html: string };

const compiled = new Map<string, ReturnType<typeof compileTemplate>>();
function write(source: string, kind: 'text' | 'html', context: TemplateContext): string {
  const key = `${kind} ${source}`;
  const template = compiled.get(key) ?? compileTemplate(source, kind);
  compiled.set(key, template);
  refuseMissing(missingFrom(template.variables, context));
  return template.render(context);
}

/** The collector's own words come before the platform's. Empty: nobody has any in that language. */
function wordingsOf(
  slot: DisclosureSlot,
  form: Form,
  language: Language,
  own: CreditorSettings['disclosures'],
  context: TemplateContext,
): Said[] {
  const words = own?.[slot]?.[language];
  if (words !== undefined) return [{ text: words, html: write('{{ words }}', 'html', { words }) }];
  const byForm = texts[language][slot];
  const sources: Words | undefined = byForm?.[form] ?? byForm?.any;
  return (sources ?? []).map((source) => ({
    text: write(source, 'text', context),
    html: write(source, 'html', context),
  }));
}

/** Letters and digits alone: a table, a line break or another quotation mark makes no other text of it. */
const wordsOf = (text: string): string => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `; // prettier-ignore
const wordsOfHtml = (html: string): string => wordsOf(textOfHtml(html));

const isIn = (words: string, wordings: readonly Said[]): boolean =>
  wordings.some(({ text }) => /[\p{L}\p{N}]/u.test(text) && words.includes(wordsOf(text)));

/**
 * The message with every text that its permit names, in that order and once: what it says already is not said again. A
 * text for which nobody has words refuses the message; it is never left out.
 */
export function withDisclosures(
  rendered: Rendered,
  slots: readonly DisclosureSlot[],
  { form, own }: { form: Form; own: CreditorSettings['disclosures'] },
): Rendered {
  let { text, html } = rendered;
  for (const slot of slots) {
    if (isManner(slot)) continue;
    const wordings = wordingsOf(slot, form, rendered.language, own, rendered.context);
    const [first] = wordings;
    if (!first) throw missing(slot, form, rendered.language);
    if (!isIn(wordsOf(text), wordings)) text = `${text.trimEnd()}${form === 'text' ? ' ' : '\n\n'}${first.text}`;
    if (html !== null && !isIn(wordsOfHtml(html), wordings))
      html = beforeEnd(html, `<p>${first.html.replaceAll('\n', '<br>')}</p>\n`);
  }
  const isSame = text === rendered.text && html === rendered.html;
  return isSame ? rendered : { ...rendered, text: fitting(text, form), html };
}

const missing = (slot: DisclosureSlot, form: Form, language: Language): Refused =>
  new Refused(
    'rule',
    'disclosure-slot-missing',
    `The law wants ${slot} in this ${form}, and there are no words for it in ${language}.`,
  );
