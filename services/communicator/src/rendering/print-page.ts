import type { Connection } from '@fairdue/store';
import type { Language } from '../templates/system-templates.ts';
import type { Words } from '../templates/write-words.ts';
import type { LetterFrame } from './letter/pdf-of-page.ts';
import { pageOfText, wholePage } from './page-of-text.ts';
import { threadsOf } from './threads/threads.ts';

type Spoken = Pick<Words, 'text' | 'html'> & { language: Language };
type Print = { title: string; createdAt: Date; frame: LetterFrame | undefined };

/** Words as a page: of those that have none, one made from their text. */
export const pageOf = ({ html, text, language }: Spoken): string => html ?? wholePage(pageOfText(text), language);

/** The page as PDF. The same words of the same instant are the same bytes. */
export async function printPage(deps: { db: Connection }, words: Spoken, print: Print): Promise<Buffer> {
  const { language } = words;
  return Buffer.from(await threadsOf(deps).run('print', { html: pageOf(words), language, ...print }));
}
