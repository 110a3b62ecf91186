import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';
import { Refused } from '@fairdue/refused';
import type { DkimKey } from './provider-config.ts';
import type { Message } from './provider.ts';

/** What came from people and systems, in one line: a line break would begin a header of its own. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** One mailbox and nothing else, before it goes into a header or a command. */
const mailbox = /^[^\s\p{Cc}<>()[\]\\,;:"@]+@[^\s\p{Cc}<>()[\]\\,;:"@]+$/u;
export function requireMailbox(address: string): string {
  if (mailbox.test(address) && address.length <= 254) return address;
  throw new Refused('rule', 'mail-address-invalid', 'That is no address that mail can be sent to.');
}

export const domainOf = (address: string): string => address.split('@').at(-1) ?? '';

/** Signs for the sender’s domain, or for one above it. */
const keyFor = (keys: readonly DkimKey[], domain: string): DkimKey | undefined =>
  keys.find((key) => key.domain === domain) ?? keys.find((key) => domain.endsWith(`.${key.domain}`));

/** The message as it goes over the wire, byte for byte, signed where there is a key of the sender’s domain. */
export async function composeMail(message: Message, keys: readonly DkimKey[]): Promise<Buffer> {
  const { key, at, contact, sender, personName, rendered, mailHeaders = {} } = message;
  const from = requireMailbox(sender.email);
  const domain = domainOf(from);
  const bytes = await new MailComposer({
    messageId: `<${key}@${domain}>`,
    date: at,
    from: { name: oneLine(sender.companyName), address: from },
    to: { name: oneLine(personName), address: requireMailbox(contact.value ?? '') },
    subject: oneLine(rendered.subjectLine ?? ''),
    text: rendered.text,
    ...(rendered.html !== null && { html: rendered.html }),
    headers: Object.entries(mailHeaders).map(([name, value]) => ({ key: name, value: oneLine(value) })),
    baseBoundary: key,
    newline: 'windows',
  })
    .compile()
    .build();
  const signer = keyFor(keys, domain);
  if (!signer) return bytes;
  const { domain: domainName, selector: keySelector, privateKey } = signer;
  return buffer(new DKIM({ domainName, keySelector, privateKey }).sign(bytes));
}
