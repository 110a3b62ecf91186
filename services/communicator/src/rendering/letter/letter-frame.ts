import type { Contact } from '@fairdue/contracts';
import type { Creditor } from '../../creditors/creditor.ts';
import { addressLines } from '../../customers/customer.ts';
import { dayAt } from '../../templates/message-context.ts';
import type { Language } from '../../templates/system-templates.ts';
import type { LetterFrame } from './pdf-of-page.ts';

type Letter = {
  creditor: Creditor;
  name: { first: string; last: string };
  address: Contact | undefined;
  language: Language;
  at: Date;
};

/** Who writes to whom on which day: what the window of an envelope shows among it. */
export function letterFrame({ creditor, name, address, language, at }: Letter): LetterFrame {
  const { companyName, returnAddressLines, addressLines: ownLines } = creditor.sender;
  return {
    from: [companyName, ...(returnAddressLines ?? ownLines)],
    to: [`${name.first} ${name.last}`, ...(address ? addressLines(address) : [])],
    date: dayAt(creditor, at, language),
  };
}
