import type { CommunicatorDeps } from '../config.ts';
import { letterFrame } from '../rendering/letter/letter-frame.ts';
import { pageOfText, wholePage } from '../rendering/page-of-text.ts';
import { threadsOf } from '../rendering/threads/threads.ts';
import type { Written } from './prepare-message.ts';

/** A letter as the page that is put into its envelope. The same words of the same instant are the same bytes. */
export async function printLetter(
  deps: Pick<CommunicatorDeps, 'db'>,
  { contact, facts: { creditor, customer }, rendered, at }: Written,
): Promise<Buffer> {
  const { language, text, subjectLine } = rendered;
  const html = rendered.html ?? wholePage(pageOfText(text), language);
  const personName = `${customer.name.first} ${customer.name.last}`;
  const frame = letterFrame({ creditor, personName, address: contact, language, at });
  const title = subjectLine ?? creditor.sender.companyName;
  return Buffer.from(await threadsOf(deps).run('print', { html, language, title, createdAt: at, frame }));
}
