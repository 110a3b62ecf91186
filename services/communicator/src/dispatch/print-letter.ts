import type { CommunicatorDeps } from '../config.ts';
import { letterFrame } from '../rendering/letter/letter-frame.ts';
import { printPage } from '../rendering/print-page.ts';
import type { Written } from './prepare-message.ts';

/** A letter as the page that is put into its envelope. */
export function printLetter(
  deps: Pick<CommunicatorDeps, 'db'>,
  { contact, facts: { creditor, customer }, rendered, at }: Written,
): Promise<Buffer> {
  const { name } = customer;
  const frame = letterFrame({ creditor, name, address: contact, language: rendered.language, at });
  const title = rendered.subjectLine ?? creditor.sender.companyName;
  return printPage(deps, rendered, { title, createdAt: at, frame });
}
