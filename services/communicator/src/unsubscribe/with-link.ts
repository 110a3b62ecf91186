import { escapeHtml } from '@fairdue/http';
import { beforeEnd } from '../templates/before-end.ts';
import type { Language } from '../templates/system-templates.ts';
import type { Words } from '../templates/write-words.ts';

const says: Record<Language, string> = {
  en: 'Stop emails to this address',
  es: 'No recibir más correos en esta dirección',
};

/**
 * The message with its link. It stands in the bytes that go out alone: whoever reads the message here must not be able to
 * unsubscribe somebody with it, and the same words sent anew have a link of their own.
 */
export function withLink<W extends Words>(words: W, link: string, language: Language): W {
  const { text, html } = words;
  return {
    ...words,
    text: `${text.trimEnd()}\n\n${says[language]}: ${link}\n`,
    html: html && beforeEnd(html, `<p><a href="${escapeHtml(link)}">${says[language]}</a></p>\n`),
  };
}
